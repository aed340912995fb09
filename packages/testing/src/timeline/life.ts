import { EmulatorError } from '../errors.ts';
import { guid } from '../random/identifiers.ts';
import { ACTIONS_STREAM, createRandom } from '../random/random.ts';
import { TIMEOUT_AFTER } from '../rows/describe-action.ts';
import { fitAction } from '../rows/fit-action.ts';
import { ownOptions } from '../own-options.ts';
import { actionTypes } from '../rows/known-values.ts';
import type { Row } from '../rows/row.ts';
import type { RowStore } from '../store/store.ts';
import { changesOf } from './status-change.ts';
import { drawSteps, type Change } from './steps.ts';
import { createTimelines } from './timelines.ts';

/** New rows that arrive by themselves. */
export interface Traffic {
  /** How many actions are made in a minute, on average: a number above 0, up to 60,000. */
  readonly perMinute: number;
}

/** What happens in the tenant as time goes by: actions come, and move on. */
export interface Life {
  /** Makes everything happen that was due by now, in its order. */
  catchUp(now: number): void;
  /** Makes up a new action, whole and Pending. */
  newAction(now: number, values: Readonly<Record<string, unknown>>): Row;
  /** Draws the life of a row that has a status to move on from. */
  live(row: Row, now: number): void;
  setTimeline(id: string, changes: readonly Change[]): void;
  setTraffic(traffic: Traffic | undefined, now: number): void;
}

function readTraffic(traffic: Traffic): number {
  const { perMinute }: { readonly perMinute: unknown } = ownOptions('traffic', traffic, ['perMinute']);
  if (typeof perMinute === 'number' && perMinute > 0 && perMinute <= 60_000) return 60_000 / perMinute;
  const found = typeof perMinute === 'number' ? String(perMinute) : JSON.stringify(perMinute);
  throw new EmulatorError(
    'InvalidOption',
    `traffic.perMinute is ${found}; it must be a number above 0 and at most 60000.`,
  );
}

/**
 * Starts the life of a tenant.
 *
 * @param onTheirWay The rows that are on their way when the emulator is made; they move on from there.
 */
export function createLife(store: RowStore, onTheirWay: readonly Row[], seed: number, start: number): Life {
  const timelines = createTimelines();
  const random = createRandom(seed, ACTIONS_STREAM);
  let gap = 0;
  let nextArrival = Infinity;

  function live(row: Row, now: number): void {
    timelines.set(row.id, drawSteps(row.id, row['status'], seed, now));
  }

  function newId(): string {
    // Among a million generated rows, one draw in thousands meets the ID of one of them.
    for (;;) {
      const id = guid(random);
      if (store.get(id) === undefined) return id;
    }
  }

  function newAction(now: number, values: Readonly<Record<string, unknown>>): Row {
    const type = typeof values['type'] === 'string' ? values['type'] : random.pick(actionTypes);
    const status = typeof values['status'] === 'string' ? values['status'] : 'Pending';
    const lasted = status === 'TimeOut' ? TIMEOUT_AFTER : 0;
    return { ...fitAction(values, { id: newId(), type, status, lasted, ended: now }, random) };
  }

  function arrive(): void {
    // Arrivals are spread evenly, at whole milliseconds.
    const now = Math.floor(nextArrival);
    const row = newAction(now, {});
    store.add(row);
    live(row, now);
    nextArrival += gap * (0.5 + random.below(1000) / 1000);
  }

  function moveOn(): void {
    const change = timelines.shift();
    const row = change === undefined ? undefined : store.get(change.id);
    // A row that was removed has nothing to come.
    if (change === undefined || row === undefined) return;
    store.update(change.id, changesOf(row, change.status, change.at, random));
  }

  for (const row of onTheirWay) live(row, start);

  return {
    catchUp(now) {
      for (;;) {
        const next = Math.min(nextArrival, timelines.nextAt);
        if (next > now) return;
        if (nextArrival === next) arrive();
        else moveOn();
      }
    },
    newAction,
    live,
    setTimeline: (id, changes) => {
      timelines.set(id, changes);
    },
    setTraffic(traffic, now) {
      gap = traffic === undefined ? 0 : readTraffic(traffic);
      nextArrival = traffic === undefined ? Infinity : now + gap;
    },
  };
}
