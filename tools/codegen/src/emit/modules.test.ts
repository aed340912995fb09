import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imports, libraryModel, libraryRules, libraryWith } from '../../test/library.ts';
import { loansText } from '../../test/library-with.ts';
import { modelDocument } from '../generator/model-document.ts';
import { formatFile } from '../output/format.ts';
import { loadSpec } from '../rules/load-spec.ts';
import { emitCollections } from './collections.ts';
import { emitEntitySets } from './entity-sets.ts';
import { emitFixtures } from './fixtures.ts';
import { filterableTable } from './filterable-table.ts';
import { emitOperations } from './operations.ts';
import { printModule } from './print.ts';
import { emitRows } from './rows.ts';
import { emitSchema } from './schema.ts';
import { emitService } from './service.ts';
import type { GeneratedModule } from './file.ts';

const root = join(import.meta.dirname, '../../../..');
const model = await libraryModel();

/** The module as it stands in the file, without its header. */
const textOf = (module: GeneratedModule): Promise<string> =>
  formatFile(root, module.path, printModule(module, imports));

describe('operations.gen.ts', () => {
  it('has each operation as data', async () => {
    const text = await textOf(emitOperations(model.operations));
    expect(text).toContain(`  /** List books. */
  listBooks: {
    kind: 'list',
    entitySet: 'Books',
    method: 'GET',
    path: '/books',
    pathParameters: [],
    queryOptions: ['$filter', '$top'],
    statuses: [200],
    answer: 'collection',
    permissions: { application: ['Books.Read.All'], delegated: ['Books.Read'], role: 'Reader' },
    rateLimits: [{ calls: 10, seconds: 1 }],
  },
`);
    expect(text).toContain(
      "path: '/books/{isbn}',\n    pathParameters: ['isbn'],\n    queryOptions: [],\n    statuses: [200],\n    answer: 'entity',",
    );
    expect(text).toContain('export type OperationId = keyof typeof operations;');
  });

  it('says of an action what it sends, what it makes and what it answers with', async () => {
    const { operations } = await libraryModel(loansText);
    const actions = await textOf(emitOperations(operations));
    expect(actions).toContain(`  /** Lend a book. */
  lendBook: {
    kind: 'action',
    entitySet: 'Books',
    method: 'POST',
    path: '/books/{isbn}/lend',
    pathParameters: ['isbn'],
    queryOptions: [],
    headers: ['If-Match'],
    body: {
      required: true,
      properties: [
        { name: 'reader', wire: 'Reader', required: true, type: 'Edm.String', minLength: 1 },
        { name: 'days', wire: 'Days', required: false, type: 'Edm.Int32' },
        { name: 'kind', wire: 'Kind', required: false, type: 'Edm.String', members: ['Short', 'Long'] },
      ],
    },
    statuses: [201],
    answer: 'entity',
    creates: 'Loans',
    with: { state: 'Open', reader: { from: 'Reader' } },
`);
    expect(actions).toMatch(/takeBack: \{\s+kind: 'action',[^]*?statuses: \[204\],\s+answer: 'nothing',/);
    expect(actions).toMatch(
      /getPageText: \{\s+kind: 'function',\s+entitySet: 'Books',[^]*?pathParameters: \['isbn', 'number'\],[^]*?answer: 'value',/,
    );
  });
});

describe('collections.gen.ts', () => {
  it('has each collection as data', async () => {
    expect(await textOf(emitCollections(model.collections)))
      .toBe(`import type { EntitySet } from '@defender-odata/query-builder';
import type { Gettable, Listed, WithCreated, WithFinal } from '../collections/collection.ts';
import type { BookTypes } from './entity-sets.gen.ts';
import type { BookEntity } from './models/index.ts';
import { booksQuerySet } from './query-sets.gen.ts';

/** The collections by name: what a query may say, the operations, and what is known of the rows. */
export const collections = {
  /** List books. */
  books: {
    name: 'books',
    entitySet: booksQuerySet as EntitySet<BookTypes>,
    entityType: 'Book',
    key: 'isbn',
    operations: { list: 'listBooks', get: 'getBook' },
    createdAt: 'addedAt',
    aliases: { added: 'addedAt' },
    final: { property: 'genre', values: ['Poem'] },
  },
} as const;

/** List books. */
export interface BooksCollection extends Listed<BookTypes>, Gettable<BookEntity>, WithCreated, WithFinal {}

/** The collections that a client has. */
export interface DefenderCollections {
  /** List books. */
  readonly books: BooksCollection;
}
`);
  });

  it('leaves out what the spec does not say', async () => {
    const { collections } = await libraryModel(
      libraryWith('        immutableTimestamp: addedAt\n', '')
        .replace('      x-final: [Poem]\n', '')
        .replace(' x-aliases: [added],', '')
        .replace('      x-odata: { entitySet: Books }\n', '')
        .replace(/  \/books\/\{isbn\}:[^]*?(?=components:)/, ''),
    );
    const text = await textOf(emitCollections(collections));
    expect(text).toContain("import type { Listed } from '../collections/collection.ts';");
    expect(text).toContain('export interface BooksCollection extends Listed<BookTypes> {}');
    expect(text).toContain(`  books: {
    name: 'books',
    entitySet: booksQuerySet as EntitySet<BookTypes>,
    entityType: 'Book',
    key: 'isbn',
    operations: { list: 'listBooks' },
  },
`);
  });

  it('has the actions and functions of a collection, as data and as methods with what each takes', async () => {
    const { collections } = await libraryModel(
      loansText.replace(
        'x-action: { on: Books, creates',
        'deprecated: true\n      x-deprecated: Ask at the desk.\n      x-action: { on: Books, name: lendOut, owner: reader, creates',
      ),
    );
    const text = await textOf(emitCollections(collections));
    expect(text).toContain(`    operations: { list: 'listBooks', get: 'getBook' },
    actions: { lendOut: 'lendBook', takeBack: 'takeBack' },
    functions: { page: 'getPageText' },
`);
    expect(text).toContain(`/** What \`lendOut\` takes. */
export interface LendBookParameters {
  /** Who takes it. */
  readonly reader: string;
  readonly days?: number;
  readonly kind?: 'Short' | 'Long';
}
`);
    expect(text).toContain(`/** What \`page\` takes. */
export interface GetPageTextParameters {
  readonly number: number;
}
`);
    expect(text).not.toContain('TakeBackParameters');
    expect(text).toMatch(/\* Lend a book\.[^/]*@param isbn - The key of the row\.[^/]*@deprecated Ask at the desk\.\n/);
    expect(text).toContain(
      'lendOut(isbn: string, parameters: LendBookParameters, options?: ActionOptions): Promise<Started<Loan>>;',
    );
    expect(text).toContain('takeBack(isbn: string, options?: ActionOptions): Promise<void>;');
    expect(text).toContain(
      "page(isbn: string, parameters: GetPageTextParameters, options?: GetOptions): Promise<PageText['value']>;",
    );
  });

  it('says of a collection what the spec says', async () => {
    const { collections } = await libraryModel(
      libraryWith(
        '        entitySet: Books\n',
        '        entitySet: Books\n        description: The books of the library.\n',
      ),
    );
    expect(collections[0]?.description).toBe('The books of the library.');
  });
});

describe('service.gen.ts', () => {
  it('has clouds, scope and audiences', async () => {
    const text = await textOf(emitService(model.service));
    expect(text).toContain("  /** A branch. */\n  'branch-1': 'https://branch.library.example',");
    expect(text).toContain("export const scope = 'https://library.example/.default';");
    expect(text).toContain("export const audiences: readonly string[] = ['https://library.example', 'urn:library'];");
  });
});

describe('fixtures.gen.ts', () => {
  it('has each example key for key, typed by its model', async () => {
    const text = await textOf(emitFixtures(model.examples));
    expect(text).toContain("import type { BookCollection, ErrorResponse } from '@defender-odata/client';");
    expect(text).toContain(
      "{ isbn: '1', genre: 'Novel', addedAt: '2020-01-01T00:00:00.1234567Z', pages: null, author: { name: 'Ann' } }",
    );
    expect(text).toContain('shelf: 7 }');
    expect(text).toContain('  /** No such book (page 2). */\n  readonly noBook: ErrorResponse;');
    expect(text).toContain('export const fixtures: Fixtures = { twoBooks, noBook };');
    // A name of a closed enumeration is that name, and not any text.
    expect(text.match(/^} as const;$|\} as const;$/gm)).toHaveLength(model.examples.length);
  });

  it('is there where the spec has no examples', async () => {
    const text = await textOf(emitFixtures([]));
    expect(text).not.toContain('import');
    expect(text).toContain('export const fixtures: Fixtures = {};');
  });
});

