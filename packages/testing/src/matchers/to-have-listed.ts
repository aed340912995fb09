import {
  from,
  type EntitySet,
  type FilterInput,
  type FilterNode,
  type Query,
  type QueryObject,
  type WithObserved,
} from '@defender-odata/query-builder';
import { printFilter } from '@defender-odata/query-builder/parse';
import { emulated } from '../generated/emulated.gen.ts';
import { EmulatorError } from '../support/errors.ts';
import { suggest } from '../support/nearest.ts';
import { ownOptions } from '../support/own-options.ts';
import type { RecordedRequest } from '../http/request-log.ts';
import { normalForm } from './normal-form.ts';

/** The name of a collection, as in `emulator.machines`. */
export type CollectionName = keyof typeof emulated;

type TypesOf<Name extends CollectionName> = NonNullable<(typeof emulated)[Name]['entitySet']['types']>;

/**
 * What a list was asked for; what is left out may be anything.
 *
 * @typeParam Name - The collection that was listed.
 */
export interface ListedQuery<Name extends CollectionName = CollectionName> {
  /**
   * The filter, as `filter` of the query builder takes it: a callback over the fields, the object syntax, a tree, or text;
   * `matchAll()` for a list without a filter.
   */
  readonly filter?: FilterInput<WithObserved<TypesOf<Name>>>;
  readonly top?: number;
  readonly skip?: number;
  /** The order: a property, alone or followed by `asc` or `desc`, or a list of these. */
  readonly orderBy?: QueryObject<WithObserved<TypesOf<Name>>>['orderBy'];
  /** `true` for a list that asked how many rows there are in all. */
  readonly count?: QueryObject<WithObserved<TypesOf<Name>>>['count'];
  /** The selected properties, in any order; with the key or without, which the client asks for anyway. */
  readonly select?: QueryObject<WithObserved<TypesOf<Name>>>['select'];
}

/** What a matcher gives back to the test runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

const isEmulator = (value: unknown): value is { readonly requests: readonly RecordedRequest[] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as { requests?: unknown }).requests);

const NAMES = ['filter', 'top', 'skip', 'orderBy', 'count', 'select'] as const satisfies readonly (keyof ListedQuery)[];

type Params = NonNullable<RecordedRequest['params']>;

/** What a list was to be asked for: a filter of `null` for a list without one. */
interface Wanted {
  readonly filter?: FilterNode | null;
  readonly params?: Params;
}

/** The collection of a name: from JavaScript anything can come, such as the query in its place. */
function readName(name: unknown): CollectionName | undefined {
  if (name === undefined) return undefined;
  const names = Object.keys(emulated);
  if (typeof name === 'string' && Object.hasOwn(emulated, name)) return name as CollectionName;
  const first =
    "toHaveListed takes the name of the collection first, such as toHaveListed('" + (names[0] ?? '') + "', { … })";
  throw new EmulatorError(
    'InvalidOption',
    typeof name === 'string' ? `${first}; there is no '${name}'. ${suggest(name, names)}` : `${first}.`,
  );
}

/** A query of which the compiler does not know what the service offers. */
type AnyQuery = Pick<Query, 'filterNode' | 'toParams'> & {
  readonly [Name in (typeof NAMES)[number]]: (value: unknown) => AnyQuery;
};

/** Holds what is expected to what could be asked: whatever went by unread would make the matcher pass for any list. */
function readExpected(collection: CollectionName, given: { readonly [Key in keyof ListedQuery]?: unknown }): Wanted {
  const expected = ownOptions('toHaveListed', given, NAMES);
  const { entitySet }: { readonly entitySet: EntitySet } = emulated[collection];
  let query = from(entitySet).withObserved() as unknown as AnyQuery;
  // By its name and not by its value: one that is undefined by mistake is refused, as everywhere.
  for (const name of NAMES) if (Object.hasOwn(expected, name)) query = query[name](expected[name]);
  const { filterNode = null } = query;
  const { $filter: _, ...params } = query.toParams();
  return { ...(Object.hasOwn(expected, 'filter') && { filter: filterNode }), params };
}

