import { errorExamples } from '../generated/schema.gen.ts';
import { jsonAnswer, type Answer } from './answer.ts';

/** The errors that the spec has examples of; the emulator's bodies are those examples with the words of the case. */
export type ErrorName = keyof typeof errorExamples;

interface ErrorBody {
  readonly error: Readonly<Record<string, unknown>>;
}

/**
 * An error of the service.
 *
 * @param name Which of the spec's error examples it looks like: `badQuery` is the query layer's shape, the others the service's own.
 * @param message What went wrong, after the example's own words.
 * @param target The correlation ID, for shapes that have one.
 */
export function errorAnswer(name: ErrorName, message: string, target: string): Answer {
  const { status, body }: { status: number; body: object } = errorExamples[name];
  const { error } = body as ErrorBody;
  return jsonAnswer(status, JSON.stringify({ error: { ...error, message, ...('target' in error ? { target } : {}) } }));
}

/** An error that the spec has no example of, in the service's own shape. */
export function plainError(
  status: number,
  code: string,
  message: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return jsonAnswer(status, JSON.stringify({ error: { code, message, target } }), headers);
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A span as the service writes it, `01:00:00`. */
const spanOf = (seconds: number): string =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => twoDigits(Math.floor(part))).join(':');

/** The shorter of the service's limits, for a 429 that was asked for. */
export const A_MINUTE = { calls: 100, seconds: 60 };

/**
 * A 429 in the service's words, which name the window and the wait, with `Retry-After`.
 *
 * @param exceeded The limit, and how long until it has a place, in milliseconds.
 * @param target The correlation ID.
 */
export function throttled(
  { calls, seconds, wait }: { readonly calls: number; readonly seconds: number; readonly wait: number },
  target: string,
): Answer {
  const left = String(Math.ceil(wait / 1000));
  const message =
    `API calls quota exceeded! Maximum allowed ${String(calls)} per ${spanOf(seconds)} for the key Destination+TenantID+AppID. ` +
    `You can send requests again in ${left} seconds.`;
  const refusal = errorAnswer('quotaExceededBySeconds', message, target);
  return { ...refusal, headers: { ...refusal.headers, 'retry-after': left } };
}

/** Thrown inside the emulator where a request must be refused; never leaves it. */
export class Refusal extends Error {
  readonly shape: ErrorName;

  constructor(shape: ErrorName, message: string) {
    super(message);
    this.shape = shape;
  }
}
