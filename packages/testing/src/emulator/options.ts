import { EmulatorError } from '../support/errors.ts';
import type { GivenCollections } from '../generated/emulated.gen.ts';
import { readQuirks, type QuirkName } from '../quirks/catalogue.ts';
import type { WindowKind } from '../http/quota.ts';
import { ownOptions } from '../support/own-options.ts';
import type { Settings } from './settings.ts';
import type { EmulatorClock } from '../clock/clock.ts';
import { milliseconds, type Duration } from '../clock/duration.ts';
import { definitions } from './definitions.ts';
import { plugIns } from './plug-ins.ts';
import type { RoomOptions } from './rooms.ts';

/** How an emulator is made; everything has a default. */
export interface EmulatorOptions extends GivenCollections {
  /** From what rows, durations and correlation IDs are drawn: a safe integer. Same seed, same run. Default: 1. */
  readonly seed?: number;
  /** The time. Default: a virtual clock that starts at 2026-01-01T00:00:00Z and stands still. */
  readonly clock?: EmulatorClock;
  /** Whether calls are limited as the spec says. `true` is `{ window: 'sliding' }`. Default: false. */
  readonly quota?: boolean | { readonly window?: WindowKind };
  /** Whether a token is needed. Default: false. */
  readonly auth?: boolean;
  /**
   * Whether names of properties in a query must be spelt as the service's documents spell them. Default: false, since the service reads
   * `Status` for `status` (observed): any case where exactly one property fits.
   */
  readonly exactNames?: boolean;
  /** Whether query options are evaluated that were only observed to work, such as `$orderby`. Default: false, they are refused. */
  readonly observed?: boolean;
  /** How long every answer takes, on the emulator's clock. Default: 0. */
  readonly latency?: Duration;
  /** Which reported faults of the service it shows: names, or `'all'`. Default: none. */
  readonly quirks?: 'all' | QuirkName | readonly ('all' | QuirkName)[];
  /** How actions go: what asking twice comes to, how long they take, what scripts, files and packages hold. */
  readonly actions?: RoomOptions;
  /** How many rows a page has at most. Default: the maximum of the list's `$top`. */
  readonly pageSize?: number;
}

const NAMES = [
  'seed',
  'clock',
  'quota',
  'auth',
  'exactNames',
  'observed',
  'latency',
  'quirks',
  'pageSize',
  'actions',
] as const satisfies readonly Exclude<keyof EmulatorOptions, keyof GivenCollections>[];
const invalid = (message: string): EmulatorError => new EmulatorError('InvalidOption', message);

function readSwitch(name: 'auth' | 'exactNames' | 'observed', value: unknown = false): boolean {
  if (typeof value === 'boolean') return value;
  throw invalid(`${name} is ${JSON.stringify(value)}; it must be true or false.`);
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

const readEffects = (actions: object | undefined): Settings['effects'] =>
  new Map(
    [...plugIns.values()].flatMap(({ collection, effects }) => (effects ? [[collection, effects(actions)]] : [])),
  );

function readWindow(quota: EmulatorOptions['quota']): WindowKind | undefined {
  if (quota === undefined || quota === false) return undefined;
  const { window = 'sliding' } = quota === true ? {} : ownOptions('quota', quota, ['window']);
  // From JavaScript anything can come.
  if (window === 'sliding' || window === 'aligned') return window;
  throw invalid(`quota.window is ${JSON.stringify(window)}; it must be 'sliding' or 'aligned'.`);
}

/** The largest page of all lists that have a `$top`. */
const largestPage = Math.max(...definitions.map(({ entitySet }) => entitySet.top?.maximum ?? 0));

/** How an emulator is made, checked: how it behaves, its clock, and the rows that were given, by collection. */
export interface ReadOptions extends Settings {
  readonly clock: EmulatorClock | undefined;
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * Checks the options of an emulator before it is made; rows are checked as they are taken.
 *
 * @param options What was given.
 * @throws EmulatorError `InvalidOption`, `InvalidDuration` or `UnknownQuirk`, naming the option and what is allowed.
 */
export function readSettings(options: EmulatorOptions): ReadOptions {
  for (const name of ['rows', 'count']) {
    // From JavaScript anything can come.
    if (typeof options !== 'object' || options === null || !Object.hasOwn(options, name)) continue;
    const [collection] = definitions;
    throw invalid(`createEmulator takes ${name} by collection, such as { ${collection?.name ?? ''}: { ${name}: … } }.`);
  }
  const names = definitions.map(({ name }) => name) as (keyof GivenCollections)[];
  const own = ownOptions('createEmulator', options, [...names, ...NAMES]);
  // From JavaScript anything can come.
  const clock: Partial<EmulatorClock> | null | undefined = own.clock;
  if (clock !== undefined && !(typeof clock?.now === 'function' && typeof clock.sleep === 'function')) {
    throw invalid('clock must have now() and sleep(ms); createClock() makes one.');
  }
  const pageSize = wholeNumber('pageSize', own.pageSize ?? largestPage, 1);
  if (pageSize > largestPage)
    throw invalid(`pageSize is ${String(pageSize)}; the service's largest page is ${String(largestPage)}.`);
  return {
    seed: wholeNumber('seed', own.seed ?? 1, -Infinity),
    window: readWindow(own.quota),
    auth: readSwitch('auth', own.auth),
    exactNames: readSwitch('exactNames', own.exactNames),
    observed: readSwitch('observed', own.observed),
    latency: readLatency(own.latency),
    quirks: readQuirks(own.quirks === undefined ? [] : own.quirks),
    pageSize,
    effects: readEffects(own.actions),
    clock: own.clock,
    given: own as unknown as Readonly<Record<string, unknown>>,
  };
}
