import type { EntitySetTypes } from '@defender-odata/query-builder';
import { abortWith, follow } from '../core/abort.ts';
import { checkNumber } from '../core/check-number.ts';
import { sleep, startTimer, type Clock } from '../core/clock.ts';
import type { CallOptions } from '../core/call-options.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { WithFinal } from '../collections/collection.ts';
import type { HasEntitySet } from '../collections/has-entity-set.ts';
import type { AnyRow } from '../collections/page.ts';
import { requireCollection } from '../collections/require-collection.ts';
import { checkKey } from '../collections/row-key.ts';
import type { MachineAction } from '../generated/models/index.ts';
import { mayPass, poll } from './poll.ts';

/** How machine actions are waited for. */
export interface WaitOptions extends CallOptions {
  /**
   * How long to wait in all, in milliseconds, whatever it is waited for: a poll on its way, or in the line for the quota, is given up
   * then; in a pause it is asked a last time, for five seconds at most. 0 asks once. Default: 73 hours; the service itself
   * gives up after three days (observed).
   */
  readonly timeout?: number;
  /** How long an ID may be unknown, in milliseconds: the service shows new actions late (observed). Default: 5 minutes. */
  readonly grace?: number;
  /** The first pause between two polls, in milliseconds; each next one is half as long again. Default: 5,000. */
  readonly delay?: number;
  /** The longest pause, in milliseconds. Default: 5 minutes. */
  readonly maxDelay?: number;
}

/** How long the last poll may take where the time is over when it begins, in milliseconds. */
const LAST_POLL = 5000;

/**
 * What became of one machine action.
 *
 * @typeParam Type - What a row is.
 */
export type WaitResult<Type = MachineAction> =
  /** It is over: `action.status` is Succeeded, Failed, TimeOut or Cancelled. */
  | { readonly id: string; readonly outcome: 'final'; readonly action: Type }
  /** It was not over when the time was; this is what it was last. */
  | { readonly id: string; readonly outcome: 'pending'; readonly action: Type }
  /** The service has answered, and does not know it: after the grace, or when the time was over. */
  | { readonly id: string; readonly outcome: 'unknown'; readonly action: undefined };

/** One result for one ID or row, and those of all for several. */
type Waited<Ids, Type> = Ids extends readonly unknown[] ? readonly WaitResult<Type>[] : WaitResult<Type>;

/** Nothing more, for a collection whose rows come to an end; else a sentence that the compiler says. */
type Awaitable<Collection> = Collection extends WithFinal
  ? unknown
  : 'waitFor takes a collection whose rows come to an end, such as machine actions. The rows of this one do not.';

/**
 * Waits until machine actions are over: Succeeded, Failed, TimeOut or Cancelled. A status that nobody knows yet is not final, and no
 * error either. Many are asked for in one call; one alone by `get`, which needs the lesser permission.
 *
 * An outage does not end the wait: where a poll fails, after all its retries, for a reason that may pass (`transient`, a timeout, the
 * quota or its store, a credential that has worked before), a warning (`PollFailed`) says so, what is known is kept, and the next poll comes after the next pause.
 *
 * @param collection - `client.machineActions`, or another collection whose rows come to an end.
 * @param ids - One ID, or several; or rows, such as what an action has started, whose ID is then asked for.
 * @returns The result of the one, or those of all in the order of the IDs.
 * @throws {@link DefenderError} what a call throws for a reason that does not pass, `Aborted` by the signal, and where not one poll was
 *   answered until the time was over, why: the last error, or `Timeout`.
 * @example
 * const { outcome, action } = await waitFor(client.machineActions, id, { abortSignal: AbortSignal.timeout(3_600_000) });
 * if (outcome !== 'final' || action.status !== 'Succeeded') throw new Error(`Not isolated: ${action?.status}`);
 */
export function waitFor<
  Types extends EntitySetTypes,
  Collection,
  const Ids extends string | Types['row'] | readonly (string | Types['row'])[],
