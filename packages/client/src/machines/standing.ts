import type { CallOptions } from '../core/call-options.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import type { DateTimeOffset } from '../core/date-time-offset.ts';
import { toTicks } from '../core/ticks.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { DefenderCollections } from '../generated/collections.gen.ts';
import type { MachineAction } from '../generated/models/index.ts';
import { checkMachineId } from './machine-id.ts';
import { runtimeOf } from './runtime-of.ts';

/**
 * What is so of one machine.
 *
 * @typeParam State - What the actions lead to.
 */
export interface Standing<State extends string> {
  /** What it is; `pending` where an action is not over, and will change it or may; `unknown` where no action tells. */
  readonly state: State | 'pending' | 'unknown';
  /** What it is by the actions that are over, whatever is pending. */
  readonly settled: State | 'unknown';
  /** Since when `settled` is so; undefined where it is unknown. */
  readonly since: DateTimeOffset | undefined;
  /** The action that made `settled` so. */
  readonly by: MachineAction | undefined;
  /** The actions that are not over, oldest first. */
  readonly pending: readonly MachineAction[];
  /** The newest action after `by` that came to nothing: Failed, TimeOut or Cancelled. It has changed nothing. */
  readonly failed: MachineAction | undefined;
}

/** Whether a machine is isolated. */
export type Isolation = Standing<'isolated' | 'released'>;

/** Whether a machine runs only what it may. */
export type Restriction = Standing<'restricted' | 'unrestricted'>;

/**
 * Tells which machines are isolated. No property of a machine says so: it follows from its actions, of which the one counts that succeeded last.
 * An isolation that was asked for twice may take effect after the release (reported); it is shown as pending until then.
 *
 * @param machineIds - IDs; their case makes no difference. Many are asked for in few calls.
 * @returns What is so of each, by the ID as it was given, in that order.
 * @throws {@link DefenderError} `InvalidArgument` before any call for what is no ID; what a list throws.
 * @example
 * const { state, since } = (await isolationOf(client, [id])).get(id)!;
 */
export const isolationOf = (
  client: Pick<DefenderCollections, 'machineActions'>,
  machineIds: readonly string[],
  options?: CallOptions,
): Promise<Map<string, Isolation>> =>
  standingOf('isolationOf', client, machineIds, { Isolate: 'isolated', Unisolate: 'released' }, options);

/**
 * Tells which machines run only programs of trusted signers, as {@link isolationOf} does for isolation.
 *
 * @param machineIds - IDs; their case makes no difference. Many are asked for in few calls.
 * @returns What is so of each, by the ID as it was given, in that order.
 * @throws {@link DefenderError} `InvalidArgument` before any call for what is no ID; what a list throws.
 * @example
 * const { state } = (await restrictionOf(client, [id])).get(id)!;
 */
export const restrictionOf = (
  client: Pick<DefenderCollections, 'machineActions'>,
  machineIds: readonly string[],
  options?: CallOptions,
): Promise<Map<string, Restriction>> =>
  standingOf(
    'restrictionOf',
    client,
    machineIds,
    { RestrictCodeExecution: 'restricted', UnrestrictCodeExecution: 'unrestricted' },
    options,
  );

async function standingOf<State extends string>(
  what: string,
  client: Pick<DefenderCollections, 'machineActions'>,
  machineIds: readonly string[],
  states: Readonly<Record<string, State>>,
  options: CallOptions = {},
): Promise<Map<string, Standing<State>>> {
  runtimeOf(what, client);
  const own = ownOptions(what, options, callOptionTypes);
  if (!Array.isArray(machineIds))
    throw new DefenderError('InvalidArgument', `${what} takes an array of IDs, not ${typeof machineIds}.`);
  const ids: readonly string[] = [...machineIds];
  for (const id of ids) checkMachineId(what, id);
  const byMachine = new Map<string, MachineAction[]>(ids.map((id) => [id.toLowerCase(), []]));
  // The service may compare with case: it is asked in its own spelling, and in the caller's.
  const asked = [...new Set([...byMachine.keys(), ...ids])];
  const types = Object.keys(states);
  if (asked.length) {
    const filter = { type: { in: types }, machineId: { in: asked } };
    const seen = new Set<string>();
    for await (const row of client.machineActions.list({ filter }, own)) {
      // What a list sends twice, or beyond the question, must not count.
      if (seen.has(row.id) || !types.includes(row.type)) continue;
      seen.add(row.id);
      byMachine.get(row.machineId?.toLowerCase() ?? '')?.push(row);
    }
  }
  const { values } = client.machineActions.final;
  return new Map(ids.map((id) => [id, standingBy(byMachine.get(id.toLowerCase()) ?? [], states, values)]));
}

/** What the actions on one machine have come to. */
function standingBy<State extends string>(
  actions: readonly MachineAction[],
  states: Readonly<Record<string, State>>,
  final: readonly string[],
): Standing<State> {
  // When an action took effect, not when it was asked for: of two that overlap the later effect stands.
  const inOrder = actions.toSorted((one, other) => sign(changedAt(one) - changedAt(other)) || created(one, other));
  const pending = inOrder.filter(({ status }) => !final.includes(status)).toSorted(created);
  const over = inOrder.filter(({ status }) => final.includes(status));
  const index = over.findLastIndex(({ status }) => status === 'Succeeded');
  const by = over[index];
  const settled = (by && states[by.type]) ?? 'unknown';
  const failed = over.length - 1 > index ? over.at(-1) : undefined;
  const since = by && (by.lastUpdateDateTimeUtc ?? by.creationDateTimeUtc);
  return { state: pending.length ? 'pending' : settled, settled, since, by, pending, failed };
}

const changedAt = (action: MachineAction): bigint =>
  toTicks(action.lastUpdateDateTimeUtc ?? action.creationDateTimeUtc);

const created = (one: MachineAction, other: MachineAction): number =>
  sign(toTicks(one.creationDateTimeUtc) - toTicks(other.creationDateTimeUtc));

const sign = (ticks: bigint): number => (ticks < 0n ? -1 : ticks > 0n ? 1 : 0);
