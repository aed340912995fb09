import type { InitialCollection } from './initial-tenant.ts';
import { startLife, type Lives } from './life.ts';
import { createTenant, type Tenant } from './tenant.ts';
import { nearest } from '../support/nearest.ts';
import { toQueryLayerShape } from '../quirks/error-shape.ts';
import { createFaults } from '../quirks/faults.ts';
import { guid } from '../support/identifiers.ts';
import { createRandom, TARGETS_STREAM } from '../support/random.ts';
import type { EmulatorClock } from '../clock/clock.ts';
import { spend } from '../clock/spend.ts';
import { createAdmission } from './admission.ts';
import type { Answer, ServiceRequest } from '../http/answer.ts';
import { createDispatch } from './dispatch.ts';
import { errorAnswer, plainError, Refusal } from '../http/error-answers.ts';
import { createDownloads } from '../http/downloads.ts';
import { createFailures, type Failures } from '../http/fail-next.ts';
import { createRequestLog, type OpenRequest, type RequestLog } from '../http/request-log.ts';
import { misplacedOption } from '../odata/lost-option.ts';
import { handledPaths, routeOf } from '../http/route.ts';
import type { Settings } from './settings.ts';

/** Everything that a reset makes anew. */
export interface Service {
  readonly tenant: Tenant;
  readonly lives: Lives;
  readonly log: RequestLog;
  readonly failures: Failures;
  /** Lets happen what was due by now. */
  catchUp(): void;
  handle(request: ServiceRequest): Promise<Answer>;
}

function notHandled(asked: string, target: string): Answer {
  const hint = `The nearest it handles is ${nearest(asked, handledPaths) ?? 'nothing'}.`;
  return plainError(501, 'NotImplemented', `The emulator does not handle ${asked}. ${hint}`, target);
}

function wrongMethod(method: string, allowed: readonly string[], target: string): Answer {
  const allow = allowed.join(', ');
  return plainError(405, 'MethodNotAllowed', `${method} is not allowed here. Allowed: ${allow}.`, target, { allow });
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new Refusal('badRequest', `'${encoded.slice(0, 60)}' is not valid percent-encoding.`);
  }
}

/** Headers by their names in lower case: an adapter of the caller's own may write them in any (RFC 9110, section 5.1). */
function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const name of Object.keys(headers)) lower[name.toLowerCase()] = headers[name] ?? '';
  return lower;
}

/** Sets up the service over the collections that it starts with. */
export function createService(
  initial: readonly InitialCollection[],
  settings: Settings,
  clock: EmulatorClock,
): Service {
  const { seed, quirks, latency } = settings;
  const tenant = createTenant(initial, seed);
  const lives = startLife(tenant, seed, clock.now(), settings.effects);
  const log = createRequestLog();
  const failures = createFailures();
  const faults = createFaults(quirks, clock);
  const targets = createRandom(seed, TARGETS_STREAM);
  const newTarget = (): string => guid(targets);
  const shape = quirks.has('query-layer-errors') ? toQueryLayerShape : (answer: Answer) => answer;
  const admit = createAdmission(settings, newTarget);
  const downloads = createDownloads();
  const dispatch = createDispatch({ tenant, lives, settings, now: () => clock.now(), downloads, newTarget });

  /** What an operation answers; what it refuses is an answer too. */
  function answerOf(perform: () => Answer): Answer {
    try {
      return perform();
    } catch (error) {
      if (error instanceof Refusal) return errorAnswer(error.shape, error.message, newTarget());
      throw error;
    }
  }

  /** Reads a request into the log, and gives what answers it: who meets a failure has asked as well. */
  function read(entry: OpenRequest, url: URL, authorization: string | undefined, body: string): () => Answer {
    const { method } = entry;
    const misplaced = misplacedOption(url.pathname, entry);
    if (misplaced !== undefined) return () => errorAnswer('badQuery', misplaced, newTarget());
    const route = routeOf(method, url.pathname);
    if (route === undefined) return () => notHandled(`${method} ${url.pathname}`, newTarget());
    const { allowed, operationId } = route;
    if (method === 'OPTIONS') return () => ({ status: 204, headers: { allow: allowed.join(', ') }, body: '' });
    if (operationId === undefined) return () => wrongMethod(method, allowed, newTarget());
    entry.operationId = operationId;
    let perform: () => Answer;
    try {
      const parameters = Object.fromEntries(
        Object.entries(route.parameters).map(([name, value]) => [name, decode(value)]),
      );
      if (Object.keys(parameters).length > 0) entry.parameters = parameters;
      perform = dispatch({ operationId, url, parameters, body, entry });
    } catch (error) {
      perform = () => {
        throw error;
      };
    }
    const answer = (): Answer => shape(admit(operationId, authorization, clock.now()) ?? answerOf(perform));
    return () => faults.strike(`${method} ${entry.url}`, answer, newTarget);
  }

  /** Reads a request of a link. One that brings a token is kept as a violation, so that a test can fail on what its program swallowed. */
  async function readLink(
    entry: OpenRequest,
    request: ServiceRequest,
    headers: ServiceRequest['headers'],
  ): Promise<() => Answer> {
    if (headers['authorization'] !== undefined) {
      entry.violation = 'TokenSentElsewhere';
      log.report(entry);
    }
    const answer = await downloads.answer({ ...request, headers }, clock.now());
    return () => answer;
  }

  const catchUp = (): void => {
    lives.catchUp(clock.now());
  };

  return {
    tenant,
    lives,
    log,
    failures,
    catchUp,
    async handle(request) {
      const { method, url, body } = request;
      const headers = inLowerCase(request.headers);
      const { authorization } = headers;
      // Of a token nothing is kept, not even where its scheme was forgotten.
      const scheme = authorization === undefined ? {} : { authorization: /^\w+(?= )/.exec(authorization)?.[0] ?? '' };
      const entry: OpenRequest = {
        method,
        url,
        headers: { ...headers, ...scheme },
        ...(body !== undefined && { body }),
        at: clock.now(),
      };
      log.add(entry);
      if (latency > 0) await spend(clock, latency, request.abortSignal);
      catchUp();
      const asked = new URL(url);
      const answer = downloads.isLink(asked)
        ? await readLink(entry, request, headers)
        : read(entry, asked, authorization, body ?? '');
      const failure = failures.take(newTarget);
      const answered = shape(failure === undefined ? answer() : failure.answer(answer));
      if (answered.broken !== true) entry.status = answered.status;
      if (failure !== undefined && failure.latency > 0) await spend(clock, failure.latency, request.abortSignal);
      // The clock of the service, by which a caller tells what was there before it asked (RFC 9110, section 6.6.1).
      return { ...answered, headers: { date: new Date(clock.now()).toUTCString(), ...answered.headers } };
    },
  };
}
