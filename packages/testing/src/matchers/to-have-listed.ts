import { machineActions, type MachineActionTypes } from '@defender-odata/client';
import { from, type FilterInput, type FilterNode, type WithObserved } from '@defender-odata/query-builder';
import { printFilter } from '@defender-odata/query-builder/parse';
import type { RecordedRequest } from '../service/request-log.ts';
import { normalForm } from './normal-form.ts';

/** What a list was asked for; what is left out may be anything. */
export interface ListedQuery {
  /** The filter, as `filter` of the query builder takes it: a callback over the fields, the object syntax, a tree, or text. */
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

function describe(filter: FilterNode | undefined, top: number | undefined, skip: number | undefined): string {
  const parts = [
    ...(filter === undefined ? [] : [`$filter=${printFilter(filter)}`]),
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
  const query = from(machineActions).withObserved();
  const wanted = expected.filter === undefined ? undefined : query.filter(expected.filter).filterNode;
  const form = wanted && normalForm(wanted);
  const lists = received.requests.filter(({ params }) => params !== undefined);
  const pass = lists.some(
    ({ filter, params }) =>
      (form === undefined || (filter !== undefined && normalForm(filter) === form)) &&
      (expected.top === undefined || params?.$top === expected.top) &&
      (expected.skip === undefined || params?.$skip === expected.skip),
  );
  const asked = lists.map(({ filter, params }) => `\n  ${describe(filter, params?.$top, params?.$skip)}`).join('');
  return {
    pass,
    message: () =>
      `expected the emulator ${pass ? 'not ' : ''}to have listed with ${describe(wanted, expected.top, expected.skip)}\n` +
      (asked === '' ? 'It was not asked for a list.' : `It was asked for lists with:${asked}`),
  };
}
