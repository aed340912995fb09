import type { Clock } from '../core/clock.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { QuotaStore } from '../quota/quota-store.ts';
import { quotaTime } from '../quota/quota-time.ts';

/** Counts the machines that are written to in an hour. */
export interface GuardBook {
  /** How long until another machine may be counted, in milliseconds; 0 where this one may, or is counted already. */
  wait(machine: string): Promise<number>;
  /** Counts a machine, unless it is counted in this hour. @returns Whether it is counted. */
  count(machine: string): Promise<boolean>;
}

const HOUR = 3600;
const BOOK = 'guardActions';
const once = [{ calls: 1, seconds: HOUR }];

/**
 * Sets up a book in the store of a quota, beside those of the operations: what shares the store shares the count.
 *
 * A store counts places and knows no machines. So each machine has a book of one place: where that is taken, the machine is counted. It is taken only by what
 * holds a place among all, so that two processes at once can refuse too much, and never count too little.
 */
export function createGuardBook(store: QuotaStore, clock: Clock, most: number): GuardBook {
  const { now } = quotaTime(clock)();
  const limits = [{ calls: most, seconds: HOUR }];
  const isCounted = async (machine: string) => ((await store.used(bookOf(machine), once, now()))[0] ?? 0) > 0;
  /** One after the other: two calls for one machine must not both look before either counts. */
  let line: Promise<unknown> = Promise.resolve();
  const inLine = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = line.then(() => asked(work));
    line = turn.catch(() => {});
    return turn;
  };
  return {
    wait: (machine) =>
      inLine(async () => {
        if (await isCounted(machine)) return 0;
        return Math.max(0, (await store.forecast(BOOK, limits, now(), 1)) - now());
      }),
    count: (machine) =>
      inLine(async () => {
        const place = await store.take(BOOK, limits, now());
        if (place === undefined) return isCounted(machine);
        const own = await store.take(bookOf(machine), once, now());
        if (own === undefined) await store.release(BOOK, place);
        else {
          await store.settle(BOOK, place, now());
          await store.settle(bookOf(machine), own, now());
        }
        return true;
      }),
  };
}

const bookOf = (machine: string): string => `${BOOK}/${machine.toLowerCase()}`;

async function asked<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw new DefenderError('QuotaStoreError', 'guardActions: the store of the quota has failed; nothing was sent.', {
      cause,
    });
  }
}
