import { describe, expect, test } from 'vitest';
import { rejection, rows, setUp } from '../../test/support/fake-service.ts';
import { pagesOf, search, standing } from '../../test/support/read-pages.ts';
import { largestPage } from '../../test/support/spec.ts';

describe('a list', () => {
  test('goes on by $skip until a page is shorter than asked, and asks for the row behind it', async () => {
    const { pages, sent } = await pagesOf(standing(rows(25)));
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(sent).toEqual(['?$top=10', '?$top=10&$skip=10', '?$top=10&$skip=20', '?$top=1&$skip=25']);
  });

  test('counts top over all pages, and asks for no more', async () => {
    const { pages, sent } = await pagesOf(standing(rows(100)), { top: 25, skip: 3 });
    expect(pages.flat()).toEqual(rows(25, 3).map(({ id }) => id));
    expect(sent).toEqual(['?$top=10&$skip=3', '?$top=10&$skip=13', '?$top=5&$skip=23']);
  });

  test('with top 0 asks for nothing', async () => {
    expect(await pagesOf(standing(rows(5)), { top: 0 })).toMatchObject({ pages: [], sent: [] });
  });

  test('drops rows that come again, because new ones have arrived at the head', async () => {
    const all = rows(30);
    const { pages, warnings } = await pagesOf((request, index) => {
      if (index === 1) all.unshift(...rows(3, 100));
      return standing(all)(request);
    });
    expect(pages.flat()).toEqual(rows(30).map(({ id }) => id));
    expect(warnings).toEqual(['RowsRepeated']);
  });

  test('fills top up, when rows come again', async () => {
    const all = rows(30);
    const { pages } = await pagesOf(
      (request, index) => {
        if (index === 1) all.unshift(...rows(3, 100));
        return standing(all)(request);
      },
      { top: 15 },
    );
    expect(pages.flat()).toEqual(rows(15).map(({ id }) => id));
  });

  test('that goes in circles ends in an error', async () => {
    const { error, sent } = await pagesOf(() => ({ value: rows(10) }));
    expect(error).toMatchObject({ code: 'PagingLoop' });
    expect(sent.length).toBeLessThan(20);
  });

  test('is read row by row, in pages of the largest size, and stops where the reader does', async () => {
    const all = largestPage + 50;
    const { client, sent } = setUp(standing(rows(all)));
    let count = 0;
    for await (const _ of client.machineActions.list()) count++;
    const asked = [`?$top=${largestPage}`, `?$top=${largestPage}&$skip=${largestPage}`, `?$top=1&$skip=${all}`];
    expect([count, sent.map(search)]).toEqual([all, asked]);
    for await (const row of client.machineActions.list()) if (row.id === 'id-000005') break;
    expect(sent).toHaveLength(4);
  });

  test('gives every row once to readers who do not wait for one another', async () => {
    const { client } = setUp(standing(rows(25)));
    const list = client.machineActions.list();
    const results = await Promise.all(Array.from({ length: 30 }, () => list.next()));
    expect(results.flatMap(({ value }) => (value ? [value.id] : []))).toEqual(rows(25).map(({ id }) => id));
  });

  test('gives its first page, and no more than a limit', async () => {
    const { client, sent } = setUp(standing(rows(50)));
    const list = client.machineActions.list();
    expect(await list.firstPage({ maxPageSize: 7 })).toHaveLength(7);
    expect(await list.toArray({ limit: 12 })).toHaveLength(12);
    expect(await list.toArray({ limit: 0 })).toEqual([]);
    expect(sent.map(search)).toEqual(['?$top=7', '?$top=12']);
  });

  test('fetches the next page ahead if told so, and gives it up when nobody reads on', async () => {
    const { client, clock, sent } = setUp(standing(rows(50)));
    const pages = client.machineActions.list(undefined, { prefetch: true }).byPage({ maxPageSize: 10 });
    await pages.next();
    await clock.advance(0);
    expect(sent.map(search)).toEqual(['?$top=10', '?$top=10&$skip=10']);
    await pages.return?.();
    expect(clock.pending).toBe(0);
    const all: unknown[] = [];
    for await (const row of client.machineActions.list(undefined, { prefetch: true })) all.push(row);
    expect(all).toHaveLength(50);
  });

  test('leaves no rejection to nobody where the page ahead fails and nobody reads it', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const { client, clock, sent } = setUp((request, index) =>
        index ? new Error('the network is down') : standing(rows(50))(request),
      );
      const pages = client.machineActions.list(undefined, { prefetch: true }).byPage({ maxPageSize: 10 });
      expect((await pages.next()).value).toHaveLength(10);
      await clock.advance(600_000);
      // Node tells of what nobody handles once the turn is over.
      await new Promise((resolve) => setImmediate(resolve));
      expect([sent.length > 1, unhandled]).toEqual([true, []]);
      expect(await rejection(pages.next())).toMatchObject({ code: 'NetworkError' });
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  test.each([0, -1, 1.5, largestPage + 1, Number.NaN])('refuses pages of %d rows before any call', (maxPageSize) => {
    const { client, sent } = setUp(standing([]));
    expect(() => client.machineActions.list().byPage({ maxPageSize })).toThrow(
      `maxPageSize must be a whole number from 1 to ${largestPage}`,
    );
    expect(sent).toEqual([]);
  });
});
