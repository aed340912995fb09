import type { QueryObject } from '@defender-odata/query-builder';
import { array, assert, asyncProperty, bigInt, boolean, integer } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setUp, type SentRequest } from '../../test/support/fake-service.ts';
import { answerList, randomFrom, shuffle, START, type MovingRow } from '../../test/support/moving-set.ts';
import { hour } from '../../test/support/spec.ts';
import { exportAll, fromTicks, type ExportProgress, type MachineActionTypes } from '../index.ts';

const MINUTE = 600_000_000n;
const orders = ['newest first', 'oldest first', 'in no order'] as const;

function rowsAt(times: readonly bigint[], order: (typeof orders)[number]): MovingRow[] {
  const sign = order === 'newest first' ? -1 : 1;
  const rows = times
    .toSorted((a, b) => sign * Number(a - b))
    .map((at, index): MovingRow => ({ id: `${index}`, creationDateTimeUtc: fromTicks(START + at), status: 'Failed' }));
  return order === 'in no order' ? shuffle(rows, randomFrom(rows.length)) : rows;
}

const evenly = (count: number): bigint[] => Array.from({ length: count }, (_, index) => BigInt(index) * MINUTE);

interface Set {
  readonly rows: readonly MovingRow[];
  readonly maxPageSize: number;
  readonly callMs?: number;
  readonly concurrency?: number;
  readonly filter?: NonNullable<QueryObject<MachineActionTypes>['filter']>;
  readonly hasQuota?: boolean;
  /** Answers a call instead of the set. */
  readonly instead?: (request: SentRequest) => Error | undefined;
}

/** Exports a set from a service that takes its time, and gives what was told, and when. */
async function progressOf({
  rows,
  maxPageSize,
  callMs = 1000,
  concurrency = 1,
  filter,
  hasQuota = false,
  instead,
}: Set) {
  const { client, clock, sent } = setUp(
    async (request) => {
      await clock.sleep(callMs);
      return instead?.(request) ?? answerList(rows, request);
    },
    { ...(!hasQuota && { quota: false }), retry: { maxRetries: 0 } },
  );
  const steps: (ExportProgress & { readonly at: number })[] = [];
  const options = {
    maxPageSize,
    concurrency,
    onProgress: (step: ExportProgress) => void steps.push({ ...step, at: clock.now() }),
  };
  const start = clock.now();
  let count = 0;
  await clock.run(
    (async () => {
      for await (const _ of exportAll(client.machineActions, filter ? { filter } : undefined, options)) count++;
    })(),
  );
  const end = steps.at(-1)?.at ?? NaN;
  /** By how much the estimates of all steps but the first few are wrong at most, as a part of the whole time. */
  const error = (from = 0) =>
    Math.max(
      ...steps
        .filter(({ at }) => at - start >= from * (end - start))
        .map(({ estimatedEnd = Infinity }) => Math.abs(estimatedEnd - end) / (end - start)),
    );
  return { steps, count, sent, start, end, error };
}

/** Whether a call asks how far the rows reach. */
const isLook = (request: SentRequest) => request.option('$top') === '1' && request.option('$skip') === null;

describe('the estimated end of an export', () => {
  test.each(orders)(
    'is told from the first slice on, whatever the set, %s, and never lies in the past',
    async (order) => {
      await assert(
        asyncProperty(
          array(bigInt({ min: 0n, max: 100_000n * MINUTE }), { minLength: 1, maxLength: 300 }),
          integer({ min: 3, max: 20 }),
          integer({ min: 1, max: 4 }),
          boolean(),
          async (times, maxPageSize, concurrency, isFiltered) => {
            const { steps, count } = await progressOf({
              rows: rowsAt(times, order),
              maxPageSize,
              concurrency,
              ...(isFiltered && { filter: { status: 'Failed' } }),
            });
            expect(count).toBe(times.length);
            for (const { estimatedEnd, at } of steps) {
              expect(Number.isFinite(estimatedEnd)).toBe(true);
              expect(estimatedEnd).toBeGreaterThanOrEqual(at);
            }
            expect(steps.at(-1)).toMatchObject({ slicesLeft: 0, estimatedEnd: steps.at(-1)?.at });
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  test.each(orders)(
    'of an even set, %s, is right by a third from the start, and by a tenth towards the end',
    async (order) => {
      const set = { rows: rowsAt(evenly(5000), order), maxPageSize: 50 };
      const { error } = await progressOf(set);
      expect(error()).toBeLessThan(1 / 3);
      expect(error(0.8)).toBeLessThan(0.1);
    },
  );

  test('knows the quota: a window of an hour that is not full yet will be', async () => {
    const pages = hour.calls + 100;
    const { steps, error, start, end } = await progressOf({
      rows: rowsAt(evenly(pages * 3), 'newest first'),
      maxPageSize: 4,
      hasQuota: true,
      callMs: 100,
    });
    expect(end - start).toBeGreaterThan(hour.seconds * 1000);
    const early = steps[100];
    // The whole hour is not known from the beginning: a twentieth of it has passed.
    expect(early?.at).toBeLessThan(start + hour.seconds * 50);
    expect(early?.estimatedEnd).toBeGreaterThan(start + hour.seconds * 900);
    expect(error(0.1)).toBeLessThan(1 / 3);
  });

  test('costs some calls for one row each, and none where nobody listens or the filter says how far back it reaches', async () => {
    const looked = ({ sent }: Awaited<ReturnType<typeof progressOf>>) => sent.filter(isLook).length;
    for (const [pages, most] of [
      [2, 1],
      [30, 7],
      [300, 12],
    ] as const) {
      const rows = rowsAt(evenly(pages * 5), 'newest first');
      expect(looked(await progressOf({ rows, maxPageSize: 6 }))).toBeLessThanOrEqual(most);
      const filter = { creationDateTimeUtc: { ge: rows.at(-1)?.creationDateTimeUtc ?? '' } };
      const bounded = await progressOf({ rows, maxPageSize: 6, filter });
      expect(looked(bounded)).toBe(0);
      expect(bounded.error()).toBeLessThan(1 / 2);
    }
    const { client, clock, sent } = setUp((request) => answerList(rowsAt(evenly(150), 'newest first'), request));
    await clock.run(
      (async () => {
        for await (const _ of exportAll(client.machineActions, undefined, { maxPageSize: 6 }));
      })(),
    );
    expect(sent.filter(isLook)).toEqual([]);
  });

  test('is left out where looking for it fails, and the export goes on', async () => {
    const { steps, count } = await progressOf({
      rows: rowsAt(evenly(100), 'newest first'),
      maxPageSize: 10,
      instead: (request) => (isLook(request) ? new Error('no') : undefined),
    });
    expect(count).toBe(100);
    expect(steps[0]?.estimatedEnd).toBeUndefined();
    expect(steps.at(-1)?.estimatedEnd).toBe(steps.at(-1)?.at);
  });
});
