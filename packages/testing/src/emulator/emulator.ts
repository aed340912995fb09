import { machineActions, type MachineAction } from '@defender-odata/client';
import { EmulatorError } from '../errors.ts';
import { toFetch } from '../doors/fetch.ts';
import { makeToken, type TokenOptions } from '../identity/token.ts';
import { allRoles, audience } from '../identity/authorize.ts';
import { withEarlierCreation } from '../quirks/present.ts';
import { checkObject, checkRow } from '../rows/check-row.ts';
import { copyValues } from '../rows/copy-values.ts';
import { isFinal } from '../rows/known-values.ts';
import type { Row, RowInput } from '../rows/row.ts';
import { takeIn } from '../store/initial-rows.ts';
import type { Answer, ServiceRequest } from '../service/answer.ts';
import type { Failure } from '../service/fail-next.ts';
import { createService, type Service } from '../service/service.ts';
import type { EmulatorClock, VirtualClock } from '../time/clock.ts';
import { createClock, moverOf } from '../time/virtual-clock.ts';
import { readSteps, type TimelineStep } from '../timeline/steps.ts';
import type { Traffic } from '../timeline/life.ts';
import { readGivenRows } from './given-rows.ts';
import { readOptions, readSettings, type EmulatorOptions } from './options.ts';
import type { RecordedRequest } from '../service/request-log.ts';

/** A Defender tenant in a process. It answers as the service does, and shows a test what it was asked. */
export interface Emulator {
  /** `fetch`, answered by the emulator whatever the host: give it to a client. */
  readonly fetch: typeof globalThis.fetch;
  /** The emulator's time. */
  readonly clock: VirtualClock;
  /** What was asked, oldest first, the latest 10,000: each with its query options decoded and its filter as a tree. */
  readonly requests: readonly RecordedRequest[];
  /** Copies of the rows that a list shows, newest first. */
  readonly rows: readonly MachineAction[];
  /**
   * Adds an action. With an `id` it is stored as given. Without one it is made whole and new: Pending, created now.
   * An action that is not final moves on as the clock does, by seeded durations; `timeline` says otherwise.
   *
   * @returns A copy of the row.
   * @throws EmulatorError `InvalidRow` for values that the spec does not allow, or an ID that is taken.
   */
  add(row: RowInput | Partial<MachineAction>): MachineAction;
  /**
   * Changes some keys of a row. With a final status its timeline ends: it stays as it is until it is given another one.
   *
   * @throws EmulatorError `UnknownRow`, `InvalidRow`.
   */
  update(id: string, changes: Partial<MachineAction>): MachineAction;
  /**
   * Removes a row.
   *
   * @throws EmulatorError `UnknownRow`.
   */
  remove(id: string): void;
  /**
   * Says how an action's status goes on: spans from now, each with the status from then on. No steps at all: it stays as it is.
   *
   * @throws EmulatorError `UnknownRow`, `InvalidTimeline`.
   * @example
   * emulator.timeline(id, [['10s', 'InProgress'], ['2m', 'Succeeded']]);
   */
  timeline(id: string, steps: readonly TimelineStep[]): void;
  /** Lets new actions arrive as time goes by; undefined ends it. */
  traffic(traffic: Traffic | undefined): void;
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
  /** Answers one request: for doors of your own. */
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

// A row may lack keys that the model has, as an answer of the service may (observed).
const copyOf = (row: Row): MachineAction => copyValues<object>(row) as MachineAction;

/**
 * Makes an emulator.
 *
 * @param given Rows, time, limits and faults; without any, the documents' examples on a clock that stands still.
 * @throws EmulatorError at once for every option or row that is not right, with the place and what is allowed.
 *
 * @example
 * const emulator = createEmulator({ rows: [machineAction({ status: 'Failed' })] });
 * const client = new DefenderClient('a-token', { fetch: emulator.fetch });
 */
export function createEmulator(given: EmulatorOptions = {}): Emulator {
  const options = readOptions(given);
  const settings = readSettings(options, machineActions.top?.maximum ?? Infinity);
  const ownClock = createClock();
  const clock = options.clock ?? ownClock;
  const initial = takeIn(readGivenRows(options));
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

  const emulator: Emulator = {
    fetch: toFetch((request) => emulator.handle(request)),
    clock: movable(clock),
    get requests() {
      return service.log.list();
    },
    get rows() {
      service.catchUp();
      return service.store.listed.map(copyOf);
    },
    add(input) {
      checkObject(input, 'the row');
      service.catchUp();
      const now = clock.now();
      const whole: object = Object.hasOwn(input, 'id') ? input : service.life.newAction(now, { ...input });
      checkRow(whole, 'the row');
      const row = copyValues(whole);
      service.store.add(settings.quirks.has('creation-time-moves') ? withEarlierCreation(row) : row);
      service.life.live(row, now);
      return copyOf(row);
    },
    update(id, changes) {
      checkObject(changes, 'the changes');
      service.catchUp();
      checkRow({ id, ...changes }, 'the changes');
      const updated = service.store.update(id, copyValues(changes));
      // What was to come was drawn, or told, for a row that went on.
      if (isFinal(changes.status)) service.life.setTimeline(id, []);
      return copyOf(updated);
    },
    remove(id) {
      service.store.remove(id);
    },
    timeline(id, steps) {
      service.catchUp();
      // Asked for its error: a timeline of a row that does not exist would never show.
      service.store.update(id, {});
      service.life.setTimeline(id, readSteps(id, steps, clock.now()));
    },
    traffic(traffic) {
      service.catchUp();
      service.life.setTraffic(traffic, clock.now());
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
