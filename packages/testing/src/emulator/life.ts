import { EmulatorError } from '../support/errors.ts';
import { ownOptions } from '../support/own-options.ts';
import type { Change, Consequence, Effects, Surroundings } from '../rows/effects.ts';
import { keyOf, keyText, type Row } from '../rows/row.ts';
import type { Traffic } from '../store/collection.ts';
import { createTimelines } from '../store/timelines.ts';
import type { Tenant, TenantCollection } from './tenant.ts';

/** What happens to the rows of one collection as time goes by. */
export interface Life {
  /** Draws what becomes of a row that has a status to move on from. */
  live(row: Row, now: number): void;
  /** Says what becomes of a row, in place of what was to. */
  setTimeline(key: string, changes: readonly Change[]): void;
  setTraffic(traffic: Traffic | undefined, now: number): void;
}

/** What happens in the tenant as time goes by: rows come, and move on. */
export interface Lives {
  /** Makes everything happen that was due by now, in its order. */
  catchUp(now: number): void;
  of(collection: string): Life;
}

interface OwnLife extends Life {
  /** When something is due next; Infinity where nothing is. */
  nextAt(): number;
  /** Makes happen what is due next. */
  happen(): void;
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

function createLife(
  collection: TenantCollection,
  seed: number,
  start: number,
  follow: (row: Row, at: number) => void,
): OwnLife {
  const { definition, plugIn, random } = collection;
  const { key, final } = definition;
  const lifeCycle = plugIn?.lifeCycle;
  const timelines = createTimelines();
  let gap = 0;
  let nextArrival = Infinity;

  function live(row: Row, now: number): void {
    const own = keyOf(row, key);
    const changes = lifeCycle?.draw(row, own, seed, now) ?? [];
    if (changes.length > 0) timelines.set(own, changes);
  }

  function arrive(): void {
    // Arrivals are spread evenly, at whole milliseconds.
    const now = Math.floor(nextArrival);
    const row = collection.begin({}, now);
    collection.add(row, now);
    live(row, now);
    nextArrival += gap * (0.5 + random.below(1000) / 1000);
  }

  function moveOn(): void {
    const change = timelines.shift();
    const row = change === undefined ? undefined : collection.store.get(change.key);
    // A row that was removed has nothing to come.
    if (change === undefined || row === undefined || final === undefined) return;
    const { status, at } = change;
    const changes = lifeCycle?.changesOf(row, status, at, random) ?? { [final.property]: status };
    follow(collection.store.update(change.key, changes), at);
  }

  if (lifeCycle !== undefined) for (const row of collection.store.listed) live(row, start);

  return {
    live,
    nextAt: () => Math.min(nextArrival, timelines.nextAt),
    happen() {
      if (nextArrival <= timelines.nextAt) arrive();
      else moveOn();
    },
    setTimeline(own, changes) {
      timelines.set(own, changes);
    },
    setTraffic(traffic, now) {
      gap = traffic === undefined ? 0 : readTraffic(traffic);
      nextArrival = traffic === undefined ? Infinity : now + gap;
    },
  };
}

/** A tenant as what happens in it sees it. */
export const surroundingsOf = (tenant: Tenant): Surroundings => ({
  rowsOf: (name) => tenant.get(name)?.store.listed ?? [],
});

/** Starts the life of a tenant: the rows that are on their way move on from there. */
export function startLife(tenant: Tenant, seed: number, start: number, effects: ReadonlyMap<string, Effects>): Lives {
  const around = surroundingsOf(tenant);
  function apply({ collection, key, changes, timeline }: Consequence): void {
    const store = tenant.get(collection)?.store;
    // A row that was removed is beyond all consequences.
    if (changes !== undefined && store?.get(key) !== undefined) store.update(key, changes);
    if (timeline !== undefined) lives.get(collection)?.setTimeline(keyText(key), timeline);
  }
  const lives: ReadonlyMap<string, OwnLife> = new Map(
    [...tenant].map(([name, collection]) => {
      const follow = (row: Row, at: number): void => {
        for (const consequence of effects.get(name)?.consequencesOf(row, at, around) ?? []) apply(consequence);
      };
      return [name, createLife(collection, seed, start, follow)];
    }),
  );
  const all = [...lives.values()];
  return {
    catchUp(now) {
      for (;;) {
        const next = all.reduce<OwnLife | undefined>(
          (soonest, life) => (soonest === undefined || life.nextAt() < soonest.nextAt() ? life : soonest),
          undefined,
        );
        if (next === undefined || next.nextAt() > now || next.nextAt() === Infinity) return;
        next.happen();
      }
    },
    of(name) {
      const life = lives.get(name);
      if (life === undefined) throw new EmulatorError('InvalidOption', `There is no collection '${name}'.`);
      return life;
    },
  };
}
