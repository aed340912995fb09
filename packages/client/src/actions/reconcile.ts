import type { AnyRow } from '../collections/page.ts';
import type { CallOptions } from '../core/call-options.ts';
import { sleep } from '../core/clock.ts';
import { DefenderError, isDefenderError } from '../errors/defender-error.ts';
import type { MemberContext } from './context.ts';
import { hasWhatWasSent, isChanged } from './is-of-call.ts';
import { createdMs, findRows, isFinal, questionFor, textOf } from './look.ts';
import type { CheckedCall } from './read-call.ts';

/** How far the clocks of client and service may be apart, in milliseconds. */
export const SKEW = 120_000;

/** The pauses between two looks, in milliseconds: the list shows new rows late (reported of the get). */
const PAUSES = [0, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** How long is looked for what may have been started, in milliseconds, where nothing else is said. */
export const LOOK_FOR = 60_000;

/** A call that failed after it was sent, and may have been done. */
export interface Ambiguous {
  readonly context: MemberContext;
  readonly checked: CheckedCall;
  /** When it was sent, in milliseconds. */
  readonly sentAt: number;
  /** What it failed with. */
  readonly error: unknown;
  readonly lookFor: number;
  readonly options: CallOptions;
}

/** What was found: the row, and whether it was there before the call. */
export interface Found {
  readonly row: AnyRow;
  readonly wasRunning: boolean;
}

/**
 * Finds out what became of a call that may have been done. It is not asked again.
 *
 * @throws {@link DefenderError} `OutcomeUnknown` where that cannot be found out, `AlreadyFinal` where what it would change was over.
 */
export async function reconcile(call: Ambiguous): Promise<Found> {
  const { context, lookFor, options } = call;
  let looked = 0;
  let problem: unknown;
  let waited = 0;
  if (canLook(call))
    for (const pause of PAUSES) {
      if (options.abortSignal?.aborted || (waited += pause) > lookFor) break;
      try {
        if (pause) await sleep(context.runtime.clock, pause, options.abortSignal);
        const isLast = pause === PAUSES.at(-1) || waited + nextPause(pause) > lookFor;
        const found = await (context.operation.sets ? lookAtChanged(call) : lookForMade(call, isLast));
        if (found) return found;
        looked++;
        problem = undefined;
      } catch (error) {
        if (isDefenderError(error) && error.code === 'AlreadyFinal') throw error;
        problem = error;
        if (isDefenderError(error) && !mayPass(error)) break;
      }
    }
  throw outcomeUnknown(call, looked, problem);
}

const nextPause = (pause: number): number => PAUSES[PAUSES.indexOf(pause) + 1] ?? Infinity;

const mayPass = ({ transient, code }: DefenderError): boolean =>
  transient || ['Timeout', 'Throttled', 'QuotaExceeded', 'QuotaStoreError'].includes(code);

/** Whether there is anything to look at. */
const canLook = ({ context, checked: { key } }: Ambiguous): boolean =>
  context.operation.sets
    ? context.read?.pathParameters.length === 1 && key !== undefined
    : questionFor(context, key) !== undefined;

/**
 * The row that the call has made: of the same kind, on the same row, with what was sent, made since it was sent, and not one that this
 * client was answered with before. Of several, which can only be alike, the oldest is the one that took effect. What seems to have been
 * made a little before, while clocks differ, counts if it is not over: one that is over may be an old one.
 *
 * The last look is at what runs, too: the service answers the same action with the one that is pending.
 */
async function lookForMade(
  { context, checked, sentAt, options }: Ambiguous,
  isLast: boolean,
): Promise<Found | undefined> {
  const { key } = checked;
  const since = context.time.of(sentAt);
  const question = questionFor(context, key, since - SKEW);
  const rows = question ? await findRows(context, question, key, options) : [];
  const made = rows.filter(
    (row) =>
      !context.answered.has(context.made?.keyOf(row) ?? '') &&
      hasWhatWasSent(row, context.operation, checked) &&
      createdMs(context, row) >= since - SKEW,
  );
  const row = made.find((one) => createdMs(context, one) >= since) ?? made.findLast((one) => !isFinal(context, one));
  if (row) return { row, wasRunning: false };
  const running = isLast ? await findRunning(context, checked, options) : undefined;
  return running && { row: running, wasRunning: true };
}

/** The action of the same kind that runs on the row; of several the oldest, which takes effect first. */
export async function findRunning(
  context: MemberContext,
  { key }: CheckedCall,
  options: CallOptions,
): Promise<AnyRow | undefined> {
  const question = questionFor(context, key);
  const rows = question ? await findRows(context, question, key, options) : [];
  return rows.find((row) => !isFinal(context, row));
}

/** The row that the call was to change, where it is changed. */
async function lookAtChanged({ context, checked, error, options }: Ambiguous): Promise<Found | undefined> {
  const row = await context.collection.get(String(checked.key), options);
  if (isChanged(row, context.operation)) return { row, wasRunning: false };
  if (isFinal(context, row)) throw alreadyFinal(context, row, error);
  return undefined;
}

/** The error of a change to what is over. */
export function alreadyFinal({ operationId, collection }: MemberContext, row: AnyRow, cause: unknown): DefenderError {
  const { final } = collection;
  const { statusCode, serviceCode, requestId, clientRequestId, attempts = [] } = isDefenderError(cause) ? cause : {};
  return new DefenderError(
    'AlreadyFinal',
    `${operationId}: it is over, ${final?.property} ${String(row[final?.property ?? '']).slice(0, 64)}: nothing can be changed any more.`,
    { operationId, statusCode, serviceCode, requestId, clientRequestId, attempts, cause },
  );
}

function outcomeUnknown(call: Ambiguous, looked: number, problem: unknown): DefenderError {
  const { context, checked, sentAt, error } = call;
  const { operationId, operation, read, runtime } = context;
  const { key, names } = checked;
  const question = questionFor(context, key, context.time.of(sentAt) - SKEW);
  const lookAt = operation.sets
    ? canLook(call) && `GET ${runtime.endpoint}${read?.path.replace(/\{\w+\}/, encodeURIComponent(String(key)))}`
    : question && textOf(context, question);
  const startedAt = new Date(sentAt).toISOString();
  const words = [
    `${operationId}: it is unknown whether this was done; it was sent at ${startedAt}, and was not sent again.`,
    isDefenderError(error) ? `It failed with ${error.code}.` : 'It failed.',
    problem === undefined
      ? looked
        ? 'It was looked for, and not found.'
        : ''
      : `It could not be looked for: ${isDefenderError(problem) ? problem.message : 'an error of the program'}.`,
    lookAt ? `Before you ask again, look at ${lookAt}` : 'Look at what is there before you ask again.',
  ];
  const { attempts = [], clientRequestId, statusCode } = isDefenderError(error) ? error : {};
  return new DefenderError('OutcomeUnknown', words.filter(Boolean).join(' '), {
    operationId,
    clientRequestId,
    statusCode,
    attempts,
    cause: error,
    startedAt,
    asked: { key: key === undefined ? undefined : String(key), parameters: names },
    ...(lookAt && { lookAt }),
  });
}
