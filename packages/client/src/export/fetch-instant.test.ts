import { describe, expect, test } from 'vitest';
import { setUp, type SentRequest } from '../../test/support/fake-service.ts';
import { answerList, randomFrom, shuffle, type MovingRow } from '../../test/support/moving-set.ts';
import { exportAll } from '../index.ts';

const query = { filter: { status: 'Pending' } };

/** Rows of one instant, or of several that follow each other. */
const pendingRows = (count: number, instants = 1): MovingRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    creationDateTimeUtc: `2025-06-01T00:00:00.123456${index % instants}Z`,
    status: 'Pending',
  }));

/** A row before or after those. */
const quietRow = (creationDateTimeUtc: string, index: number) => ({
  id: `${index}`,
  creationDateTimeUtc,
  status: 'Pending',
});

/** The IDs that an export of what is pending gives. */
async function exported(answer: (request: SentRequest) => object, maxPageSize: number) {
  const { client, clock, sent } = setUp(answer, { quota: false });
  const ids: string[] = [];
  const reading = async () => {
    for await (const { id } of exportAll(client.machineActions, query, { maxPageSize, concurrency: 1 })) ids.push(id);
  };
  const error = await clock.run(reading().catch((thrown: unknown) => thrown));
  return { ids, sent, error };
}

describe('an instant that holds more rows than an answer', () => {
  test('loses no row because another one leaves and the rest moves up', async () => {
    const rows = pendingRows(40);
    let readings = 0;
    const { ids } = await exported((request) => {
      const answer = answerList(rows, request);
      const isInstant = /1234560Z.*1234561Z/.test(request.option('$filter') ?? '');
      // After the first page of the first reading; the page before it only found that the instant is full.
      if (isInstant && !request.option('$skip') && ++readings === 2 && rows[0]) rows[0].status = 'Succeeded';
      return answer;
    }, 11);
    expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  });

  test('is read until it is complete, while rows leave, in an order that stays and in one that does not', async () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = randomFrom(seed);
      const rows = pendingRows(60, 2);
      const { ids, error } = await exported((request) => {
        const leaving = rows[Math.floor(random() * rows.length)];
        if (random() < 0.3 && leaving) leaving.status = 'Succeeded';
        if (seed % 2) shuffle(rows, random);
        return answerList(rows, request);
      }, 10);
      expect(error).toBeUndefined();
      expect(new Set(ids).size, `seed ${seed} doubles rows`).toBe(ids.length);
      const lost = rows.filter(({ id, status }) => status === 'Pending' && !ids.includes(id));
      expect(lost, `seed ${seed} loses rows`).toEqual([]);
    }
  });

  test('takes two readings where nothing moves', async () => {
    const { ids, sent } = await exported((request) => answerList(pendingRows(25), request), 10);
    expect(ids).toHaveLength(25);
    expect(sent.filter((request) => request.option('$skip') === '20')).toHaveLength(2);
  });

  test('is found in a few calls, however long it was quiet before and after it', async () => {
    const quiet = ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'].map(quietRow);
    const rows = [...quiet, ...pendingRows(25)];
    for (const all of [rows, rows.toReversed()]) {
      const { ids, sent } = await exported((request) => answerList(all, request), 10);
      expect(ids).toHaveLength(27);
      expect(sent.length).toBeLessThan(16);
    }
  });

  test('ends in an error where the service ignores $skip', async () => {
    const { error, sent } = await exported((request) => {
      const { value } = answerList(pendingRows(5), {
        ...request,
        option: (name) => (name === '$skip' ? null : request.option(name)),
      });
      return { value };
    }, 5);
    expect(error).toMatchObject({ code: 'PagingLoop' });
    expect(sent.length).toBeLessThan(40);
  });

  test('ends in an error where no reading is whole', async () => {
    // Each page begins with the same row: there is always one that was not seen.
    const { error } = await exported((request) => {
      const { value } = answerList(pendingRows(12), request);
      return { value: value.map((row, index) => (index ? row : { ...row, id: 'r0' })) };
    }, 5);
    expect(error).toMatchObject({ code: 'PagingLoop', message: expect.stringContaining('50 readings') });
  });
});
