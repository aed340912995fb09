import { fromTicks, toTicks } from '../../src/index.ts';
import type { SentRequest } from './fake-service.ts';

/** One row of a set. */
export interface MovingRow {
  readonly id: string;
  readonly creationDateTimeUtc: string;
  status: string;
}

/** A generator of numbers that gives the same ones for the same seed (mulberry32): from 0 to below 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other] as Item, items[index] as Item];
  }
  return items;
}

const known = new Map<string, bigint>();

/** The instant of a timestamp, remembered: the same ones are asked for again and again. */
export function ticksOf(text: string): bigint {
  let ticks = known.get(text);
  if (ticks === undefined) known.set(text, (ticks = toTicks(text)));
  return ticks;
}

/** Answers a list request as the service would: the bounds on the creation time, `$skip`, `$top`; in the order that is given. */
export function answerList(rows: readonly MovingRow[], request: SentRequest): { value: MovingRow[] } {
  const filter = request.option('$filter') ?? '';
  const bounds = (operator: string): bigint[] =>
    [...filter.matchAll(new RegExp(`creationDateTimeUtc ${operator} (\\S+)`, 'g'))].map(([, text]) =>
      ticksOf(text ?? ''),
    );
  const from = bounds('ge').reduce((a, b) => (a > b ? a : b), -(1n << 64n));
  const to = bounds('lt').reduce((a, b) => (a < b ? a : b), 1n << 64n);
  const status = /status eq '(\w+)'/.exec(filter)?.[1];
  const matching = rows.filter((row) => {
    const at = ticksOf(row.creationDateTimeUtc);
    return at >= from && at < to && (!status || row.status === status);
  });
  const skip = Number(request.option('$skip') ?? 0);
  return { value: matching.slice(skip, skip + Number(request.option('$top') ?? Infinity)).map((row) => ({ ...row })) };
}

const YEAR = 365n * 86_400n * 10_000_000n;
export const START = toTicks('2025-01-01T00:00:00Z');

/** Rows at random times of a year, in bursts, with quiet times, and some at the same instant. */
export function randomRows(count: number, random: () => number, prefix = 'row'): MovingRow[] {
  const burst = BigInt(Math.floor(random() * 1e6));
  return Array.from({ length: count }, (_, index) => {
    const kind = random();
    const at =
      kind < 0.08
        ? burst * 10_000_000n
        : kind < 0.5
          ? burst * 10_000_000n + BigInt(Math.floor(random() * 1000))
          : BigInt(Math.floor(random() * 1e9)) * (YEAR / 1_000_000_000n);
    return {
      id: `${prefix}-${index}`,
      creationDateTimeUtc: fromTicks(START + at).replace(/\.?0+Z$/, 'Z'),
      status: 'Pending',
    };
  });
}

/** A set that moves at every call: rows arrive, change, and come in another order. */
export function movingService(seed: number, count: number) {
  const random = randomFrom(seed);
  const rows = randomRows(count, random);
  const atStart = rows.map(({ id }) => id);
  /** 1: newest first, -1: oldest first, 0: another one at every call. */
  const order = (seed % 3) - 1;
  let arrived = 0;
  const answer = (request: SentRequest) => {
    if (random() < 0.3) {
      const newest = START + YEAR + BigInt(++arrived);
      rows.unshift({ id: `new-${arrived}`, creationDateTimeUtc: fromTicks(newest), status: 'Pending' });
    }
    const changing = rows[Math.floor(random() * rows.length)];
    if (changing) changing.status = 'Succeeded';
    if (order) rows.sort((a, b) => order * Number(ticksOf(b.creationDateTimeUtc) - ticksOf(a.creationDateTimeUtc)));
    else shuffle(rows, random);
    return answerList(rows, request);
  };
  // A status never goes back.
  const stillPending = () => rows.flatMap(({ id, status }) => (status === 'Pending' ? [id] : []));
  return { answer, atStart, stillPending, random };
}
