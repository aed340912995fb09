import { describe, expect, test } from 'vitest';
import { setUp } from '../../test/support/fake-service.ts';
import { answerList, type MovingRow } from '../../test/support/moving-set.ts';
import { exportAll, type MachineActionTypes, type QueryInput } from '../index.ts';

const rowsAt = (...times: readonly string[]) =>
  times.map((creationDateTimeUtc, index): MovingRow => ({ id: `r${index}`, creationDateTimeUtc, status: 'Failed' }));

const everyDay = Array.from({ length: 20 }, (_, index) => `2025-06-${String(index + 1).padStart(2, '0')}T00:00:00Z`);
const crowd = (time: string) => Array.from({ length: 12 }, () => time);

/** How many rows an export gives, each of its checkpoints being read as well. */
async function countOf(rows: readonly MovingRow[], query?: QueryInput<MachineActionTypes>) {
  const { client } = setUp((request) => answerList(rows, request), { quota: false });
  let count = 0;
  for await (const slice of exportAll(client.machineActions, query, { maxPageSize: 5 }).bySlice()) {
    count += slice.rows.length;
    const checkpoint = JSON.parse(JSON.stringify(slice.checkpoint));
    exportAll(client.machineActions, query, { checkpoint });
  }
  return count;
}

describe('an export to the ends of time', () => {
  test.each([
    { le: '9999-12-31T23:59:59.9999999Z' },
    { lt: '9999-12-31T23:59:59-14:00' },
    { ge: '2025-01-01T00:00:00Z', le: '9999-12-31T23:59:59.9999999Z' },
    { ge: '0000-01-01T00:00:00Z' },
    { gt: '0000-01-01T00:00:00+14:00' },
  ])('under the filter %j is complete', async (creationDateTimeUtc) => {
    expect(await countOf(rowsAt(...everyDay), { filter: { creationDateTimeUtc } })).toBe(20);
  });

  test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z'])(
    'with a crowd at %s is complete',
    async (time) => {
      expect(await countOf(rowsAt(...crowd(time), ...everyDay))).toBe(32);
      expect(await countOf(rowsAt(...everyDay, ...crowd(time)))).toBe(32);
    },
  );
});
