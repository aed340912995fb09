import { assert, asyncProperty, boolean, constantFrom, integer, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capped } from '../../test/support/capped.ts';
import { rejection, setUp, type SentRequest } from '../../test/support/fake-service.ts';
import { answerList, randomFrom, randomRows, shuffle, type MovingRow } from '../../test/support/moving-set.ts';
import { exportAll, machineActions, type ClientEvent, type ExportCheckpoint, type ExportOptions } from '../index.ts';

const sorted = (ids: readonly string[]) => ids.toSorted();
const isNew = ({ creationDateTimeUtc: at }: MovingRow) => at >= '2025-03-01T00:00:00Z';
const idsOf = (rows: readonly MovingRow[]) => sorted(rows.map(({ id }) => id));

/** A service that answers in an order: the newest first, the oldest first, or another one each time. */
function ordered(rows: MovingRow[], order: 'newest' | 'oldest' | 'none') {
  const random = randomFrom(rows.length);
  const newest = rows.toSorted((a, b) => (a.creationDateTimeUtc < b.creationDateTimeUtc ? 1 : -1));
  if (order === 'oldest') newest.reverse();
  return (request: SentRequest) => answerList(order === 'none' ? shuffle(newest, random) : newest, request);
}

/** What an export gives, and what it has asked and told. */
async function exported(
  answer: (request: SentRequest, index: number) => object,
  options: ExportOptions = {},
  query?: object,
) {
  const events: ClientEvent[] = [];
  const { client, clock, sent } = setUp(answer, { quota: false, onEvent: (event) => events.push(event) });
  const ids: string[] = [];
  const reading = async () => {
    for await (const { id } of exportAll(client.machineActions, query, options)) ids.push(id);
  };
  const error = await clock.run(reading().catch((thrown: unknown) => thrown));
  const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.code] : []));
  return { ids: sorted(ids), sent, warnings, error, client };
}

describe('an export from a service that caps its answers, and links to nothing', () => {
  test.each([
    ['from the start', 0],
    ['from the middle', 3],
  ])('%s has every row, tells of it, and asks for no more from then on', async (_, since) => {
    const rows = randomRows(400, randomFrom(3));
    const { ids, warnings, client, error, sent } = await exported(capped(ordered(rows, 'newest'), { cap: 20, since }), {
      maxPageSize: 50,
    });
    expect([error, ids, warnings]).toEqual([undefined, idsOf(rows), ['PagesCapped']]);
    const { length } = sent;
    await client.machineActions.list().firstPage();
    expect(sent.slice(length).map(({ url }) => url.search)).toEqual(['?$top=20']);
  });

  test('goes on from any checkpoint, or says that rows are missing before it', async () => {
    const rows = randomRows(120, randomFrom(4));
    const outcomes = new Set<string>();
    for (let run = 0; run < 40; run++) {
      const crashAfter = 1 + (run >> 1);
      let calls = 0;
      const answer = capped(ordered(rows, 'newest'), { cap: 10, since: 4 * (run % 2) });
      const counted = (request: SentRequest) => answer(request, calls++);
      const read: string[] = [];
      let checkpoint: ExportCheckpoint | undefined;
      let slices = 0;
      for await (const slice of exportAll(setUp(counted).client.machineActions, undefined, {
        maxPageSize: 25,
      }).bySlice()) {
        read.push(...slice.rows.map(({ id }) => id));
        checkpoint = JSON.parse(JSON.stringify(slice.checkpoint));
        if (++slices === crashAfter) break;
      }
      const { ids, error } = await exported(counted, { checkpoint, maxPageSize: 25 });
      const isWhole = sorted([...read, ...ids]).join(',') === idsOf(rows).join(',');
      outcomes.add(error ? (error as { code: string }).code : isWhole ? 'whole' : 'rows are lost');
    }
    expect(outcomes).toEqual(new Set(['whole', 'ProtocolError']));
  });

  test('is not taken for one because rows arrive', async () => {
    const rows = randomRows(9, randomFrom(5));
    let arrived = 0;
    const { ids, warnings, client, error, sent } = await exported((request, index) => {
      if (index < 4)
        rows.push({ id: `new-${++arrived}`, creationDateTimeUtc: `2027-01-01T00:00:0${arrived}Z`, status: 'Pending' });
      return ordered(rows, 'oldest')(request);
    });
    expect([error, warnings]).toEqual([undefined, []]);
    expect(ids.length).toBeGreaterThanOrEqual(9);
    const { length } = sent;
    await client.machineActions.list().firstPage();
    expect(sent.slice(length).map(({ url }) => url.search)).toEqual([`?$top=${machineActions.top?.maximum}`]);
  });

  test('refuses a checkpoint whose unproven slices are none', async () => {
    const { client } = setUp(() => ({ value: [] }));
    const [whole] = [(await exportAll(client.machineActions).bySlice().next()).value?.checkpoint];
    for (const unproven of [null, 5, [[0, null, null, 'x']], [[1, null, null, 5]], [[0, 'x', null, 5]]])
      expect(() =>
        exportAll(client.machineActions, undefined, { checkpoint: { ...whole, unproven } as never }),
      ).toThrow('This checkpoint was not made by an export of this query');
  });

  test('loses no row and doubles none, whatever the caps, sizes, orders, filters and links are', async () => {
    const inputs = record({
      count: integer({ min: 0, max: 120 }),
      seed: integer({ min: 0, max: 1000 }),
      maxPageSize: integer({ min: 3, max: 30 }),
      cap: integer({ min: 2, max: 40 }),
      since: integer({ min: 0, max: 12 }),
      links: boolean(),
      order: constantFrom('newest', 'oldest', 'none'),
      concurrency: integer({ min: 1, max: 3 }),
      query: option(
        constantFrom(
          { filter: { status: 'Pending' } },
          { filter: { creationDateTimeUtc: { ge: '2025-03-01T00:00:00Z' } } },
        ),
        { nil: undefined },
      ),
    });
    await assert(
      asyncProperty(inputs, async ({ count, seed, maxPageSize, order, concurrency, query, ...capping }) => {
        const rows = randomRows(count, randomFrom(seed));
        const { ids, error } = await exported(
          capped(ordered(rows, order as 'none'), capping),
          { maxPageSize, concurrency },
          query,
        );
        expect(error).toBeUndefined();
        expect(ids).toEqual(idsOf(JSON.stringify(query)?.includes('ge') ? rows.filter(isNew) : rows));
      }),
      { numRuns: 500 },
    );
  }, 120_000);
});

test('an export costs less than a tenth more to prove that no answer was cut off', async () => {
  const rows = randomRows(3000, randomFrom(6));
  const { ids, sent, error } = await exported(ordered(rows, 'newest'), { maxPageSize: 30 });
  expect([error, ids.length]).toEqual([undefined, 3000]);
  const proofs = sent.filter(({ url }) => !url.search.includes('$top=30'));
  expect(proofs.length).toBeGreaterThan(0);
  expect(proofs.length).toBeLessThan(sent.length / 10);
});

test('an export that fails while it proves ends with the error', async () => {
  const { clock, client } = setUp(
    ({ option: of }) => (of('$skip') ? new Error('down') : { value: randomRows(3, randomFrom(1)) }),
    {
      retry: { maxRetries: 0 },
    },
  );
  const reading = (async () => {
    for await (const _ of exportAll(client.machineActions));
  })();
  expect(await clock.run(rejection(reading))).toMatchObject({ code: 'NetworkError' });
  expect(clock.pending).toBe(0);
});
