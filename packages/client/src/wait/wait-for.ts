import { sleep } from '../core/clock.ts';
import type { CallOptions } from '../core/call-options.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { isNotFound } from '../errors/guards.ts';
import type { MachineAction } from '../generated/models/index.ts';
import { finalStatuses } from '../generated/service.gen.ts';
import { checkId, type MachineActions } from '../machine-actions.ts';

/** How machine actions are waited for. */
export interface WaitOptions extends CallOptions {
  /** How long to wait in all, in milliseconds. Default: 73 hours; the service itself gives up after three days (observed). */
  readonly timeout?: number;
  /** How long an ID may be unknown, in milliseconds: the service shows new actions late (observed). Default: 5 minutes. */
  readonly grace?: number;
  /** The first pause between two polls, in milliseconds; each next one is half as long again. Default: 5,000. */
  readonly delay?: number;
  /** The longest pause, in milliseconds. Default: 5 minutes. */
  readonly maxDelay?: number;
}

/** What became of one machine action. */
export type WaitResult =
  /** It is over: `action.status` is Succeeded, Failed, TimeOut or Cancelled. */
  | { readonly id: string; readonly outcome: 'final'; readonly action: MachineAction }
  /** It was not over when the time was; this is what it was last. */
  | { readonly id: string; readonly outcome: 'pending'; readonly action: MachineAction }
  /** The service does not know it, not even after the grace. */
  | { readonly id: string; readonly outcome: 'unknown'; readonly action: undefined };

/**
 * Waits until machine actions are over: Succeeded, Failed, TimeOut or Cancelled. A status that nobody knows yet is not final, and no
 * error either. Many are asked for in one call; one alone by `get`, which needs the lesser permission.
 *
 * @param machineActions - `client.machineActions`.
 * @param ids - One ID, or several.
 * @returns The result of the one, or those of all in the order of the IDs.
 * @throws {@link DefenderError} what a call throws once it is not repeated any more, and `Aborted` by the signal.
 * @example
 * const { outcome, action } = await waitFor(client.machineActions, id, { abortSignal: AbortSignal.timeout(3_600_000) });
 * if (outcome !== 'final' || action.status !== 'Succeeded') throw new Error(`Not isolated: ${action?.status}`);
 */
export function waitFor(machineActions: MachineActions, id: string, options?: WaitOptions): Promise<WaitResult>;
export function waitFor(
  machineActions: MachineActions,
  ids: readonly string[],
  options?: WaitOptions,
): Promise<readonly WaitResult[]>;
export async function waitFor(
  machineActions: MachineActions,
  ids: string | readonly string[],
  options: WaitOptions = {},
): Promise<WaitResult | readonly WaitResult[]> {
  const { clock, random } = machineActions.runtime;
  const { timeout = 73 * 3_600_000, grace = 300_000, maxDelay = 300_000 } = options;
  let { delay = 5000 } = options;
  const all = typeof ids === 'string' ? [ids] : ids;
  for (const id of all) checkId(id);
  for (const [name, ms] of Object.entries({ timeout, grace, maxDelay, delay }))
    if (!(ms >= 0)) throw new DefenderError('InvalidArgument', `${name} must be 0 ms or more, not ${ms}.`);
  const results = new Map(all.map((id): [string, WaitResult] => [id, { id, outcome: 'unknown', action: undefined }]));
  const started = clock.now();
  let open = [...results.keys()];
  while (open.length) {
    const found = await poll(machineActions, open, options);
    const elapsed = clock.now() - started;
    open = open.filter((id) => {
      // A row that was seen before is not unknown because one answer lacks it.
      const action = found.get(id.toLowerCase()) ?? results.get(id)?.action;
      if (!action) return elapsed < grace;
      const isFinal = (finalStatuses as readonly string[]).includes(action.status);
      results.set(id, { id, outcome: isFinal ? 'final' : 'pending', action });
      return !isFinal;
    });
    if (!open.length || elapsed >= timeout) break;
    // A little less than the pause at random, so that many who wait do not ask at the same moment.
    const pause = Math.ceil(delay * (0.9 + random() / 10));
    await sleep(clock, Math.min(timeout - elapsed, pause), options.abortSignal);
    delay = Math.min(maxDelay, delay * 1.5);
  }
  const given = all.map((id) => results.get(id) as WaitResult);
  return typeof ids === 'string' && given[0] ? given[0] : given;
}

/** What the service knows of them now, by ID in lower case: it may write a GUID in another case than the caller. */
async function poll(
  machineActions: MachineActions,
  ids: readonly string[],
  options: CallOptions,
): Promise<Map<string, MachineAction>> {
  const [first] = ids;
  if (ids.length > 1 || first === undefined) {
    const rows = await machineActions.list((query) => query.filter({ id: { in: ids } }), options).toArray();
    return new Map(rows.map((row) => [row.id.toLowerCase(), row]));
  }
  try {
    return new Map([[first.toLowerCase(), await machineActions.get(first, options)]]);
  } catch (error) {
    if (isNotFound(error)) return new Map();
    throw error;
  }
}
