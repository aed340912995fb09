import { describe, expect, test } from 'vitest';
import { rows, type SentRequest } from '../../test/support/fake-service.ts';
import { pagesOf } from '../../test/support/read-pages.ts';

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
    ['that is no URL', () => 'http://['],
  ])('%s is not followed: $skip is used, and a warning says so', async (_, link) => {
    const { pages, sent, warnings } = await pagesOf(linked(link), { filter: { status: 'Failed' } });
    expect(pages.flat()).toEqual(rows(20).map(({ id }) => id));
    expect(sent.every((options) => options.startsWith("?$filter=status eq 'Failed'&$top=10"))).toBe(true);
    expect(new Set(warnings)).toEqual(new Set(['NextLinkIgnored']));
  });

  test('with two filters, of which the last is the one that was sent, brings no other filter with it', async () => {
    const { sent } = await pagesOf(
      linked((skip) => `${base}?$filter=id ne ''&$filter=status eq 'Failed'&$skip=${skip}`),
      { filter: { status: 'Failed' } },
    );
    expect(sent[1]).toBe("?$filter=status eq 'Failed'&$skip=3");
  });

  test('that is null is none', async () => {
    const { sent } = await pagesOf(() => ({ value: rows(3), '@odata.nextLink': null }));
    expect(sent).toHaveLength(1);
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
