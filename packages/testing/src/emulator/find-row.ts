import { nounOf } from '../rows/definition.ts';
import type { Row } from '../rows/row.ts';
import type { EmulatedRows } from './emulation.ts';
import { Refusal } from '../http/error-answers.ts';
import type { Meaning } from '../http/path-parameters.ts';

/** The parameters of a path by name, decoded. */
type Parameters = Readonly<Record<string, string>>;

const isValue = (value: unknown, wanted: string): boolean =>
  typeof value === 'string' ? value.toLowerCase() === wanted.toLowerCase() : String(value) === wanted;

/** Makes a test of whether a row is what the parameters of a path say. */
export const fits =
  (meaning: Meaning, parameters: Parameters, { realNames }: EmulatedRows) =>
  (row: Row): boolean =>
    [...meaning].every(([parameter, property]) => isValue(realNames(row)[property], parameters[parameter] ?? ''));

function find(parameters: Parameters, rows: EmulatedRows, meaning: Meaning): Row | undefined {
  const { definition, store } = rows.collection;
  const keyed = [...meaning].find(([, property]) => property === definition.key)?.[0];
  if (keyed === undefined) return store.listed.find(fits(meaning, parameters, rows));
  const asked = parameters[keyed] ?? '';
  const names = definition.alternateKeys ?? [];
  const row =
    store.get(asked) ?? store.listed.find((candidate) => names.some((name) => isValue(candidate[name], asked)));
  const others = new Map([...meaning].filter(([parameter]) => parameter !== keyed));
  return row !== undefined && fits(others, parameters, rows)(row) ? row : undefined;
}

/**
 * The row that the parameters of a path name: by its key, by a property that tells rows apart as well, or by what else they say.
 *
 * @throws Refusal where there is none.
 */
export function findRow(parameters: Parameters, rows: EmulatedRows, meaning: Meaning): Row {
  const row = find(parameters, rows, meaning);
  if (row !== undefined) return row;
  throw notFound(parameters, rows);
}

/** The refusal of a row that is not there. */
export function notFound(parameters: Parameters, { collection }: EmulatedRows): Refusal {
  const asked = Object.values(parameters)[0] ?? '';
  return new Refusal('notFound', `${nounOf(collection.definition)} ${asked} was not found`);
}
