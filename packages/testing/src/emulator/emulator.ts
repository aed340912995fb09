import { toFetch } from '../http/fetch.ts';
import { EmulatorError } from '../support/errors.ts';
import type { EmulatedCollections } from '../generated/emulated.gen.ts';
import { allRoles, audience } from '../auth/authorize.ts';
import { makeToken, type TokenOptions } from '../auth/token.ts';
import type { Answer, ServiceRequest } from '../http/answer.ts';
import type { Failure } from '../http/fail-next.ts';
import type { RecordedRequest } from '../http/request-log.ts';
import { createService, type Service } from './service.ts';
import type { EmulatorClock, VirtualClock } from '../clock/clock.ts';
import { createClock, moverOf } from '../clock/virtual-clock.ts';
import { createCollection, type CollectionParts } from './collection.ts';
import { definitions } from './definitions.ts';
import { readInitialTenant } from './initial-tenant.ts';
import { readSettings, type EmulatorOptions } from './options.ts';

/**
 * A Defender tenant in a process. It answers as the service does, and shows a test what it was asked. Each collection of the service has
 * its rows here: `emulator.machines.add({ … })`.
 */
export interface Emulator extends EmulatedCollections {
  /** `fetch`, answered by the emulator whatever the host: give it to a client. */
  readonly fetch: typeof globalThis.fetch;
  /** The emulator's time. */
  readonly clock: VirtualClock;
  /** What was asked, oldest first, the latest 10,000: each with its query options decoded and its filter as a tree. */
  readonly requests: readonly RecordedRequest[];
  /**
   * Requests that no program may make: those that sent a token of the service to the host of a link. They were answered with 400, which a
   * program may swallow; a test that wants to be sure asserts that there are none.
   */
  readonly violations: readonly RecordedRequest[];
  /**
   * Lets the next requests fail: a status, or a failure in full.
   *
   * @throws EmulatorError `InvalidFailure`.
   * @example
   * emulator.failNext({ status: 429, retryAfter: 5, times: 2 });
   */
  failNext(failure: number | Failure, options?: Omit<Failure, 'status'>): void;
  /** A bearer token that this emulator takes, and nothing else does. */
  token(options?: TokenOptions): string;
  /** Back to the beginning: rows, requests, quotas, failures, timelines, traffic, and the clock unless it was given. */
  reset(): void;
  /** Answers one request: for adapters of your own. */
  handle(request: ServiceRequest): Promise<Answer>;
}

function cannotMove(): never {
  throw new EmulatorError('InvalidOption', 'The clock that was given cannot be moved: it has no advance().');
}

/** The clock that was given; what it cannot do is an error that says so. */
const movable = (clock: EmulatorClock): VirtualClock => ({
  now: () => clock.now(),
  sleep: (ms, signal) => clock.sleep(ms, signal),
  advance: (by, abortSignal) => (clock.advance === undefined ? cannotMove() : clock.advance(by, abortSignal)),
  runUntil: (promise) => (clock.runUntil === undefined ? cannotMove() : clock.runUntil(promise)),
});

/**
 * Makes an emulator.
 *
 * @param given Rows, time, limits and faults; without any, the documents' examples on a clock that stands still.
 * @throws EmulatorError at once for every option or row that is not right, with the place and what is allowed.
 *
 * @example
 * const emulator = createEmulator({ machineActions: { rows: [machineAction({ status: 'Failed' })] } });
 * const client = new DefenderClient('a-token', { fetch: emulator.fetch });
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = readSettings(options);
  const ownClock = createClock();
  const { clock = ownClock } = settings;
  const initial = readInitialTenant(settings.given, { seed: settings.seed, now: clock.now() });
  let service = begin();

  function begin(): Service {
    if (clock !== ownClock) return createService(initial, settings, clock);
    // What is under way at a reset was asked of the service of before: it no longer moves the clock, which begins anew.
    const move = moverOf(ownClock) ?? cannotMove;
    const advance: VirtualClock['advance'] = (by, abortSignal) =>
      service === begun ? move(by, abortSignal) : Promise.resolve();
    const begun = createService(initial, settings, { ...ownClock, advance });
    return begun;
  }

  function partsOf(name: string): CollectionParts {
    service.catchUp();
    const collection = service.tenant.get(name);
    if (collection === undefined) throw new EmulatorError('InvalidOption', `There is no collection '${name}'.`);
    return { collection, lives: service.lives, now: clock.now() };
  }

  const collections = Object.fromEntries(
    definitions.map(({ name }) => [name, createCollection(() => partsOf(name), settings.quirks)]),
  ) as unknown as EmulatedCollections;

  const emulator: Emulator = {
    ...collections,
    fetch: toFetch((request) => emulator.handle(request)),
    clock: movable(clock),
    get requests() {
      return service.log.list();
    },
    get violations() {
      return service.log.violations();
    },
    failNext(failure, more = {}) {
      service.failures.add(typeof failure === 'number' ? { ...more, status: failure } : { ...failure, ...more });
    },
    token: (tokenOptions = {}) => makeToken(tokenOptions, clock.now(), { audience, roles: allRoles }),
    reset() {
      if (clock === ownClock) ownClock.reset();
      service = begin();
    },
    handle: (request) => service.handle(request),
  };
  return emulator;
}
