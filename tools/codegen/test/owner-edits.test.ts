import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project, ts } from 'ts-morph';
import { expect, it, onTestFinished } from 'vitest';
import { emitModules } from '../src/emit/emit-modules.ts';
import { modelDocument } from '../src/generator/model-document.ts';
import { readModel } from '../src/model/read-model.ts';
import { loadSpec } from '../src/rules/load-spec.ts';
import { libraryRules, libraryText } from './library.ts';

const workspace = join(import.meta.dirname, '../../..');

/** A property of a book, with the spec's text about it. */
const property = (text: string): readonly [string, string] => ['        tags: {', `        ${text}\n        tags: {`];

/** What an owner does to a spec, one thing at a time: a passage, and what stands there afterwards. */
const edits: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a larger page': ['maximum: 50', 'maximum: 999'],
  'no $top': ['        - { name: $top, in: query', '        - { name: top, in: query'],
  'a filterable property less': ['          genre: { operators: choice, evidence: documented, source: page 1 }\n', ''],
  'a filterable property more': [
    '          order: [eq, ge, lt]\n        filterable:\n',
    '          order: [eq, ge, lt]\n          collection: [any, all]\n        filterable:\n          tags: { operators: collection, items: text, evidence: documented, source: page 1 }\n',
  ],
  'what was observed in a document': [
    'pages: { operators: order, evidence: observed',
    'pages: { operators: order, evidence: documented',
  ],
  'a documented property only observed': [
    'isbn: { operators: text, evidence: documented',
    'isbn: { operators: text, evidence: observed',
  ],
  'an operator less': ['choice: [eq, in]', 'choice: [eq]'],
  'an operator more': ['text: [eq, ne, in, startswith]', 'text: [eq, ne, in, startswith, endswith, contains]'],
  'half the rate': ['calls: 10', 'calls: 5'],
  'another window': ['{ calls: 10, seconds: 1 }', '{ calls: 10, seconds: 1 }, { calls: 100, seconds: 60 }'],
  'a value of an enumeration': ['[Novel, Poem]', '[Novel, Poem, Play]'],
  'a closed enumeration': ['      x-open-enum: true\n', ''],
  'no final value': ['      x-final: [Poem]\n', ''],
  'no other name': ['x-aliases: [added], ', ''],
  'no time of creation': ['        immutableTimestamp: addedAt\n', ''],
  'another description': [
    'description: The ISBN. }\n        genre',
    'description: \'Its "number": `${x}` \\ or so.\' }\n        genre',
  ],
  'no description': [', description: The ISBN. }\n        genre', ' }\n        genre'],
  'a deprecated property': ['isbn: { type', 'isbn: { deprecated: true, x-deprecated: Use the title., type'],
  'a deprecated list': ['operationId: listBooks', 'deprecated: true\n      operationId: listBooks'],
  'a text': property("title: { type: [string, 'null'], minLength: 1, maxLength: 80 }"),
  'a number': property('weight: { type: number, minimum: 0, maximum: 9.5 }'),
  'a decimal number': property("price: { type: [number, 'null'], format: decimal }"),
  'a date': property('bought: { type: string, format: date }'),
  'a time and a duration': property(
    'opens: { type: string, format: time }\n        lent: { type: string, format: duration }',
  ),
  'a flag': property('isLent: { type: boolean }'),
  'a name that is no identifier': property("'shelf-no': { type: string }"),
  'a list of what may be null': property("notes: { type: array, items: { type: [string, 'null'] } }"),
  'a list of an enumeration': property("genres: { type: array, items: { $ref: '#/components/schemas/Genre' } }"),
  'names without a schema of their own': property("cover: { type: [string, 'null'], enum: [Hard, Soft, null] }"),
  'an object in an object': property(
    'place: { type: object, required: [room], properties: { room: { type: string }, desk: { type: object, properties: { no: { type: integer } } } } }',
  ),
  'a type that holds itself': property("sequel: { oneOf: [{ $ref: '#/components/schemas/Book' }, { type: 'null' }] }"),
  'types that hold one another': [
    'name: { type: string }',
    "name: { type: string }\n        books: { type: array, items: { $ref: '#/components/schemas/Book' } }\n        friend: { $ref: '#/components/schemas/Person' }",
  ],
  '$select, $orderby and $count': [
    '      parameters:\n        - { name: $filter',
    '        select: { properties: all, evidence: documented, source: x }\n        orderBy: { properties: [addedAt], evidence: observed, source: x }\n        count: { evidence: observed, source: x }\n      parameters:\n        - { name: $select, in: query, schema: { type: string } }\n        - { name: $orderby, in: query, schema: { type: string } }\n        - { name: $count, in: query, schema: { type: boolean } }\n        - { name: $filter',
  ],
  'another host': ['https://library.example, desc', 'https://books.example, desc'],
  'another permission': ['application: [Books.Read.All]\n', 'application: [Books.Read.All, Books.All]\n'],
  'no rates': ["      x-rate-limits: { $ref: '#/components/x-rate-limits/read' }\n", ''],
  'another name of an operation': ['operationId: getBook', 'operationId: readBook'],
};

const config = {
  spec: 'library.openapi.yaml',
  ...libraryRules,
  output: { builder: 'builder' },
  imports: { '#query-builder': '@defender-odata/query-builder' },
};

/** What the compiler says of generated files, by edit. */
function compile(root: string, files: readonly string[]): readonly string[] {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    customConditions: ['@defender-odata/source'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const project = new Project({ compilerOptions });
  project.addSourceFilesAtPaths([...files]);
  return project.getPreEmitDiagnostics().flatMap(({ compilerObject: { file, messageText } }) => {
    const name = file?.fileName.startsWith(`${root}/`) ? file.fileName.slice(root.length + 1) : undefined;
    return name === undefined ? [] : [`${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`];
  });
}

it(
  'each thing that an owner does to a spec keeps the rules, generates, and compiles',
  { timeout: 120_000 },
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'owner-edits-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'node_modules/@defender-odata'), { recursive: true });
    symlinkSync(join(workspace, 'packages/query-builder'), join(root, 'node_modules/@defender-odata/query-builder'));
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
    const files: string[] = [];
    for (const [name, [before, after]] of Object.entries(edits)) {
      if (!libraryText.includes(before)) throw new Error(`The small spec has no passage for ${name}.`);
      const text = libraryText.replace(before, () => after);
      const spec = await loadSpec(text, name, libraryRules);
      expect(JSON.stringify(modelDocument(spec))).toContain('"openapi":"3.1.0"');
      mkdirSync(join(root, name, 'builder'), { recursive: true });
      for (const [path, module] of emitModules(readModel(spec), config)) {
        writeFileSync(join(root, name, path), module);
        files.push(join(root, name, path));
      }
    }
    expect(compile(root, files)).toEqual([]);
  },
);