describe('schema.gen.ts', () => {
  it('has the schema of a row without references, and the errors with their statuses', async () => {
    const text = await textOf(emitSchema(model.entitySets, model.examples, model.operations));
    expect(text).toContain("required: ['isbn', 'addedAt'],");
    expect(text).toContain("isbn: { type: 'string', minLength: 1 },");
    expect(text).toContain("genre: { type: 'string', examples: ['Novel', 'Poem'] },");
    expect(text).toContain("addedAt: { type: 'string', format: 'date-time' },");
    expect(text).toContain("pages: { type: ['integer', 'null'], format: 'int32' },");
    expect(text).toContain(
      "author: { type: ['object', 'null'], required: ['name'], properties: { name: { type: 'string' } } },",
    );
    expect(text).toContain("tags: { type: 'array', items: { type: 'string' } },");
    const items = libraryWith(
      'tags: { type: array, items: { type: string }',
      "tags: { type: array, minItems: 1, items: { type: string, enum: [A, B], pattern: '^.$' }",
    ).replace(
      'oneOf: [{ $ref',
      'type: array\n          items: { type: string, format: date-time }\n          x-aliases: [by]\n          #',
    );
    const { entitySets: withItems } = await libraryModel(items.replaceAll(/, author: (?:\{ name: Ann \}|null)/g, ''));
    const itemSchemas = await textOf(emitSchema(withItems, [], []));
    expect(itemSchemas).toContain(
      "tags: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^.$', enum: ['A', 'B'] } },",
    );
    expect(itemSchemas).toContain("author: { type: 'array', items: { type: 'string', format: 'date-time' } },");
    const said = libraryWith(
      'name: { type: string }',
      "name: { type: string, maxLength: 9, pattern: '^A', example: Ann, x-personal: true }",
    );
    const { entitySets, examples } = await libraryModel(said);
    expect(await textOf(emitSchema(entitySets, examples, []))).toContain(
      "name: { type: 'string', maxLength: 9, pattern: '^A', example: 'Ann', personal: true }",
    );
    expect(text).toContain('export const bodySchemas = {} as const;');
    const lending = await libraryModel(loansText);
    expect(await textOf(emitSchema(lending.entitySets, lending.examples, lending.operations))).toContain(
      `export const bodySchemas = {
  lendBook: {
    type: 'object',
    required: ['Reader'],
    properties: {
      Reader: { type: 'string', minLength: 1 },
      Days: { type: 'integer', format: 'int32' },
      Kind: { type: 'string', enum: ['Short', 'Long'] },
    },
  },
} as const;`,
    );
    expect(text).toContain('export const errorExamples = { noBook: { status: 404, body: fixtures.noBook } } as const;');
  });
});

