import { describe, expect, test } from 'vitest';
import { setUp } from '../../test/support/fake-service.ts';
import { plan } from '../index.ts';

describe('a plan', () => {
  test.each([
    [0, 1, 0],
    [10_000, 1, 0],
    [10_001, 2, 0],
    [1_000_000, 100, 0],
    [1_000_001, 101, 60_000],
    [15_000_000, 1500, 14 * 60_000],
    [15_000_001, 1501, 3_600_000],
    [30_000_000, 3000, 3_600_000 + 14 * 60_000],
  ])('for %i rows is %i calls in %i ms at least, and sends nothing', (rows, calls, leastMs) => {
    const { client, sent } = setUp(() => ({ value: [] }));
    expect(plan(client.machineActions, undefined, { rows })).toMatchObject({ parts: 1, calls, leastMs });
    expect(sent).toEqual([]);
  });

  test('knows top, the length of the URL and the parts it is split into', () => {
    const { client } = setUp(() => ({ value: [] }));
    expect(plan(client.machineActions, { top: 5 }, { rows: 1_000_000 }).calls).toBe(1);
    expect(plan(client.machineActions).urlLength).toBe(
      'https://api.security.microsoft.com/api/machineactions?$top=10000'.length,
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

  test.each([-1, 1.5, Number.NaN])('refuses %d rows', (rows) => {
    const { client } = setUp(() => ({ value: [] }));
    expect(() => plan(client.machineActions, undefined, { rows })).toThrow('rows must be a whole number');
  });
});
