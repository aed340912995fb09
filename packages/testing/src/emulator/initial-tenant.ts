import { fixtures } from '../generated/fixtures.gen.ts';
import { createRandom } from '../support/random.ts';
import { copyValues } from '../rows/copy-values.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import type { CollectionPlugIn, RowSource } from '../rows/plug-in.ts';
import { readRow } from '../rows/read-row.ts';
import { keyOf, type Row } from '../rows/row.ts';
import { takeIn, type InitialRows } from '../store/initial-rows.ts';
import { DEFAULT_START } from '../clock/virtual-clock.ts';
import { definitions } from './definitions.ts';
import { createMaker, generatedRows, laterStream, type GeneratedRows, type RowMaker } from './maker.ts';
import { plugIns } from './plug-ins.ts';
import { readRowsOption } from './read-rows-option.ts';

/** A collection as an emulator begins with it. */
export interface InitialCollection {
  readonly definition: CollectionDefinition;
  readonly plugIn: CollectionPlugIn | undefined;
  readonly maker: RowMaker;
  /** The rows; generated ones are made when they are first asked for. */
  readonly initial: () => InitialRows;
  /** Where a row goes that rows of another collection point at and that is not there; nowhere where a test says what there is. */
  readonly implied: 'listed' | 'unlisted' | 'nowhere';
}

/** When a tenant begins, and from what it is drawn. */
export interface Beginning {
  readonly seed: number;
  readonly now: number;
}

/** How many rows a collection has of which the documents show none. */
const UNDOCUMENTED = 10;

const isList = ({ value }: Row): boolean => Array.isArray(value);

/** The rows of the documents' examples: those of lists, and those that can be got besides. */
function documented({ examples }: CollectionDefinition) {
  const bodies = examples.map((name) => (fixtures as unknown as Readonly<Record<string, Row>>)[name] ?? {});
  return {
    listed: bodies.filter(isList).flatMap(({ value }) => (value as readonly Row[]).map((row) => copyValues(row))),
    single: bodies.filter((body) => !isList(body)).map(copyValues),
  };
}

/** The first row of each key. */
const withoutRepeats = (rows: readonly Row[], key: string): readonly Row[] => {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(keyOf(row, key)) && seen.add(keyOf(row, key)));
};

/** The rows that were given, each checked as it is taken. */
function readRows(
  definition: CollectionDefinition,
  maker: RowMaker,
  rows: Iterable<unknown>,
  { seed, now }: Beginning,
): readonly Row[] {
  const { name, key } = definition;
  const random = createRandom(seed, laterStream(name));
  const taken = new Set<string>();
  const read: Row[] = [];
  for (const given of rows) {
    const row = readRow(definition, given, `${name}.rows[${String(read.length)}]`, {
      isTaken: (other) => taken.has(other),
      begin: (values, attempt) => maker.begin(values, { random, at: now, index: read.length + attempt }),
    });
    taken.add(keyOf(row, key));
    read.push(row);
  }
  return read;
}

/**
 * Reads the rows of an emulator, collection by collection: the ones given, checked one by one, or generated ones. A collection of which
 * nothing is said has the documents' examples where nothing is said of any; otherwise what the rows of others point at.
 *
 * @param options What was given, by the name of the collection.
 * @throws EmulatorError `InvalidOption`; `InvalidRow` with the collection, the row's number, counted from 0, and the path of what is wrong.
 */
export function readInitialTenant(
  options: Readonly<Record<string, unknown>>,
  beginning: Beginning,
): readonly InitialCollection[] {
  const { seed, now } = beginning;
  const given = new Map(definitions.map(({ name }) => [name, readRowsOption(name, options[name])]));
  const isSilent = [...given.values()].every((option) => option === undefined);
  const collections = new Map<string, InitialCollection>();
  const generated = new Map<string, GeneratedRows>();

  function generatedOf(
    { definition: { name }, maker }: Pick<InitialCollection, 'definition' | 'maker'>,
    count: number,
  ): GeneratedRows {
    const rows = generated.get(name) ?? generatedRows(maker, count, DEFAULT_START);
    generated.set(name, rows);
    return rows;
  }

  /** The rows of a collection that made-up rows of another may point at. */
  function rowsOf(name: string): RowSource | undefined {
    const collection = collections.get(name);
    if (collection === undefined) return undefined;
    const option = given.get(name);
    if (option?.rows === undefined) return generatedOf(collection, option?.count ?? collection.plugIn?.usual ?? 0);
    const { listed, byKey } = collection.initial();
    return { length: listed.length, at: (index) => listed[index], get: (key) => byKey.get(key) };
  }

  function initialRows(collection: Omit<InitialCollection, 'initial'>): InitialRows {
    const { definition, plugIn, maker } = collection;
    const option = given.get(definition.name);
    if (option?.rows !== undefined) return takeIn(definition, readRows(definition, maker, option.rows, beginning));
    if (option?.count !== undefined) return takeIn(definition, generatedOf(collection, option.count).all());
    const pointing = plugIn?.impliedBy?.collection ?? '';
    if (given.get(pointing)?.count !== undefined) {
      return takeIn(definition, generatedOf(collection, plugIn?.usual ?? 0).all());
    }
    const random = createRandom(seed, laterStream(definition.name));
    const values = [...(collections.get(pointing)?.initial().byKey.values() ?? [])];
    const pointedAt = values.map((row) => plugIn?.impliedBy?.valuesOf(row)).filter((row) => row !== undefined);
    const implied = withoutRepeats(pointedAt, definition.key).map((row, index) =>
      maker.sample(row, { random, at: now, index }),
    );
    if (!isSilent) return takeIn(definition, implied);
    const { listed, single } = documented(definition);
    if (listed.length === 0)
      return takeIn(definition, generatedOf(collection, UNDOCUMENTED).all(), [...single, ...implied]);
    return takeIn(definition, withoutRepeats(listed, definition.key), [...single, ...implied]);
  }

  for (const definition of definitions) {
    const { name } = definition;
    const plugIn = plugIns.get(name);
    const maker = createMaker(definition, plugIn, seed, rowsOf);
    const implied = given.get(name) !== undefined ? 'nowhere' : isSilent ? 'unlisted' : 'listed';
    const collection = { definition, plugIn, maker, implied } as const;
    let rows: InitialRows | undefined;
    collections.set(name, { ...collection, initial: () => (rows ??= initialRows(collection)) });
  }
  // What was given is read at once, so that a mistake is told where it was made.
  for (const [name, option] of given) if (option?.rows !== undefined) collections.get(name)?.initial();
  return [...collections.values()];
}
