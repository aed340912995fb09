import { milliseconds, type Duration } from '../clock/duration.ts';
import { EmulatorError } from '../support/errors.ts';
import { ownOptions } from '../support/own-options.ts';
import { fixtures } from '../generated/fixtures.gen.ts';
import { errorExamples } from '../generated/schema.gen.ts';
import { jsonAnswer, textAnswer, type Answer } from './answer.ts';
import { A_MINUTE, errorAnswer, plainError, throttled, type ErrorName } from './error-answers.ts';

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
  /** Whether what was asked for is done all the same, and its answer is lost. Default: false. */
  readonly performed?: boolean;
  /**
   * How long the answer takes, on the emulator's clock. With nothing else it is the answer of what was asked for, which is done at once:
   * whoever does not wait that long cannot tell. Default: 0.
   */
  readonly latency?: Duration;
  /** How many of the next requests fail. Default: 1. */
  readonly times?: number;
}

const KEYS = [
  'status',
  'networkError',
  'retryAfter',
  'body',
  'headers',
  'performed',
  'latency',
  'times',
] as const satisfies readonly (keyof Failure)[];
/** What other libraries call these. */
const MEANT = {
  code: 'status',
  statusCode: 'status',
  httpStatus: 'status',
  error: 'networkError',
  broken: 'networkError',
  retry: 'retryAfter',
  retryAfterSeconds: 'retryAfter',
  'retry-after': 'retryAfter',
  delay: 'latency',
  late: 'latency',
  timeout: 'latency',
  done: 'performed',
  after: 'performed',
  message: 'body',
  json: 'body',
  count: 'times',
  repeat: 'times',
} satisfies Readonly<Record<string, keyof Failure>>;
const invalid = (message: string): EmulatorError => new EmulatorError('InvalidFailure', message);

/** A failure that a request meets. */
export interface Failed {
  /** The answer. @param own Does what was asked for, and gives the answer to it. */
  answer(own: () => Answer): Answer;
  /** How long it takes, in milliseconds. */
  readonly latency: number;
}

/** The failures that the next requests meet, in order. */
export interface Failures {
  /** @throws EmulatorError `InvalidFailure`, so that a mistake does not surface as a strange answer later. */
  add(failure: Failure): void;
  /** Takes the next failure; undefined where none is to come. */
  take(newTarget: () => string): Failed | undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';

// What a header may be made of (RFC 9110, sections 5.1 and 5.5); a door would refuse anything else when it answers.
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7E\x80-\xFF]*$/;

function checkHeader(name: string, value: unknown): void {
  if (!HEADER_NAME.test(name)) throw invalid(`failNext got the header ${JSON.stringify(name)}, which is not a name.`);
  if (isText(value) && HEADER_VALUE.test(value)) return;
  const found = isText(value) ? JSON.stringify(value) : String(value);
  throw invalid(`failNext got the header ${name} with ${found}; give a text of one line, in Latin-1.`);
}

/** Whether nothing fails: the answer takes its time, and that is all. */
const isLateAlone = ({ status, networkError, latency }: Failure): boolean =>
  status === undefined && networkError === undefined && latency !== undefined;

function checkNumbers(failure: Failure): void {
  const { status, networkError, times = 1 } = failure;
  if (
    !isLateAlone(failure) &&
    networkError !== true &&
    !(Number.isInteger(status) && (status ?? 0) >= 400 && (status ?? 0) <= 599)
  ) {
    throw invalid(
      `failNext got the status ${String(status)}; give a whole number from 400 to 599, { networkError: true }, or { latency: '2m' }.`,
    );
  }
  if (!Number.isInteger(times) || times < 1)
    throw invalid(`failNext got times ${String(times)}; give a whole number from 1.`);
}

