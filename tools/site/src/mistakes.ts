import { from, isQueryError, type EntitySet, type Query } from '@defender-odata/query-builder';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { collectionOf, host, listed, type CollectionName } from '../playground/model/collections.ts';

/** A mistake as each of the four says it; what the emulator says is asked in the page. */
export interface Mistake {
  readonly collection: string;
  readonly title: string;
  /** What somebody wrote. */
  readonly code: string;
  /** The request that it would have been. */
  readonly url: string;
  readonly compiler: string;
  readonly runtime: string;
  readonly docs: string;
}

interface Attempt {
  readonly collection: CollectionName;
  readonly title: string;
  readonly code: string;
  /** The same, without types. */
  readonly run: (query: Query) => unknown;
  readonly search: string;
  readonly docs: string;
}

type Untyped = Record<string, Record<string, (value: unknown) => never>>;

/** The mistakes that a collection is open to, drawn from its table. */
function attemptsOn(name: CollectionName, set: EntitySet): Attempt[] {
  const { variable } = collectionOf(name);
  const { properties } = set.entityType;
  const is = (property: string): boolean => Object.hasOwn(set.filterable, property);
  const hidden = Object.keys(properties).find((one) => !is(one) && properties[one]?.type === 'Edm.String') ?? 'id';
  const choice =
    Object.keys(set.filterable).find((one) => !set.filterable[one]?.operators.includes('contains')) ?? 'id';
  const maximum = set.top?.maximum ?? 0;
  const filter = (property: string, call: string) => `q.filter((${variable}) => ${variable}.${property}.${call})`;
  const page = 'What may be filtered:';
  return [
    {
      collection: name,
      title: 'a property that is not filtered',
      code: filter(hidden, "eq('x')"),
      run: (query) => query.filter(((row: Untyped) => row[hidden]?.['eq']?.('x')) as never),
      search: `$filter=${hidden} eq 'x'`,
      docs: `${page} ${hidden} stands in no row of the table of ${set.name}.`,
    },
    {
      collection: name,
      title: 'an operator that it has not',
      code: filter(choice, "contains('x')"),
      run: (query) => query.filter(((row: Untyped) => row[choice]?.['contains']?.('x')) as never),
      search: `$filter=contains(${choice},'x')`,
      docs: `${page} ${choice} takes ${set.filterable[choice]?.operators.join(', ') ?? ''}.`,
    },
    {
      collection: name,
      title: 'a page that is too large',
      code: `q.top(${maximum + 1})`,
      run: (query) => query.top((maximum + 1) as never),
      search: `$top=${maximum + 1}`,
      docs: `${page} $top of ${set.name} is at most ${maximum}.`,
    },
    {
      collection: name,
      title: 'a value that is undefined',
      code: filter('id', 'eq(undefined)'),
      run: (query) => query.filter(((row: Untyped) => row['id']?.['eq']?.(undefined)) as never),
      search: '$filter=id eq',
      docs: 'Queries: undefined never leaves a condition out; whenDefined(value, …) does, on purpose.',
    },
  ];
}

const folder = dirname(fileURLToPath(import.meta.url));

/** What the compiler says of each line, in its own words. */
function compile(attempts: readonly Attempt[]): readonly string[] {
  const file = join(folder, 'mistakes.snippet.ts');
  const lines = attempts.map(({ collection, code }) => `{ const q = from(${collection}); ${code}; }`);
  const head = [
    `import { from } from '@defender-odata/query-builder';`,
    `import { ${listed.map(({ name }) => name).join(', ')} } from '@defender-odata/client';`,
  ];
  const source = [...head, ...lines].join('\n');
  const config = ts.getParsedCommandLineOfConfigFile(
    join(folder, '../tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
      },
    },
  );
  if (!config) throw new Error('The compiler has no options.');
  const compilerHost = ts.createCompilerHost(config.options);
  const read = compilerHost.readFile.bind(compilerHost);
  const exists = compilerHost.fileExists.bind(compilerHost);
  compilerHost.readFile = (path) => (path === file ? source : read(path));
  compilerHost.fileExists = (path) => path === file || exists(path);
  const program = ts.createProgram([file], config.options, compilerHost);
  const sourceFile = program.getSourceFile(file);
  const found = program.getSemanticDiagnostics(sourceFile);
  return attempts.map((attempt, index) => {
    const own = found.find(
      ({ start = 0 }) => sourceFile?.getLineAndCharacterOfPosition(start).line === index + head.length,
    );
    if (!own) throw new Error(`The compiler takes this, and should not: ${attempt.code}`);
    return ts.flattenDiagnosticMessageText(own.messageText, '\n');
  });
}

function refusalOf({ collection, run, code }: Attempt): string {
  try {
    run(from(collectionOf(collection).entitySet) as Query);
  } catch (error) {
    if (isQueryError(error)) return error.message;
    throw error;
  }
  throw new Error(`The builder takes this, and should not: ${code}`);
}

/** Compiles and runs mistakes on each collection. */
export function makeMistakes(): readonly Mistake[] {
  const attempts = listed.flatMap(({ name, entitySet }) => attemptsOn(name, entitySet));
  const messages = compile(attempts);
  return attempts.map((attempt, index) => ({
    collection: attempt.collection,
    title: attempt.title,
    code: attempt.code,
    url: `${host}${collectionOf(attempt.collection).path}?${encodeURI(attempt.search)}`,
    compiler: messages[index] ?? '',
    runtime: refusalOf(attempt),
    docs: attempt.docs,
  }));
}
