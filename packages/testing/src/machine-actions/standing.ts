import type { Row } from '../rows/row.ts';
import { instantKey } from '../clock/instant.ts';

/** The action that brings a machine into a state, and the one that brings it out of it. */
export interface Pair {
  readonly into: string;
  readonly outOf: string;
}

export const ISOLATION: Pair = { into: 'Isolate', outOf: 'Unisolate' };
export const RESTRICTION: Pair = { into: 'RestrictCodeExecution', outOf: 'UnrestrictCodeExecution' };

const same = (left: unknown, right: unknown): boolean => String(left).toLowerCase() === String(right).toLowerCase();

/** The actions on a machine, in their order. */
export const actionsOn = (actions: readonly Row[], machineId: unknown): readonly Row[] =>
  actions.filter((action) => same(action['machineId'], machineId));

/**
 * Whether a machine is in a state now: the last of the two actions that took effect decides. When an action took effect is when it
 * succeeded, not when it was asked for.
 */
export function isIn(actions: readonly Row[], machineId: unknown, { into, outOf }: Pair): boolean {
  let latest: Row | undefined;
  for (const action of actionsOn(actions, machineId)) {
    const { type, status, lastUpdateDateTimeUtc: at } = action;
    if (status !== 'Succeeded' || (type !== into && type !== outOf)) continue;
    // The newest stand first: of two of one instant the first one counts.
    if (latest === undefined || instantKey(at) > instantKey(latest['lastUpdateDateTimeUtc'])) latest = action;
  }
  return latest?.['type'] === into;
}
