import { machineActions, type MachineActionTypes } from '@defender-odata/client';
import { from, type FilterInput, type FilterNode, type WithObserved } from '@defender-odata/query-builder';
import { printFilter } from '@defender-odata/query-builder/parse';
import { ownOptions } from '../support/own-options.ts';
import type { RecordedRequest } from '../http/request-log.ts';
import { normalForm } from './normal-form.ts';

/** What a list was asked for; what is left out may be anything. */
export interface ListedQuery {
  /**
   * The filter, as `filter` of the query builder takes it: a callback over the fields, the object syntax, a tree, or text;
   * `matchAll()` for a list without a filter.
   */
  readonly filter?: FilterInput<WithObserved<MachineActionTypes>>;
  readonly top?: number;
  readonly skip?: number;
}

/** What a matcher gives back to the test runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

const isEmulator = (value: unknown): value is { readonly requests: readonly RecordedRequest[] } =>
  typeof value === 'object' && value !== null && Array.isArray((value as { requests?: unknown }).requests);

const NAMES = ['filter', 'top', 'skip'] as const satisfies readonly (keyof ListedQuery)[];

/** What a list was to be asked for: a filter of `null` for a list without one. */
interface Wanted {
  readonly filter?: FilterNode | null;
  readonly top?: number | undefined;
  readonly skip?: number | undefined;
}

/** Holds what is expected to what could be asked: whatever went by unread would make the matcher pass for any list. */
function readExpected(given: ListedQuery): Wanted {
  const expected = ownOptions('toHaveListed', given, NAMES);
  let query = from(machineActions).withObserved();
  // By its name and not by its value: one that is undefined by mistake is refused, as everywhere.
  if (Object.hasOwn(expected, 'filter')) query = query.filter(expected.filter as string);
  if (Object.hasOwn(expected, 'top')) query = query.top(expected.top as number);
  if (Object.hasOwn(expected, 'skip')) query = query.skip(expected.skip as number);
  const { filterNode = null, topCount: top, skipCount: skip } = query;
  return { ...(Object.hasOwn(expected, 'filter') && { filter: filterNode }), top, skip };
}

/** What a filter means, as text; null for none, and for one that every row meets. */
function formOf(filter: FilterNode | null | undefined): string | null {
  const form = filter ? normalForm(filter) : 'true';
  return /^true$/i.test(form) ? null : form;
}

function describe({ filter, top, skip }: Wanted): string {
  const parts = [
    ...(filter === undefined ? [] : [filter === null ? 'no $filter' : `$filter=${printFilter(filter)}`]),
    ...(top === undefined ? [] : [`$top=${String(top)}`]),
    ...(skip === undefined ? [] : [`$skip=${String(skip)}`]),
  ];
  return parts.length === 0 ? 'no query options' : parts.join(' & ');
}

/**
 * A matcher: that an emulator was asked for a list, by what the query means and not by how it is written. The order of `and` and `or`,
 * quoting and encoding do not matter.
 *
 * @param received The emulator.
 * @param expected The query; what it leaves out may be anything. Without it, any list will do.
 * @throws TypeError where something else than an emulator is expected to have listed.
 * @throws QueryError for a query that the entity set does not allow.
 * @throws EmulatorError `InvalidOption` for what is no object of `filter`, `top` and `skip`.
 *
 * @example
 * import '@defender-odata/testing/vitest'; // or '@defender-odata/testing/jest'
 * import { createEmulator } from '@defender-odata/testing';
 * import { expect } from 'vitest';
 *
 * const emulator = createEmulator();
 * expect(emulator).not.toHaveListed({ filter: (a) => a.status.eq('Failed') });
 */
export function toHaveListed(received: unknown, expected: ListedQuery = {}): MatcherResult {
  if (!isEmulator(received))
    throw new TypeError('toHaveListed takes an emulator: expect(emulator).toHaveListed({ … }).');
  const wanted = readExpected(expected);
  const form = wanted.filter === undefined ? undefined : formOf(wanted.filter);
  const lists = received.requests.filter(({ params }) => params !== undefined);
  const pass = lists.some(
    ({ filter, params }) =>
      (form === undefined || formOf(filter) === form) &&
      (wanted.top === undefined || params?.$top === wanted.top) &&
      (wanted.skip === undefined || params?.$skip === wanted.skip),
  );
  const asked = lists
    .map(({ filter, params }) => ({ ...(filter && { filter }), top: params?.$top, skip: params?.$skip }))
    .map((list) => `\n  ${describe(list)}`)
    .join('');
  return {
    pass,
    message: () =>
      `expected the emulator ${pass ? 'not ' : ''}to have listed with ${describe(wanted)}\n` +
      (asked === '' ? 'It was not asked for a list.' : `It was asked for lists with:${asked}`),
  };
}
