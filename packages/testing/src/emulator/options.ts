import { EmulatorError } from '../errors.ts';
import { readQuirks, type QuirkName } from '../quirks/catalogue.ts';
import type { WindowKind } from '../quota/quota.ts';
import { ownOptions } from '../own-options.ts';
import type { RowInput } from '../rows/row.ts';
import type { Settings } from '../service/settings.ts';
import type { EmulatorClock } from '../time/clock.ts';
import { milliseconds, type Duration } from '../time/duration.ts';

/** How an emulator is made; everything has a default. */
export interface EmulatorOptions {
  /** The rows of the tenant. Default: the examples of the service's documents, unless `count` asks for generated rows. */
  readonly rows?: Iterable<RowInput>;
  /** From what rows, durations and correlation IDs are drawn: a safe integer. Same seed, same run. Default: 1. */
  readonly seed?: number;
  /** How many rows to generate, instead of `rows`. */
  readonly count?: number;
  /** The time. Default: a virtual clock that starts at 2026-01-01T00:00:00Z and stands still. */
  readonly clock?: EmulatorClock;
  /** Whether calls are limited as the spec says. `true` is `{ window: 'sliding' }`. Default: false. */
  readonly quota?: boolean | { readonly window?: WindowKind };
  /** Whether a token is needed. Default: false. */
  readonly auth?: boolean;
  /** How long every answer takes, on the emulator's clock. Default: 0. */
  readonly latency?: Duration;
  /** Which reported faults of the service it shows: names, or `'all'`. Default: none. */
  readonly quirks?: 'all' | QuirkName | readonly ('all' | QuirkName)[];
  /** How many rows a page has at most. Default: the maximum of `$top`, 10,000. */
  readonly pageSize?: number;
}

const NAMES = [
  'rows',
  'seed',
  'count',
  'clock',
  'quota',
  'auth',
  'latency',
  'quirks',
  'pageSize',
] as const satisfies readonly (keyof EmulatorOptions)[];
const invalid = (message: string): EmulatorError => new EmulatorError('InvalidOption', message);

function readAuth(auth: unknown = false): boolean {
  if (typeof auth === 'boolean') return auth;
  throw invalid(`auth is ${JSON.stringify(auth)}; it must be true or false.`);
}

function wholeNumber(name: string, value: number, minimum: number): number {
  if (Number.isSafeInteger(value) && value >= minimum) return value;
  throw invalid(
    `${name} is ${typeof value === 'number' ? String(value) : JSON.stringify(value)}; it must be a whole number${Number.isFinite(minimum) ? `, ${String(minimum)} or more` : ''}.`,
  );
}

/** The longest that a timer waits: Int32. */
const LONGEST_WAIT = 2_147_483_647;

function readLatency(latency: Duration = 0): number {
  const ms = milliseconds(latency, 'latency');
  if (ms <= LONGEST_WAIT) return ms;
  throw invalid(
    `latency is ${JSON.stringify(latency)}; an answer can take ${String(LONGEST_WAIT)} ms at most, some 24 days.`,
  );
}

function readWindow(quota: EmulatorOptions['quota']): WindowKind | undefined {
  if (quota === undefined || quota === false) return undefined;
  const { window = 'sliding' } = quota === true ? {} : ownOptions('quota', quota, ['window']);
  // From JavaScript anything can come.
  if (window === 'sliding' || window === 'aligned') return window;
  throw invalid(`quota.window is ${JSON.stringify(window)}; it must be 'sliding' or 'aligned'.`);
}

/** @throws EmulatorError `InvalidOption` for what is no object of options, and for options that there are none of. */
export const readOptions = (given: EmulatorOptions): EmulatorOptions => ownOptions('createEmulator', given, NAMES);

/**
 * Checks the options of an emulator, all of them, before it is made.
 *
 * @param options What was given.
 * @param pageLimit The largest page that the spec allows.
 * @throws EmulatorError `InvalidOption`, `InvalidDuration` or `UnknownQuirk`, naming the option and what is allowed.
 */
export function readSettings(options: EmulatorOptions, pageLimit: number): Settings {
  if (options.rows !== undefined && options.count !== undefined) {
    throw invalid('createEmulator got rows and count: give rows of your own, or have them generated.');
  }
  if (options.count !== undefined) wholeNumber('count', options.count, 0);
  // From JavaScript anything can come.
  const clock: Partial<EmulatorClock> | null | undefined = options.clock;
  if (clock !== undefined && !(typeof clock?.now === 'function' && typeof clock.sleep === 'function')) {
    throw invalid('clock must have now() and sleep(ms); createClock() makes one.');
  }
  const pageSize = wholeNumber('pageSize', options.pageSize ?? pageLimit, 1);
  if (pageSize > pageLimit)
    throw invalid(`pageSize is ${String(pageSize)}; the service's largest page is ${String(pageLimit)}.`);
  return {
    seed: wholeNumber('seed', options.seed ?? 1, -Infinity),
    window: readWindow(options.quota),
    auth: readAuth(options.auth),
    latency: readLatency(options.latency),
    quirks: readQuirks(options.quirks === undefined ? [] : options.quirks),
    pageSize,
  };
}
