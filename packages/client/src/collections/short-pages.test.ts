import { assert, asyncProperty, boolean, integer, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capped } from '../../test/support/capped.ts';
import { rows, setUp } from '../../test/support/fake-service.ts';
import { pagesOf, search, standing } from '../../test/support/read-pages.ts';
import { largestPage } from '../../test/support/spec.ts';

const ids = (count: number, from = 0) => rows(count, from).map(({ id }) => id);

describe('a page that is shorter than asked for, and links to nothing', () => {
  test('is not the end where the service caps its pages, and its size becomes that of the collection', async () => {
    const { client, pages, sent, warnings } = await pagesOf(capped(standing(rows(400)), { cap: 20, since: 0 }), {}, 50);
    expect(pages.flat()).toEqual(ids(400));
    expect(pages.every(({ length }) => length === 20)).toBe(true);
    expect(sent.slice(0, 5)).toEqual([
      '?$top=50',
      '?$top=1&$skip=20',
      '?$top=50&$skip=20',
      '?$top=50&$skip=40',
      '?$top=20&$skip=60',
    ]);
    // The empty page that proves the end comes on top.
    expect(sent).toHaveLength(400 / 20 + 2);
    expect(warnings).toEqual(['PagesCapped']);
    await expect(client.machineActions.list().firstPage()).resolves.toHaveLength(20);
  });

  test('costs one call more where it is the end, and none where nobody reads on', async () => {
    const { client, sent } = setUp(standing(rows(7)));
    expect(await client.machineActions.list().firstPage()).toHaveLength(7);
    expect(sent.map(search)).toEqual([`?$top=${largestPage}`]);
    expect(await client.machineActions.list().toArray()).toHaveLength(7);
    expect(sent.map(search).slice(1)).toEqual([`?$top=${largestPage}`, '?$top=1&$skip=7']);
  });

  test('costs nothing more where all rows came that were asked for', async () => {
    const { client, sent } = setUp(standing(rows(7)));
    expect(await client.machineActions.list({ top: 7 }).toArray()).toHaveLength(7);
    expect(sent.map(search)).toEqual(['?$top=7']);
  });

  test('is proven for a list that wanted more rows in all', async () => {
    const { pages, sent } = await pagesOf(capped(standing(rows(100)), { cap: 20, since: 0 }), { top: 50 }, 100);
    expect(pages.flat()).toEqual(ids(50));
    expect(sent).toEqual(['?$top=50', '?$top=1&$skip=20', '?$top=30&$skip=20', '?$top=10&$skip=40']);
  });

  test('leads on by its continuation token, in another process', async () => {
    const answer = capped(standing(rows(50)), { cap: 20, since: 0 });
    const read: string[] = [];
    let continuationToken: string | undefined;
    do {
      const page = await setUp(answer).client.machineActions.list().firstPage({ continuationToken });
      read.push(...page.map(({ id }) => id));
      ({ continuationToken } = page);
    } while (continuationToken);
    expect(read).toEqual(ids(50));
  });

  test.each([
    ['and $top', () => ({ value: rows(7) })],
    ['alone', standing(rows(7).slice(0, 1))],
    ['but not $top', ({ option: of }) => ({ value: rows(7).slice(0, Number(of('$top'))) })],
  ] as [string, Parameters<typeof setUp>[0]][])('is the end where the service ignores $skip %s', async (_, answer) => {
    const { client, sent } = setUp(answer);
    const { length } = await client.machineActions.list().toArray();
    expect([length, sent.length]).toEqual([new Set([1, 7]).has(length) ? length : NaN, 2]);
  });

  test('does not hide that the set has moved by a row before the next one was asked for', async () => {
    const all = rows(60);
    const { pages } = await pagesOf(
      (request, index) => {
        if (index === 1) all.unshift(...rows(1, 1000));
        return capped(standing(all), { cap: 20, since: 0 })(request, index);
      },
      {},
      50,
    );
    expect(pages.flat()).toEqual(ids(60));
  });

  test('does not make pages small because rows arrive at the end', async () => {
    const all = rows(3);
    const { client, sent } = setUp(
      (request) => {
        all.push(...rows(1, all.length));
        return standing(all)(request);
      },
      { quota: false },
    );
    for (let time = 0; time < 5; time++) await client.machineActions.list().toArray({ limit: 30 });
    expect(sent.filter((request) => request.option('$skip') === null).map(search)).toEqual(Array(5).fill('?$top=30'));
  });

  test('loses no row and no order, whatever the caps, sizes, tops and links are, and costs one call at most', async () => {
    const inputs = record({
      count: integer({ min: 0, max: 90 }),
      maxPageSize: integer({ min: 1, max: 30 }),
      cap: integer({ min: 1, max: 40 }),
      since: integer({ min: 0, max: 6 }),
      links: boolean(),
      top: option(integer({ min: 0, max: 100 }), { nil: undefined }),
      skip: integer({ min: 0, max: 5 }),
    });
    await assert(
      asyncProperty(inputs, async ({ count, maxPageSize, top, skip, ...capping }) => {
        const query = { skip, ...(top !== undefined && { top }) };
        const { pages, error, sent } = await pagesOf(capped(standing(rows(count)), capping), query, maxPageSize);
        expect(error).toBeUndefined();
        const expected = ids(count).slice(skip, skip + (top ?? count));
        expect(pages.flat()).toEqual(expected);
        expect(pages.slice(1).every(({ length }) => length)).toBe(true);
        const fewest = Math.max(1, Math.ceil(expected.length / maxPageSize));
        expect(sent.length).toBeLessThanOrEqual(capping.cap >= maxPageSize ? fewest + 1 : Infinity);
      }),
      { numRuns: 1000 },
    );
  });
});