>(
  collection: Collection & HasEntitySet<Types> & Awaitable<Collection>,
  ids: Ids,
  options?: WaitOptions,
): Promise<Waited<Ids, Types['row']>>;
export async function waitFor(
  collection: unknown,
  ids: string | object | readonly (string | object)[],
  options: WaitOptions = {},
): Promise<WaitResult<AnyRow> | readonly WaitResult<AnyRow>[]> {
  const given = requireCollection('waitFor', collection, 'final');
  const { clock, random, emit } = given.runtime;
  const own = ownOptions<WaitOptions>('waitFor', options, {
    ...callOptionTypes,
    timeout: 'any',
    grace: 'any',
    delay: 'any',
    maxDelay: 'any',
  });
  const { timeout = 73 * 3_600_000, grace = 300_000, maxDelay = 300_000, delay = 5000, ...callOptions } = own;
  const { abortSignal } = callOptions;
  const asked: readonly unknown[] = Array.isArray(ids) ? ids : [ids];
  const all = asked.map((one): string => {
    const id = Object(one) === one ? (one as AnyRow)[given.key] : one;
    checkKey(id, given.key);
    return id;
  });
  for (const [name, ms] of Object.entries({ timeout, grace, maxDelay, delay })) checkNumber(name, ms);
  const results = new Map(
    all.map((id): [string, WaitResult<AnyRow>] => [id, { id, outcome: 'unknown', action: undefined }]),
  );
  let open = [...results.keys()];
  let pause = Math.min(maxDelay, delay);
  let isAnswered = false;
  let isLast = !timeout;
  let isLate = !grace;
  const late = new DefenderError('Timeout', `waitFor: no answer within ${timeout} ms.`);
  let failure = late;
  // Timers tell how long it was, not what time it is: that may be set while it is waited for.
  let limit = startLimit(clock, timeout || LAST_POLL, late, abortSignal);
  const cancelGrace = startTimer(clock, grace, () => {
    isLate = true;
  });
  try {
    while (open.length) {
      const { signal } = limit;
      try {
        const found = await poll(given, open, { ...callOptions, abortSignal: signal });
        isAnswered = true;
        open = open.filter((id) => {
          // A row that was seen before is not unknown because one answer lacks it.
          const action = found.get(id.toLowerCase()) ?? results.get(id)?.action;
          if (!action) return !isLate;
          const isFinal = given.final.values.includes(action[given.final.property] as string);
          results.set(id, { id, outcome: isFinal ? 'final' : 'pending', action });
          return !isFinal;
        });
      } catch (error) {
        if (abortSignal?.aborted || !mayPass(error, isAnswered)) throw error;
        isLast ||= signal.aborted;
        // That the time is over says less than what went wrong before.
        if (!signal.aborted) failure = error;
        if (isLast && !isAnswered) throw failure;
        if (!isLast)
          emit?.({
            type: 'warning',
            code: 'PollFailed',
            message: `A poll of waitFor failed (${error.code}); the next one may not.`,
          });
      }
      if (!open.length || isLast) break;
      try {
        // A little less than the pause at random, so that many who wait do not ask at the same moment.
        await sleep(clock, Math.ceil(pause * (0.9 + random() / 10)), signal);
        pause = Math.min(maxDelay, pause * 1.5);
      } catch (error) {
        if (!signal.aborted) throw error;
        isLast = true;
        limit = startLimit(clock, LAST_POLL, late, abortSignal);
      }
    }
  } finally {
    cancelGrace();
    limit.end();
  }
  const list = all.map((id) => results.get(id) as WaitResult<AnyRow>);
  return !Array.isArray(ids) && list[0] ? list[0] : list;
}

/** A time after which polls and pauses end, as they do when the caller's signal aborts. */
function startLimit(clock: Clock, ms: number, error: DefenderError, outer: AbortSignal | undefined) {
  const controller = follow(outer);
  const cancel = startTimer(clock, ms, () => abortWith(controller, error));
  const end = () => {
    cancel();
    controller.abort();
  };
  return { signal: controller.signal, end };
}
