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

/** The last action of a pair that took effect on a machine: when it did is when it succeeded, not when it was asked for. */
function latestOf(actions: readonly Row[], machineId: unknown, { into, outOf }: Pair): Row | undefined {
  let latest: Row | undefined;
  for (const action of actionsOn(actions, machineId)) {
    const { type, status, lastUpdateDateTimeUtc: at } = action;
    if (status !== 'Succeeded' || (type !== into && type !== outOf)) continue;
    // The newest stand first: of two of one instant the first one counts.
    if (latest === undefined || instantKey(at) > instantKey(latest['lastUpdateDateTimeUtc'])) latest = action;
  }
  return latest;
}

/** Whether a machine is in a state now. */
export const isIn = (actions: readonly Row[], machineId: unknown, pair: Pair): boolean =>
  latestOf(actions, machineId, pair)?.['type'] === pair.into;

/** How a machine stands, by the actions that took effect on it. */
export interface MachineStanding {
  /** How it is isolated: `Full`, `Selective`, or what else was asked for; null where it is not. */
  readonly isolation: string | null;
  /** Whether the code that runs on it is restricted. */
  readonly restricted: boolean;
}

/**
 * How a machine of an emulator stands now: what is so, and not what a client makes of its list.
 *
 * @param emulator - The emulator.
 * @param machineId - The ID of the machine; one of which there is no action is neither isolated nor restricted.
 * @example
 * const { isolation } = standingOf(emulator, 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f');
 * console.log(isolation); // 'Full'
 */
export function standingOf(
  { machineActions }: { readonly machineActions: { readonly rows: readonly object[] } },
  machineId: string,
): MachineStanding {
  const actions = machineActions.rows as readonly Row[];
  const last = latestOf(actions, machineId, ISOLATION);
  const { type, scope } = last ?? {};
  return {
    isolation: type === ISOLATION.into ? (typeof scope === 'string' ? scope : 'Full') : null,
    restricted: isIn(actions, machineId, RESTRICTION),
  };
}
