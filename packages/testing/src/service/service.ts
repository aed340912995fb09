import { machineActions } from '@defender-odata/client';
import { createRequestLog, type OpenRequest, type RequestLog } from './request-log.ts';
import { nearest } from '../nearest.ts';
import { toQueryLayerShape } from '../quirks/error-shape.ts';
import { createFaults } from '../quirks/faults.ts';
import { presentationOf } from '../quirks/present.ts';
import { guid } from '../random/identifiers.ts';
import { createRandom, TARGETS_STREAM } from '../random/random.ts';
import type { InitialRows } from '../store/initial-rows.ts';
import { createStore, type RowStore } from '../store/store.ts';
import type { EmulatorClock } from '../time/clock.ts';
import { spend } from '../time/spend.ts';
import { createLife, type Life } from '../timeline/life.ts';
import { createAdmission } from './admission.ts';
import { createAnswerCache } from './answer-cache.ts';
import type { Answer, ServiceRequest } from './answer.ts';
import { errorAnswer, plainError, Refusal } from './error-answers.ts';
import { createFailures, type Failures } from './fail-next.ts';
import { readListQuery, type ListQuery } from './list-query.ts';
import { getMachineAction, listMachineActions, type Tenant } from './operations.ts';
import { misplacedOption } from './lost-option.ts';
import { readQueryOptions } from './query-options.ts';
import { createRecent } from './recent.ts';
import { handledPaths, routeOf, type Route } from './route.ts';
import { createRowWriter } from './row-writer.ts';
import type { Settings } from './settings.ts';

/** Everything that a reset makes anew. */
export interface Service {
  readonly store: RowStore;
  readonly life: Life;
  readonly log: RequestLog;
  readonly failures: Failures;
  /** Lets happen what was due by now. */
  catchUp(): void;
  handle(request: ServiceRequest): Promise<Answer>;
}

/** How many query strings are kept as what they ask for. */
const QUERIES_KEPT = 100;
const ALLOW = 'GET, HEAD, OPTIONS';

function notHandled(asked: string, target: string): Answer {
  const hint = `The nearest it handles is ${nearest(asked, handledPaths) ?? 'nothing'}.`;
  return plainError(501, 'NotImplemented', `The emulator does not handle ${asked}. ${hint}`, target);
}

/** The operations that are emulated; every other one of the spec is refused, so that no row of another collection answers it. */
const emulated: readonly string[] = ['listMachineActions', 'getMachineAction'];

const notEmulated = (operationId: string, target: string): Answer =>
  plainError(501, 'NotImplemented', `The spec has ${operationId}, and the emulator does not emulate it.`, target);

const wrongMethod = (method: string, target: string): Answer =>
  plainError(405, 'MethodNotAllowed', `${method} is not allowed here. Allowed: ${ALLOW}.`, target, { allow: ALLOW });

function decodeId(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new Refusal('badRequest', `'${encoded.slice(0, 60)}' is not valid percent-encoding.`);
  }
}

/** Headers by their names in lower case: a door of the caller's own may write them in any (RFC 9110, section 5.1). */
function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const name of Object.keys(headers)) lower[name.toLowerCase()] = headers[name] ?? '';
  return lower;
}

/** Sets up the service over the rows that it starts with. */
export function createService(initial: InitialRows, settings: Settings, clock: EmulatorClock): Service {
  const { seed, quirks, latency } = settings;
  const store = createStore(initial);
  const life = createLife(store, initial.onTheirWay, seed, clock.now());
  const log = createRequestLog();
  const failures = createFailures();
  const faults = createFaults(quirks, clock);
  const targets = createRandom(seed, TARGETS_STREAM);
  const newTarget = (): string => guid(targets);
  const shape = quirks.has('query-layer-errors') ? toQueryLayerShape : (answer: Answer) => answer;
  const admit = createAdmission(settings, newTarget);
  const answers = createAnswerCache(() => store.version);
  const queries = createRecent<ListQuery>(QUERIES_KEPT);
  const rules = { nameless: quirks.has('broken-next-link') };
  const tenant: Tenant = {
    store,
    quirks,
    writer: createRowWriter(presentationOf(quirks)),
    pageSize: settings.pageSize,
  };

  /** Reads what an operation is asked into the log, and gives what performs it. */
  function readOperation(route: Route, url: URL, entry: OpenRequest): () => Answer {
    if (route.operationId === 'getMachineAction') {
      const id = decodeId(route.encodedId ?? '');
      entry.id = id;
      readQueryOptions(url.search + url.hash, []);
      return () => getMachineAction(url, id, tenant);
    }
    const asked = url.search + url.hash;
    const query = queries.get(asked, () => readListQuery(asked, machineActions, rules));
    const { filterText, filter, top, skip } = query;
    if (filter !== undefined) entry.filter = filter;
    entry.params = {
      ...(filterText === undefined ? {} : { $filter: filterText }),
      ...(top === undefined ? {} : { $top: top }),
      ...(skip === undefined ? {} : { $skip: skip }),
    };
    return () => answers(url.href, () => listMachineActions(url, query, tenant));
  }

  function readOrRefuse(route: Route, url: URL, entry: OpenRequest): () => Answer {
    try {
      return readOperation(route, url, entry);
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

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
  function read(entry: OpenRequest, authorization: string | undefined): () => Answer {
    const { method } = entry;
    const url = new URL(entry.url);
    const misplaced = misplacedOption(url.pathname, entry);
    if (misplaced !== undefined) return () => errorAnswer('badQuery', misplaced, newTarget());
    const route = routeOf(url.pathname);
    if (route === undefined) return () => notHandled(`${method} ${url.pathname}`, newTarget());
    const { operationId } = route;
    entry.operationId = operationId;
    if (!emulated.includes(operationId)) return () => notEmulated(operationId, newTarget());
    if (method === 'OPTIONS') return () => ({ status: 204, headers: { allow: ALLOW }, body: '' });
    if (method !== route.method && method !== 'HEAD') return () => wrongMethod(method, newTarget());
    const perform = readOrRefuse(route, url, entry);
    const answer = (): Answer => shape(admit(operationId, authorization, clock.now()) ?? answerOf(perform));
    return () => faults.strike(`${method} ${entry.url}`, answer, newTarget);
  }

  const catchUp = (): void => {
    life.catchUp(clock.now());
  };

  return {
    store,
    life,
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
      const answer = read(entry, authorization);
      const answered = shape(failures.take(newTarget) ?? answer());
      if (answered.broken !== true) entry.status = answered.status;
      return answered;
    },
  };
}
