import { assert, constant, dictionary, nat, oneof, property, string, constantFrom } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rows, setUp } from '../../test/support/fake-service.ts';
import { pagesOf, search, standing } from '../../test/support/read-pages.ts';
import { withText } from '../../test/support/spec.ts';
import { readToken, writeToken } from './continuation-token.ts';
import { optionsOf, readNextLink } from './next-link.ts';

describe('a continuation token', () => {
  test('goes on in another process', async () => {
    const first = await pagesOf(standing(rows(25)), { top: 22 });
    expect(first.tokens.map((token) => typeof token)).toEqual(['string', 'string', 'undefined']);
    const { client, sent } = setUp(standing(rows(25)));
    const rest: string[] = [];
    for await (const page of client.machineActions
      .list({ top: 22 })
      .byPage({ maxPageSize: 10, continuationToken: first.tokens[0] }))
      rest.push(...page.map(({ id }) => id));
    expect(rest).toEqual(rows(12, 10).map(({ id }) => id));
    expect(sent.map(search)).toEqual(['?$top=10&$skip=10', '?$top=2&$skip=20']);
  });

  test('of another query, damaged or invented, is refused before any call', async () => {
    const { tokens } = await pagesOf(standing(rows(25)), { filter: { status: 'Failed' } });
    const token = tokens[0] ?? '';
    const { client, sent } = setUp(standing([]));
    const refusal = (continuationToken: string, filter = 'Failed') => {
      try {
        client.machineActions.list({ filter: { status: filter } }).byPage({ continuationToken });
      } catch (error) {
        return (error as { code?: unknown }).code;
      }
      return 'accepted';
    };
    expect(refusal(token)).toBe('accepted');
    for (const odd of [token.slice(1), `${token}x`, 'x', '', 'a.b', 7 as never])
      expect(refusal(odd)).toBe('InvalidArgument');
    expect(refusal(token, 'Pending')).toBe('InvalidArgument');
    expect(sent).toEqual([]);
  });

  test('that was forged leads to no other rows', async () => {
    const query = { filter: { status: 'Failed' }, top: 20, skip: 5 };
    const identity = JSON.stringify([{ $filter: "status eq 'Failed'", $top: 20, $skip: 5 }]);
    const filter = `%24filter=${new URLSearchParams({ x: "status eq 'Failed'" }).toString().slice(2)}`;
    const { client, sent } = setUp(standing([]));
    const go = (...position: unknown[]) =>
      client.machineActions.list(query).byPage({ continuationToken: writeToken(position as never, identity) });
    expect(() => go(0, 10, 15, `${filter}&%24skip=10`)).not.toThrow();
    for (const position of [
      [0, 10, 15, '%24skip=10'],
      [0, 10, 15, '%24filter=true&%24skip=10'],
      [0, 10, 15, `${filter}&filter=true`],
      [0, 10, 15, `${filter}&%24orderby=id`],
      [0, 10, 15, 5],
      [0, 10, 15, null],
      [0, 10, 21, ''],
      [0, 10, null, ''],
      [0, 10, -1, ''],
      [0, 4, 15, ''],
      [0, -1, 15, ''],
      [0, 1.5, 15, ''],
      [0, 'x', 15, ''],
      [1, 0, 15, ''],
      [-1, 0, 15, ''],
      ['constructor', 0, 15, ''],
      [],
    ])
      expect(() => go(...position)).toThrow('continuationToken must be that of a page');
    expect(sent).toEqual([]);
  });

  test.each([null, '', false, 0])('that is %j is refused instead of starting anew', (continuationToken) => {
    const { client, sent } = setUp(standing([]));
    const settings = { continuationToken } as never;
    expect(() => client.machineActions.list().byPage(settings)).toThrow('continuationToken must be that of a page');
    expect(sent).toEqual([]);
  });

  test('of a query that was split at another length is refused', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `2e9da30d-27f6-4208-81f2-${String(index).padStart(12, '0')}`);
    const query = { filter: { id: { in: ids } } };
    const { tokens } = await pagesOf(standing([]), query, 10, { maxUrlLength: 2000 });
    const { client } = setUp(standing([]));
    expect(() => client.machineActions.list(query).byPage({ continuationToken: tokens[0] })).toThrow('maxUrlLength');
    const same = setUp(standing([]), { maxUrlLength: 2000 });
    expect(() => same.client.machineActions.list(query).byPage({ continuationToken: tokens[0] })).not.toThrow();
  });

  test('holds no filter', async () => {
    const { tokens } = await pagesOf(standing(rows(25)), withText('secret@contoso.com'));
    expect(atob((tokens[0] ?? '').split('.')[0] ?? '')).toBe('[0,10,null,""]');
  });

  test('goes on at a next link', async () => {
    const base = 'https://api.security.microsoft.com/api/machineactions';
    const answer = () => ({ value: rows(3), '@odata.nextLink': `${base}?$filter=id ne 'é~?'&$skiptoken=>>` });
    const { tokens } = await pagesOf(answer, { filter: { id: { ne: 'é~?' } } });
    const { client, sent } = setUp(() => ({ value: [] }));
    await client.machineActions.list({ filter: { id: { ne: 'é~?' } } }).firstPage({ continuationToken: tokens[0] });
    expect(sent.map(search)).toEqual(["?$filter=id ne 'é~?'&$skiptoken=>>"]);
  });

  test('says what it was made from, in letters that need no encoding', () => {
    const base = 'https://a.example/b';
    const text = string({ unit: 'binary', maxLength: 8 });
    const options = dictionary(constantFrom('$filter', '$top', '$skip', '$skiptoken', '$orderby'), text, {
      minKeys: 1,
      maxKeys: 4,
      noNullPrototype: true,
    });
    const remaining = oneof(nat(), constant(Infinity));
    assert(
      property(nat(), nat(), remaining, options, text, (part, offset, left, given, query) => {
        const link = readNextLink(`?${new URLSearchParams(given)}`, base, given);
        for (const position of [[part, offset, left, link] as const, [part, offset, left, ''] as const]) {
          const token = writeToken(position, query);
          expect(token).toMatch(/^[\w.-]+$/);
          expect(readToken(token, query)).toEqual(position);
        }
        expect(optionsOf(link)).toEqual(given);
      }),
    );
  });
});
