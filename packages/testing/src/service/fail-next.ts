import { EmulatorError } from '../errors.ts';
import { suggest } from '../nearest.ts';
import { errorExamples } from '../generated/schema.gen.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import { errorAnswer, plainError, type ErrorName } from './error-answers.ts';

/** A failure that a test asks for. */
export interface Failure {
  /** The status, 400 to 599. */
  readonly status?: number;
  /** No answer: the connection breaks, and `fetch` rejects. */
  readonly networkError?: boolean;
  /** `Retry-After`: seconds, or the header's text. */
  readonly retryAfter?: number | string;
  /** The body: text as it is, anything else as JSON. Default: the service's error for the status. */
  readonly body?: unknown;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many of the next requests fail. Default: 1. */
  readonly times?: number;
}

const KEYS = [
  'status',
  'networkError',
  'retryAfter',
  'body',
  'headers',
  'times',
] as const satisfies readonly (keyof Failure)[];
const invalid = (message: string): EmulatorError => new EmulatorError('InvalidFailure', message);

/** Checks a failure at the call, so that a mistake does not surface as a strange answer later. */
export function checkFailure(failure: Failure): void {
  const unknown = Object.keys(failure).find((key) => !(KEYS as readonly string[]).includes(key));
  if (unknown !== undefined) {
    throw invalid(`failNext knows no '${unknown}'. ${suggest(unknown, KEYS)}`);
  }
  const { status, networkError, times = 1 } = failure;
  if (networkError !== true && !(Number.isInteger(status) && (status ?? 0) >= 400 && (status ?? 0) <= 599)) {
    throw invalid(
      `failNext got the status ${String(status)}; give a whole number from 400 to 599, or { networkError: true }.`,
    );
  }
  if (!Number.isInteger(times) || times < 1)
    throw invalid(`failNext got times ${String(times)}; give a whole number from 1.`);
}

function bodyOf({ status = 500, body }: Failure, target: string): Answer {
  if (typeof body === 'string') return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
  if (body !== undefined) return jsonAnswer(status, JSON.stringify(body));
  const names = Object.keys(errorExamples) as ErrorName[];
  const name = names.find((candidate) => errorExamples[candidate].status === status);
  const message = `The emulator was told to fail with ${String(status)}.`;
  return name === undefined
    ? plainError(status, 'EmulatedFailure', message, target)
    : errorAnswer(name, message, target);
}

/** The answer of a failure that was checked. */
export function failureAnswer(failure: Failure, target: string): Answer {
  const answer = bodyOf(failure, target);
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...(failure.retryAfter === undefined ? {} : { 'retry-after': String(failure.retryAfter) }),
      ...failure.headers,
    },
    ...(failure.networkError === true ? { broken: true } : {}),
  };
}
