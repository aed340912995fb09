import type { ActionOptions } from '../collections/collection.ts';
import type { AnyRow } from '../collections/page.ts';
import { isSameKey } from '../collections/row-key.ts';
import type { ServiceCollection } from '../collections/service-collection.ts';
import type { InternalCallOptions } from '../core/call-options.ts';
import { checkNumber } from '../core/check-number.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import { DefenderError, isDefenderError, type ErrorCode } from '../errors/defender-error.ts';
import type { MemberContext } from './context.ts';
import { hasWhatWasSent, isOfKind } from './is-of-call.ts';
import { createdMs, isFinal } from './look.ts';
import { readCall, type CheckedCall, type Key } from './read-call.ts';
import { alreadyFinal, findRunning, LOOK_FOR, reconcile, SKEW, type Found } from './reconcile.ts';

/** What says that nothing was done, whether or not it was sent. */
const refusals: readonly ErrorCode[] = [
  'BadRequest',
  'Unauthorized',
  'Forbidden',
  'NotFound',
  'Throttled',
  'UnexpectedStatus',
  'RedirectRefused',
];

/** The statuses by which a server says that it does not even know what is asked (RFC 9110, sections 15.6.2 and 15.6.6). */
const unknownToServer = [501, 505];

const isRefusal = (error: unknown): error is DefenderError =>
  isDefenderError(error) &&
  (refusals.includes(error.code) || unknownToServer.includes(error.statusCode ?? 0)) &&
  // What was done is described elsewhere (RFC 9110, section 15.4.4).
  error.statusCode !== 303;

/** Whether a refusal says that the same thing runs already: a code (documented), or words (reported). */
const isInProgress = ({ code, serviceCode, message }: DefenderError): boolean =>
  code === 'BadRequest' && (serviceCode === 'ActiveRequestAlreadyExists' || /already in progress/i.test(message));

/**
 * Calls an action, once. What fails before it was sent, or is throttled, is repeated by the pipeline; what may have been done is not: it is
 * looked for.
 *
 * @returns What was answered; a row that the action has made with `wasRunning`.
 */
export async function startAction(
  context: MemberContext,
  key: unknown,
  parameters: unknown,
  options: ActionOptions = {},
): Promise<unknown> {
  const { operationId, operation, runtime } = context;
  const { lookFor = LOOK_FOR, ...own } = ownOptions<ActionOptions>(context.name, options, {
    ...callOptionTypes,
    lookFor: 'any',
  });
  checkNumber('lookFor', lookFor);
  const checked = readCall(operationId, operation, context.definition, key, parameters);
  const { path, body } = checked;
  let sentAt = runtime.clock.now();
  let isAmbiguous = false;
  const told: InternalCallOptions = {
    ...own,
    onSend: () => {
      sentAt = runtime.clock.now();
    },
    onDate: context.time.hear,
    onFailure: (mayHaveArrived) => {
      isAmbiguous = mayHaveArrived;
    },
  };
  try {
    const answer = await runtime.transport({ operationId, method: operation.method, path, body }, told);
    isAmbiguous = true;
    if (operation.answer !== 'entity') return operation.answer === 'nothing' ? undefined : valueOf(answer);
    const row = readRow(context, checked, answer);
    return operation.creates === undefined
      ? row
      : start(context, { row, wasRunning: wasThere(context, checked, row, sentAt) });
  } catch (error) {
    if (isRefusal(error)) return start(context, await afterRefusal(context, checked, error, own));
    if (!isAmbiguous) throw error;
    runtime.emit?.({
      type: 'warning',
      code: 'ActionLookedFor',
      message: `${operationId} may have been done, and failed (${isDefenderError(error) ? error.code : 'no error of the client'}): it is looked for, and not sent again.`,
    });
    const found = await reconcile({ context, checked, sentAt, error, lookFor, options: own });
    if (operation.answer === 'nothing') return undefined;
    return operation.creates === undefined ? found.row : start(context, found);
  }
}

const valueOf = (answer: unknown): unknown => (answer as { readonly value?: unknown }).value;

/** The row of an answer. One that is of something else says nothing of what was asked. */
function readRow(
  { operationId, operation, made, collection, ...context }: MemberContext,
  checked: CheckedCall,
  answer: unknown,
) {
  const of = operation.creates === undefined ? collection : made;
  const row = of ? of.asRow(answer) : (answer as AnyRow);
  const isRight =
    row && (operation.creates === undefined ? isAsked(row, of, checked.key) : isOfKind(row, operation, checked.key));
  if (isRight) return row;
  throw new DefenderError(
    'ProtocolError',
    `${operationId}: the answer is ${row ? `a row of something else than was asked for (${context.name})` : 'no row'}.`,
    { operationId },
  );
}

/** Whether a row is the one that the action is on. */
const isAsked = (row: AnyRow, collection: ServiceCollection | undefined, key: Key): boolean =>
  !collection || key === undefined || isSameKey(collection.keyOf(row), String(key));

/** Whether a row was there before the call that it answers: answered before, made before, or made with something else. */
const wasThere = (context: MemberContext, checked: CheckedCall, row: AnyRow, sentAt: number): boolean =>
  context.answered.has(context.made?.keyOf(row) ?? '') ||
  createdMs(context, row) < context.time.of(sentAt) - SKEW ||
  !hasWhatWasSent(row, context.operation, checked);

/** The row as the caller gets it: it still equals what was sent. */
function start({ made, answered }: MemberContext, { row, wasRunning }: Found): AnyRow {
  if (made) answered.add(made.keyOf(row));
  return Object.defineProperty(row, 'wasRunning', { value: wasRunning });
}

/**
 * What a refusal comes to: what runs already is found; a change to what is over is told so; anything else is thrown as it is.
 *
 * @throws The refusal, or {@link DefenderError} `AlreadyFinal`.
 */
async function afterRefusal(
  context: MemberContext,
  checked: CheckedCall,
  error: DefenderError,
  options: InternalCallOptions,
): Promise<Found> {
  const { operation, collection } = context;
  if (operation.creates !== undefined && isInProgress(error)) {
    const row = await findRunning(context, checked, options).catch(() => undefined);
    if (row) return { row, wasRunning: true };
    error.message +=
      '; no running one was found: it may just have ended, or be shown late; look at the list, then ask again';
  }
  if (operation.sets && error.code === 'BadRequest') {
    const row = await collection.get(String(checked.key), options).catch(() => undefined);
    if (row && isFinal(context, row)) throw alreadyFinal(context, row, error);
  }
  throw error;
}
