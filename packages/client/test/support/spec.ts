import type { QueryObject } from '@defender-odata/query-builder';
import { machineActions, operations, type MachineActionTypes } from '../../src/index.ts';

/*
 * What the tests need to know of the spec, asked of what is generated from it: a test that is not about a value of the spec goes on
 * when that value is another.
 */

/** The largest page of machine actions, which a list that is told no size asks for. */
export const largestPage = machineActions.top?.maximum ?? NaN;

/** The shortest and the longest window of the list of machine actions. */
export const [minute, hour] = operations.listMachineActions.rateLimits;

/** How long so many calls take at least within one window, the first of them at once. */
export const leastMs = (calls: number, limit: { readonly calls: number; readonly seconds: number }): number =>
  Math.max(0, Math.ceil(calls / limit.calls) - 1) * limit.seconds * 1000;

/** A property beside the key that filters compare with any text. */
export const textProperty =
  Object.entries(machineActions.filterable).find(
    ([name, { operators }]) => !machineActions.entityType.key.includes(name) && operators.includes('contains'),
  )?.[0] ?? '';

/** A query for the machine actions with this text in that property, and what else is said. */
export const withText = (text: string, filter: object = {}): QueryObject<MachineActionTypes> => ({
  filter: { [textProperty]: text, ...filter },
});
