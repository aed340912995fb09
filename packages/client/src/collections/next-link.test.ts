import { describe, expect, test } from 'vitest';
import { rows, setUp, type SentRequest } from '../../test/support/fake-service.ts';
import { pagesOf } from '../../test/support/read-pages.ts';

const failed = "$filter=status eq 'Failed'";
const base = 'https://api.security.microsoft.com/api/machineactions';

/** Pages of three rows with a link to the next one. */
const linked = (link: (skip: number, request: SentRequest) => string | undefined) => (request: SentRequest) => {
  const skip = Number(request.option('$skip') ?? 0);
  return {
    value: rows(20).slice(skip, skip + 3),
    '@odata.nextLink': skip + 3 < 20 ? link(skip + 3, request) : undefined,
  };
};

describe('a next link', () => {
  test('is followed where it stays on the collection and keeps the filter', async () => {
    const query = { filter: { status: 'Failed' } };
    const { pages, sent, warnings } = await pagesOf(
      linked((skip) => `${base}?$skip=${skip}&$filter=status+eq+%27Failed%27`),
      query,
    );
    expect(pages.flat()).toHaveLength(20);
    expect(sent.slice(0, 2)).toEqual(["?$filter=status eq 'Failed'&$top=10", "?$skip=3&$filter=status eq 'Failed'"]);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['the links', (left: number, skip: number) => `$top=${left}&$skip=${skip}`],
    ['a token', (left: number, skip: number) => `$skiptoken=${left}-${skip}`],
  ])('is not the last because the service counts $top over all pages that it links, in %s', async (_, write) => {
    // Pages of three rows, of ten that were asked for: the fourth has one, and no link.
    const answer = ({ option }: SentRequest) => {
      const [left = 0, skip = 0] = (option('$skiptoken') ?? `${option('$top')}-${option('$skip') ?? 0}`)
        .split('-')
        .map(Number);
      const value = rows(28).slice(skip, skip + Math.min(3, left));
      const isLast = left <= 3 || skip + 3 >= 28;
      return { value, '@odata.nextLink': isLast ? undefined : `${base}?${write(left - 3, skip + 3)}` };
    };
    const ids = rows(28).map(({ id }) => id);
    const { pages, tokens } = await pagesOf(answer);
    expect(pages.flat()).toEqual(ids);
    expect((await pagesOf(answer, { top: 25 })).pages.flat()).toEqual(ids.slice(0, 25));
    for (const [index, continuationToken] of tokens.entries()) {
      const { client } = setUp(answer);
      const rest: string[] = [];
      for await (const page of client.machineActions.list().byPage({ maxPageSize: 10, continuationToken }))
        rest.push(...page.map(({ id }) => id));
      expect(rest).toEqual(continuationToken ? ids.slice(pages.slice(0, index + 1).flat().length) : ids);
    }
  });

  test.each<[string, (skip: number) => string]>([
    ['to another host', (skip) => `https://evil.example/api/machineactions?$filter=status eq 'Failed'&$skip=${skip}`],
    [
      'to another port',
      (skip) => `https://api.security.microsoft.com:8443/api/machineactions?$filter=status eq 'Failed'&$skip=${skip}`,
    ],
    [
      'with a user',
      (skip) => `https://user@api.security.microsoft.com/api/machineactions?$filter=status eq 'Failed'&$skip=${skip}`,
    ],
    [
      'to another path',
      (skip) => `https://api.security.microsoft.com/api/machines?$filter=status eq 'Failed'&$skip=${skip}`,
    ],
    ['without the filter', (skip) => `${base}?$skip=${skip}`],
    ['with another filter', (skip) => `${base}?$filter=status eq 'Pending'&$skip=${skip}`],
    ['with two filters', (skip) => `${base}?$filter=status eq 'Failed'&$filter=id ne ''&$skip=${skip}`],
    [
      'with a filter hidden in a name',
      (skip) => `${base}?$filter=status eq 'Failed'&a%26$filter=id ne ''&$skip=${skip}`,
    ],
    ['as it was seen: the name of the filter lost', (skip) => `${base}?=status eq 'Failed'&=10000&$skip=${skip}`],
    [
      'with two filters, of which the last is the one that was sent,',
      (skip) => `${base}?$filter=id ne ''&$filter=status eq 'Failed'&$skip=${skip}`,
    ],
    ['with the same filter twice', (skip) => `${base}?${failed}&${failed}&$skip=${skip}`],
    ['with another filter in capital letters', (skip) => `${base}?${failed}&$FILTER=id ne ''&$skip=${skip}`],
    ['with another filter without its dollar', (skip) => `${base}?${failed}&filter=true&$skip=${skip}`],
    ['with $skip twice, in two spellings', (skip) => `${base}?${failed}&$skip=${skip}&SKIP=0`],
    ['with an order that nobody asked for', (skip) => `${base}?${failed}&$orderby=id&$skip=${skip}`],
    ['with a selection that nobody asked for', (skip) => `${base}?${failed}&select=status&$skip=${skip}`],
    ['with a search that nobody asked for', (skip) => `${base}?${failed}&Search=x&$skip=${skip}`],
    ['with an option of its own', (skip) => `${base}?${failed}&expired=true&$skip=${skip}`],
    ['that is no URL', () => 'http://['],
  ])('%s is not followed: $skip is used, and a warning says so', async (_, link) => {
    const { pages, sent, warnings } = await pagesOf(linked(link), { filter: { status: 'Failed' } });
    expect(pages.flat()).toEqual(rows(20).map(({ id }) => id));
    expect(sent.every((options) => /^\?\$filter=status eq 'Failed'&\$top=10?(&\$skip=\d+)?$/.test(options))).toBe(true);
    expect(new Set(warnings)).toEqual(new Set(['NextLinkIgnored']));
  });

  test('whose options are written in another way means the same, and is followed under their names', async () => {
    const { sent, warnings, pages } = await pagesOf(
      linked((skip) => `${base}?FILTER=status eq 'Failed'&$Skip=${skip}&skipToken=7`),
      { filter: { status: 'Failed' } },
    );
    expect([sent[1], warnings]).toEqual(["?$filter=status eq 'Failed'&$skip=3&$skiptoken=7", []]);
    expect(pages.flat()).toHaveLength(20);
  });

  test('that is null is none', async () => {
    const { sent, warnings } = await pagesOf(() => ({ value: rows(3), '@odata.nextLink': null }));
    expect([sent, warnings]).toEqual([['?$top=10', '?$top=1&$skip=3'], []]);
  });

  test('to itself, or back to a page before, ends in an error', async () => {
    const itself = await pagesOf(() => ({ value: rows(3), '@odata.nextLink': `${base}?$top=10` }));
    expect(itself.error).toMatchObject({ code: 'PagingLoop' });
    const back = await pagesOf((request) => ({
      value: rows(3, Number(request.option('$skip') ?? 0)),
      '@odata.nextLink': `${base}?$skip=${request.option('$skip') === '3' ? 6 : 3}`,
    }));
    expect(back.error).toMatchObject({ code: 'PagingLoop' });
  });

  test('to one empty page after the other ends in an error', async () => {
    let skip = 0;
    const { error } = await pagesOf(() => ({ value: [], '@odata.nextLink': `${base}?$skip=${++skip}` }));
    expect(error).toMatchObject({ code: 'PagingLoop' });
  });
});
