import { describe, expect, test } from 'vitest';
import { setUp } from '../../test/support/fake-service.ts';
import { answerList, START } from '../../test/support/moving-set.ts';
import { hour, largestPage, leastMs, minute, withText } from '../../test/support/spec.ts';
import {
  exportAll,
  fromTicks,
  plan,
  Quota,
  type DefenderClient,
  type MachineActionTypes,
  type QueryInput,
} from '../index.ts';

const [MINUTE, HOUR] = [minute.seconds * 1000, hour.seconds * 1000];

const allOf = async (client: DefenderClient, query: QueryInput<MachineActionTypes>) => {
  for await (const _ of exportAll(client.machineActions, query));
};

describe('a plan', () => {
  test.each([
    [0, 1, 0],
    [largestPage, 1, 0],
    [largestPage + 1, 2, 0],
    [largestPage * minute.calls, minute.calls, 0],
    [largestPage * minute.calls + 1, minute.calls + 1, MINUTE],
    [largestPage * hour.calls, hour.calls, leastMs(hour.calls, minute)],
    [largestPage * hour.calls + 1, hour.calls + 1, HOUR],
    [largestPage * hour.calls * 2, hour.calls * 2, HOUR + leastMs(hour.calls, minute)],
  ])('for %i rows is %i calls in %i ms at least, and sends nothing', (rows, calls, least) => {
    const { client, sent } = setUp(() => ({ value: [] }));
    expect(plan(client.machineActions, undefined, { rows })).toMatchObject({ parts: 1, calls, leastMs: least });
    expect(sent).toEqual([]);
  });

  test('knows top, the length of the URL and the parts it is split into', () => {
    const { client } = setUp(() => ({ value: [] }));
    expect(plan(client.machineActions, { top: 5 }, { rows: 1_000_000 }).calls).toBe(1);
    expect(plan(client.machineActions).urlLength).toBe(
      `https://api.security.microsoft.com/api/machineactions?$top=${largestPage}`.length,
    );
    const ids = Array.from(
      { length: 1000 },
      (_, index) => `2e9da30d-27f6-4208-81f2-${String(index).padStart(12, '0')}`,
    );
    const split = plan(client.machineActions, { filter: { id: { in: ids } } });
    expect(split.parts).toBeGreaterThan(4);
    expect(split.calls).toBe(split.parts);
    expect(split.urlLength).toBeLessThanOrEqual(8000);
  });

  test.each([
    [{ limits: [{ calls: 40, seconds: 60 }] }, leastMs(hour.calls - 1, { calls: 40, seconds: 60 })],
    [{ limits: [] }, 0],
  ])('counts the time by the quota that the client has: %j', (limits, ofOwn) => {
    const rows = largestPage * (hour.calls - 1);
    const { client, clock } = setUp(() => ({ value: [] }));
    const quota = new Quota({ ...limits, clock });
    const { client: own } = setUp(() => ({ value: [] }), { quota });
    expect(plan(own.machineActions, undefined, { rows }).leastMs).toBe(ofOwn);
    expect(plan(client.machineActions, undefined, { rows }).leastMs).toBe(leastMs(hour.calls - 1, minute));
    const { client: free } = setUp(() => ({ value: [] }), { quota: false });
    expect(plan(free.machineActions, undefined, { rows }).leastMs).toBe(0);
  });

  test('is what an export sends: its parts, its calls, its longest URL', async () => {
    for (let count = 150; count < 260; count++) {
      const ids = Array.from(
        { length: count },
        (_, index) => `2e9da30d-27f6-4208-81f2-${String(index).padStart(12, '0')}`,
      );
      const { client, sent } = setUp(() => ({ value: [] }));
      const creationDateTimeUtc = { ge: '2025-01-01T00:00:00Z' };
      const query: QueryInput<MachineActionTypes> = {
        filter: { id: { in: ids }, ...(count % 2 && { creationDateTimeUtc }) },
      };
      await allOf(client, query);
      const { parts, calls, urlLength } = plan(client.machineActions, query);
      expect([parts, calls, urlLength]).toEqual([
        sent.length,
        sent.length,
        Math.max(...sent.map(({ url }) => url.href.length)),
      ]);
    }
  });

  test('counts the bounds of slices where there will be some, and refuses what leaves no room for them', async () => {
    const rows = Array.from({ length: largestPage + 1 }, (_, index) => ({
      id: `${index}`,
      creationDateTimeUtc: fromTicks(START + BigInt(index >> 1)),
      status: 'Failed',
    }));
    const { client, clock, sent } = setUp((request) => answerList(rows, request));
    const query = withText('x');
    const { urlLength } = plan(client.machineActions, query, { rows: rows.length });
    await clock.run(allOf(client, query));
    const longest = Math.max(...sent.map(({ url }) => url.href.length));
    expect(urlLength).toBeGreaterThanOrEqual(longest);
    expect(urlLength - longest).toBeLessThan(20);
    const tooLong = withText('x'.repeat(7800));
    expect(() => exportAll(client.machineActions, tooLong)).toThrow(expect.objectContaining({ code: 'UrlTooLong' }));
    expect(() => plan(client.machineActions, tooLong)).toThrow(expect.objectContaining({ code: 'UrlTooLong' }));
    expect(plan(client.machineActions, { ...tooLong, top: 5 }).parts).toBe(1);
  });

  test('refuses an option that there is not', () => {
    const { client } = setUp(() => ({ value: [] }));
    const misspelt = { row: 1_000_000 } as object;
    expect(() => plan(client.machineActions, undefined, misspelt)).toThrow('plan has no option "row"');
  });

  test.each([-1, 1.5, Number.NaN])('refuses %d rows', (rows) => {
    const { client } = setUp(() => ({ value: [] }));
    expect(() => plan(client.machineActions, undefined, { rows })).toThrow('rows must be a whole number');
  });
});