describe('what is deprecated', () => {
  it('is struck through with the reason: fields, object syntax, rows, a collection, and the table', async () => {
    const isbn = 'description: The ISBN. }\n        genre';
    const text = libraryWith(isbn, `deprecated: true, x-deprecated: Use the title., ${isbn}`)
      .replace('operationId: listBooks', 'deprecated: true\n      operationId: listBooks')
      .replace('pages: { type', 'pages: { deprecated: true, type');
    const said = await libraryModel(text);
    const fields = await textOf(emitEntitySets(said.entitySets));
    expect(fields.match(/\/\*\* @deprecated Use the title\. The ISBN\. \*\//g)).toHaveLength(2);
    expect(fields).toContain(
      '/** @deprecated In no document of the service: withObserved() allows it. Not to be used any more. How long it is. */',
    );
    expect(await textOf(emitRows(said.entitySets))).toContain('/** @deprecated Use the title. The ISBN. */');
    expect(await textOf(emitCollections(said.collections))).toContain(
      '  /** @deprecated Not to be used any more. List books. */\n  readonly books: BooksCollection;',
    );
    expect(filterableTable(said.entitySets)).toContain('| Deprecated. Use the title. The ISBN. |');
  });

  it('is so in the document that openapi-generator gets: schemas, properties, operations and parameters', async () => {
    const text = libraryWith('description: A book.', 'description: A book.\n      deprecated: true')
      .replace('name: { type: string }', 'name: { type: string, deprecated: true, x-deprecated: Use the ID. }')
      .replace('operationId: getBook', 'deprecated: true\n      operationId: getBook')
      .replace('description: A filter.', 'deprecated: true, description: A filter.');
    const document = JSON.stringify(modelDocument(await loadSpec(text, 'library.yaml', libraryRules)));
    expect(document).toContain('"description":"@deprecated Not to be used any more. A book."');
    expect(document).toContain('"name":{"type":"string","description":"@deprecated Use the ID."}');
    expect(document).toContain(
      '"operationId":"getBook","summary":"Get a book","tags":["Books"],"description":"@deprecated',
    );
    expect(document).toContain('"description":"@deprecated Not to be used any more. A filter."');
  });
});

describe('filterable-properties.gen.md', () => {
  it('has a row for each filterable property, and names the others', async () => {
    const text = filterableTable(model.entitySets);
    expect(text).toContain('| `pages` | Edm.Int32, or null | `eq` `ge` `lt` | observed | observed | How long it is. |');
    expect(text).toContain(
      '| `genre` | Edm.String, one of the known names, or another | `eq` `in` | documented | page 1 |',
    );
    const closed = libraryWith('      x-open-enum: true\n', '');
    expect(filterableTable((await libraryModel(closed)).entitySets)).toContain(
      '| `genre` | Edm.String, one of the known names | `eq` `in` |',
    );
    expect(text).toContain('May not be filtered: `author`, `tags`.');
    expect(text).toContain('| `$top` | a whole number from 1 to 50 |');
    expect(text).not.toContain('$skip');
  });

  it('has a row for each option, with what it takes and how that is known', async () => {
    const [books] = model.entitySets;
    const properties = ['isbn', 'genre', 'addedAt', 'pages', 'author', 'tags'];
    const textWith = (options: object) => filterableTable(books ? [{ ...books, ...options }] : []);
    const evidence = 'observed' as const;
    expect(
      textWith({
        orderBy: { properties: ['isbn', 'pages'], evidence: 'documented' },
        count: { evidence },
        select: { properties: properties.slice(0, -1), evidence },
      }),
    ).toContain(
      [
        '| `$orderby` | one or more of `isbn`, `pages`, each with `asc` or `desc` | documented |',
        '| `$count` | `true` | observed |',
        '| `$select` | one or more of every property but `tags` | observed |',
      ].join('\n'),
    );
    expect(textWith({ select: { properties, evidence } })).toContain('| one or more of every property | observed |');
    expect(textWith({ select: { properties: ['isbn'], evidence } })).toContain('| one or more of `isbn` | observed |');
  });
});
