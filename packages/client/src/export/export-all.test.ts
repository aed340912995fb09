import type { Query } from '@defender-odata/query-builder';
import { describe, expect, test } from 'vitest';
import { rejection, setUp } from '../../test/support/fake-service.ts';
import {
  answerList,
  movingService,
  randomFrom,
  randomRows,
  shuffle,
  START,
  type MovingRow,
} from '../../test/support/moving-set.ts';
import { largestPage } from '../../test/support/spec.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import {
  exportAll,
  fromTicks,
  plan,
  Quota,
  type ExportCheckpoint,
  type ExportProgress,
  type MachineActionTypes,
} from '../index.ts';

const checkpointWith = (change: object) =>
  ({ version: 1, query: '', pending: [], rows: 0, ...change }) as ExportCheckpoint;

describe('an export', () => {
  test('of what fits into one answer is one call, and one for the row behind it', async () => {
    const { client, sent } = setUp((request) => answerList(randomRows(9, randomFrom(1)), request));
    const rows: unknown[] = [];
    for await (const row of exportAll(client.machineActions)) rows.push(row);
    expect(sent.map(({ url }) => url.search)).toEqual([`?$top=${largestPage}`, '?$top=1&$skip=9']);
    expect(rows).toHaveLength(9);
  });

  test('of nothing is one call', async () => {
    const { client, sent } = setUp(() => ({ value: [] }));
    expect(await exportAll(client.machineActions).next()).toMatchObject({ done: true });
    expect(sent).toHaveLength(1);
  });

  test('spends few calls on an even set: less than twice the least', async () => {
    const rows = Array.from({ length: 5000 }, (_, index): MovingRow => ({
      id: `${index}`,
      creationDateTimeUtc: fromTicks(START + BigInt(index) * 600_000_000n),
      status: 'Failed',
    }));
    const { client, clock, sent } = setUp((request) => answerList(rows.toReversed(), request));
    let count = 0;
    await clock.run(
      (async () => {
        for await (const { rows: some } of exportAll(client.machineActions, undefined, { maxPageSize: 50 }).bySlice())
          count += some.length;
      })(),
    );
    expect(count).toBe(5000);
    expect(sent.length).toBeLessThan(200);
  });

  describe.each([
    ['newest first', 1.5, 3.5],
    ['oldest first', 1.5, 3.5],
    ['in no order', 2, 3.5],
  ])('of rows that come %s', (order, even, inBursts) => {
    const random = randomFrom(1);
    test.each([
      ['evenly spread', even, (index: number) => BigInt(index) * 600_000_000n],
      [
        'in bursts of an hour every other day',
        inBursts,
        (index: number) => BigInt(index % 30) * 1_728_000_000_000n + BigInt(Math.floor(random() * 36_000_000_000)),
      ],
    ])('%s takes at most %d times the least number of calls', async (_, most, at) => {
      const rows = Array.from({ length: 10_000 }, (__, index): MovingRow => ({
        id: `${index}`,
        creationDateTimeUtc: fromTicks(START + at(index)),
        status: 'Failed',
      })).toSorted((a, b) => (a.creationDateTimeUtc < b.creationDateTimeUtc ? -1 : 1));
      if (order === 'newest first') rows.reverse();
      const { client, sent } = setUp(
        (request) => answerList(order === 'in no order' ? shuffle(rows, random) : rows, request),
        { quota: false },
      );
      let count = 0;
      for await (const slice of exportAll(client.machineActions, undefined, { maxPageSize: 100 }).bySlice())
        count += slice.rows.length;
      expect(count).toBe(10_000);
      expect(sent.length / 100).toBeLessThan(most);
    });
  });

  test('that needs no slices reads rows of whatever keys', async () => {
    const { client } = setUp(() => ({ value: [{ id: 'a' }] }));
    expect(await exportAll(client.machineActions).next()).toEqual({ done: false, value: { id: 'a' } });
  });

  test('reads an instant that holds more rows than an answer, in whatever order they come', async () => {
    const random = randomFrom(5);
    const rows = Array.from({ length: 40 }, (_, index): MovingRow => ({
      id: `${index}`,
      creationDateTimeUtc: '2025-06-01T00:00:00.1234567Z',
      status: 'Failed',
    }));
    const { client, clock } = setUp((request) => answerList(shuffle(rows, random), request), { quota: false });
    const ids: string[] = [];
    await clock.run(
      (async () => {
        for await (const { id } of exportAll(client.machineActions, undefined, { maxPageSize: 11 })) ids.push(id);
      })(),
    );
    expect(ids.toSorted((a, b) => Number(a) - Number(b))).toEqual(rows.map((_, index) => String(index)));
  });

  test('begins and ends where the filter does, and keeps the filter', async () => {
    const { client, clock, sent } = setUp(() => ({ value: [] }));
    const query = {
      filter: { status: 'Failed', creationDateTimeUtc: { ge: '2025-01-01T00:00:00Z', lt: '2025-02-01T00:00:00Z' } },
    };
    await clock.run(
      (async () => {
        for await (const _ of exportAll(client.machineActions, query));
      })(),
    );
    expect(sent.map((request) => request.option('$filter'))).toEqual([
      "status eq 'Failed' and creationDateTimeUtc ge 2025-01-01T00:00:00Z and creationDateTimeUtc lt 2025-02-01T00:00:00Z and creationDateTimeUtc ge 2025-01-01T00:00:00.0000000Z and creationDateTimeUtc lt 2025-02-01T00:00:00.0000001Z",
    ]);
  });

  test('tells a checkpoint once its rows were taken, and how far it is', async () => {
    const { answer } = movingService(4, 60);
    const { client, clock } = setUp(answer, { quota: false });
    const told: string[] = [];
    const progress: ExportProgress[] = [];
    await clock.run(
      (async () => {
        const options = {
          maxPageSize: 10,
          onCheckpoint: async ({ rows }: ExportCheckpoint) => void told.push(`checkpoint ${rows}`),
          onProgress: (step: ExportProgress) => void progress.push(step),
        };
        let taken = 0;
        for await (const _ of exportAll(
          client.machineActions,
          { filter: { creationDateTimeUtc: { ge: '2025-01-01T00:00:00Z', lt: '2027-01-01T00:00:00Z' } } },
          options,
        )) {
          taken++;
          told.push(`row ${taken}`);
        }
      })(),
    );
    const rowBefore = (entry: string) =>
      Number(/\d+/.exec(told.slice(0, told.indexOf(entry)).findLast((line) => line.startsWith('row')) ?? '0'));
    for (const entry of told.filter((line) => line.startsWith('checkpoint')))
      expect(rowBefore(entry)).toBe(Number(entry.slice(11)));
    const last = progress.at(-1);
    expect(last).toMatchObject({ slicesLeft: 0, quotaWaitMs: 0, estimatedEnd: clock.now() });
    expect(last?.calls).toBeGreaterThan(6);
  });

  test('lets other calls go first, whether its priority is left out or undefined', async () => {
    const quota = new Quota({ clock: new VirtualClock() });
    const priorities: unknown[] = [];
    const reserve: Quota['reserve'] = (name, options) => {
      priorities.push(options?.priority);
      return Quota.prototype.reserve.call(quota, name, options);
    };
    const { client } = setUp(() => ({ value: [] }), { quota: Object.assign(quota, { reserve }) });
    for (const options of [{}, { priority: undefined as never }, { priority: 'high' } as const])
      await exportAll(client.machineActions, undefined, options).next();
    expect(priorities).toEqual(['low', 'low', 'high']);
  });

  test.each([
    ['top', (q) => q.top(5)],
    ['skip', (q) => q.skip(5)],
    ['orderBy', (q) => q.withObserved().orderBy('creationDateTimeUtc')],
    ['count', (q) => q.withObserved().count()],
    ['top, count', (q) => q.withObserved().count().top(0)],
  ] as readonly [string, (query: Query<MachineActionTypes>) => Query<MachineActionTypes>][])(
    'refuses a query with %s before any call, and takes it for a list',
    async (names, query) => {
      const { client, sent } = setUp(() => ({ value: [] }));
      expect(() => exportAll(client.machineActions, query)).toThrow(`leave out ${names}, or use list.`);
      expect(sent).toEqual([]);
      await expect(client.machineActions.list(query).toArray()).resolves.toEqual([]);
      expect(plan(client.machineActions, query).calls).toBe(1);
    },
  );

  test('takes a query that skips nothing', async () => {
    const { client } = setUp(() => ({ value: [] }));
    await expect(exportAll(client.machineActions, { skip: 0 }).next()).resolves.toMatchObject({ done: true });
  });

  test('refuses a checkpoint of another query, and what is none', () => {
    const { client } = setUp(() => ({ value: [] }));
    for (const odd of [
      checkpointWith({}),
      checkpointWith({ version: 2 }),
      {} as never,
      'text' as never,
      checkpointWith({ pending: [[0, 'x', null]] }),
      null as never,
      '' as never,
      false as never,
      0 as never,
    ])
      expect(() => exportAll(client.machineActions, undefined, { checkpoint: odd })).toThrow(
        'This checkpoint was not made by an export of this query',
      );
  });

  test('does not take rows that its filter leaves out, from a service that ignores the filter', async () => {
    const rows = randomRows(50, randomFrom(9));
    const { client, clock } = setUp((request) => ({ value: rows.slice(0, Number(request.option('$top'))) }));
    const error = await clock.run(
      rejection(
        (async () => {
          for await (const _ of exportAll(client.machineActions, undefined, { maxPageSize: 10 }));
        })(),
      ),
    );
    expect(error).toMatchObject({ code: 'ProtocolError' });
  });

  test('gives up its calls when nobody reads on, and when it is aborted', async () => {
    const { answer } = movingService(6, 200);
    const { client, clock } = setUp(answer);
    await clock.run(
      (async () => {
        for await (const _ of exportAll(client.machineActions, undefined, { maxPageSize: 5 })) break;
      })(),
    );
    expect(clock.pending).toBe(0);
    const controller = new AbortController();
    const error = await clock.run(
      rejection(
        (async () => {
          for await (const _ of exportAll(client.machineActions, undefined, {
            maxPageSize: 5,
            abortSignal: controller.signal,
          }))
            controller.abort();
        })(),
      ),
    );
    expect(error).toMatchObject({ code: 'Aborted' });
    expect(clock.pending).toBe(0);
  });
});