/** What two lists say alike where they ask for the same order: `asc` may be left out, and a name be written in another case. */
const orderForm = (text = ''): string =>
  text
    .split(',')
    .map((item) =>
      item
        .trim()
        .toLowerCase()
        .replace(/\s+asc$/, '')
        .replace(/\s+/, ' '),
    )
    .join();

/** What two lists say alike where they select the same: the order does not matter, nor the key, which the client asks for anyway. */
const selectForm = (text: string, key: readonly string[]): string =>
  [...new Set([...text.split(','), ...key])].toSorted().join();

/** Whether a list was asked for all that is wanted of it beside the filter. */
function hasParams(asked: Params = {}, wanted: Params = {}, key: readonly string[] = []): boolean {
  const { $orderby, $select, ...others } = wanted;
  return (
    Object.entries(others).every(([name, value]) => asked[name as keyof Params] === value) &&
    ($orderby === undefined || orderForm(asked.$orderby) === orderForm($orderby)) &&
    ($select === undefined ||
      (asked.$select !== undefined && selectForm(asked.$select, key) === selectForm($select, key)))
  );
}

/** What a filter means, as text; null for none, and for one that every row meets. */
function formOf(filter: FilterNode | null | undefined): string | null {
  const form = filter ? normalForm(filter) : 'true';
  return /^true$/i.test(form) ? null : form;
}

function describe({ filter, params = {} }: Wanted): string {
  const { $filter: _, ...others } = params;
  const parts = [
    ...(filter === undefined ? [] : [filter === null ? 'no $filter' : `$filter=${printFilter(filter)}`]),
    ...Object.entries(others).map(([name, value]) => `${name}=${String(value)}`),
  ];
  return parts.length === 0 ? 'no query options' : parts.join(' & ');
}

/**
 * A matcher: that an emulator was asked for a list, by what the query means and not by how it is written. The order of `and` and `or`,
 * quoting and encoding do not matter.
 *
 * @param received The emulator.
 * @param collection The name of the collection; without it, any list will do.
 * @param expected The query; what it leaves out may be anything.
 * @throws TypeError where something else than an emulator is expected to have listed.
 * @throws QueryError for a query that the entity set does not allow.
 * @throws EmulatorError `InvalidOption` for a collection that there is none of, and for what is no object of these options.
 *
 * @example
 * import '@defender-odata/testing/vitest'; // or '@defender-odata/testing/jest'
 * import { createEmulator } from '@defender-odata/testing';
 * import { expect } from 'vitest';
 *
 * const emulator = createEmulator();
 * expect(emulator).not.toHaveListed('machines', { filter: (m) => m.healthStatus.eq('Active') });
 */
export function toHaveListed<Name extends CollectionName>(
  received: unknown,
  collection?: Name,
  expected: ListedQuery<Name> = {},
): MatcherResult {
  if (!isEmulator(received))
    throw new TypeError("toHaveListed takes an emulator: expect(emulator).toHaveListed('machines', { … }).");
  const name = readName(collection);
  const wanted: Wanted = name === undefined ? {} : readExpected(name, expected);
  const form = wanted.filter === undefined ? undefined : formOf(wanted.filter);
  const key = name === undefined ? [] : emulated[name].entitySet.entityType.key;
  const lists = received.requests.filter(({ params }) => params !== undefined);
  const pass = lists.some(
    ({ collection: listed, filter, params }) =>
      (name === undefined || listed === name) &&
      (form === undefined || formOf(filter) === form) &&
      hasParams(params, wanted.params, key),
  );
  const asked = lists
    .map(({ collection: listed = '', filter, params }) => {
      const query = describe({ ...(filter && { filter }), ...(params && { params }) });
      return `\n  ${listed} with ${query}`;
    })
    .join('');
  const what = name === undefined ? 'anything' : `${name} with ${describe(wanted)}`;
  return {
    pass,
    message: () =>
      `expected the emulator ${pass ? 'not ' : ''}to have listed ${what}\n` +
      (asked === '' ? 'It was not asked for a list.' : `It was asked for lists of:${asked}`),
  };
}