/** The headers of a failure, names in lower case, so that one of the test's stands in place of the answer's own. */
function headersOf({ headers = {}, retryAfter }: Failure): Readonly<Record<string, string>> {
  // From JavaScript anything can come; a `Headers` or a list of pairs would be no headers at all here.
  if (typeof headers !== 'object' || headers === null || Symbol.iterator in headers) {
    throw invalid('failNext got headers that are not an object of texts by name.');
  }
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  for (const [name, value] of given) checkHeader(name, value);
  if (retryAfter === undefined) return Object.fromEntries(given);
  if (!isText(retryAfter) && !(Number.isSafeInteger(retryAfter) && retryAfter >= 0)) {
    throw invalid(
      `failNext got retryAfter ${String(retryAfter)}; give seconds, a whole number from 0, or the text of the header.`,
    );
  }
  checkHeader('retry-after', String(retryAfter));
  return { 'retry-after': String(retryAfter), ...Object.fromEntries(given) };
}

function toJson(body: unknown): string {
  try {
    const text: unknown = JSON.stringify(body);
    if (isText(text)) return text;
  } catch (cause) {
    throw new EmulatorError('InvalidFailure', `failNext got a body that cannot be JSON: ${String(cause)}.`, { cause });
  }
  throw invalid(`failNext got a body that cannot be JSON: a ${typeof body}.`);
}

/** The answer of the service for a status. */
function serviceError({ status = 500, retryAfter }: Failure, target: string): Answer {
  // In the words of the service, which a client may read: they name the window, and the wait where there is one.
  if (status === 429) {
    return typeof retryAfter === 'number' && retryAfter > 0
      ? throttled({ ...A_MINUTE, wait: retryAfter * 1000 }, target)
      : errorAnswer('quotaExceeded', fixtures.quotaExceeded.error.message ?? '', target);
  }
  const names = Object.keys(errorExamples) as ErrorName[];
  const name = names.find((candidate) => errorExamples[candidate].status === status);
  const message = `The emulator was told to fail with ${String(status)}.`;
  return name === undefined
    ? plainError(status, 'EmulatedFailure', message, target)
    : errorAnswer(name, message, target);
}

/** Makes the answer of a failure, but for its correlation ID. */
function toAnswer(failure: Failure): (target: string) => Answer {
  const { status = 500, body, networkError } = failure;
  checkNumbers(failure);
  const headers = headersOf(failure);
  const broken = networkError === true ? { broken: true as const } : {};
  const finish = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, ...headers }, ...broken });
  if (body === undefined) return (target) => finish(serviceError(failure, target));
  const given = finish(
    isText(body)
      ? textAnswer(status, { 'content-type': 'text/plain; charset=utf-8' }, body)
      : jsonAnswer(status, toJson(body)),
  );
  return () => given;
}

/** What lies beside the answer of a failure: how long it takes, and whether what was asked for is done. */
function readCourse(failure: Failure): { readonly performed: boolean; readonly latency: number } {
  const { performed = false, latency = 0, body, headers, retryAfter } = failure;
  if (typeof performed !== 'boolean')
    throw invalid(`failNext got performed ${JSON.stringify(performed)}; it must be true or false.`);
  if (!isLateAlone(failure)) return { performed, latency: milliseconds(latency, 'latency') };
  const other = Object.entries({ body, headers, retryAfter }).find(([, value]) => value !== undefined)?.[0];
  if (other !== undefined) throw invalid(`failNext got ${other} without a status, whose answer that would be.`);
  return { performed: true, latency: milliseconds(latency, 'latency') };
}

/** Makes a queue of failures with nothing in it. */
export function createFailures(): Failures {
  const queue: { left: number; readonly of: (target: string) => Failed }[] = [];
  return {
    add(given) {
      const failure = ownOptions('failNext', given, KEYS, { code: 'InvalidFailure', meant: MEANT });
      const { performed, latency } = readCourse(failure);
      const make = toAnswer(failure);
      const isLate = isLateAlone(failure);
      const of = (target: string): Failed => ({
        latency,
        answer(own) {
          if (isLate) return own();
          if (performed) own();
          return make(target);
        },
      });
      // Counted down: a test that lets everything fail may give any number.
      queue.push({ left: failure.times ?? 1, of });
    },
    take(newTarget) {
      const [next] = queue;
      if (next === undefined) return undefined;
      next.left -= 1;
      if (next.left === 0) queue.shift();
      return next.of(newTarget());
    },
  };
}
