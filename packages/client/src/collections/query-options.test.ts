import { describe, expect, test } from 'vitest';
import { rejection, rows, setUp, type SentRequest } from '../../test/support/fake-service.ts';
import { search, standing } from '../../test/support/read-pages.ts';
import { largestPage } from '../../test/support/spec.ts';
import { machines } from '../index.ts';

const all = Array.from({ length: 25 }, (_, index) => ({
  id: String(index).padStart(40, '0'),
  computerDnsName: 'twin.contoso.com',
  osPlatform: `os-${index}`,
  version: null,
}));

/** Answers with the selected properties; before each of the first calls but one, so many rows arrive at the head. */
function selecting(arrivals = 0) {
  let calls = 0;
  return (request: SentRequest) => {
    const names = request.option('$select')?.split(',') ?? Object.keys(all[0] ?? {});
    const ids = /in \((.*)\)/.exec(request.option('$filter') ?? '')?.[1];
    const there = all.filter(({ id }) => ids === undefined || ids.includes(id));
    const head = Array.from({ length: Math.min(calls++, arrivals) }, (_, index) => ({ ...all[0], id: `new-${index}` }));
    return {
      value: standing([...head, ...there])(request).value.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name))),
      ),
    };
  };
}

describe('a query that selects', () => {
  test('asks for the key too, without which rows cannot be told apart, and leaves it out of the rows', async () => {
    const { client, sent } = setUp(selecting());
    const list = client.machines.list((q) => q.withObserved().select('computerDnsName', 'version').top(2));
    expect(await list.toArray()).toEqual([
      { computerDnsName: 'twin.contoso.com', version: null },
      { computerDnsName: 'twin.contoso.com', version: null },
    ]);
    expect(sent.map(search)).toEqual(['?$select=computerDnsName,version,id&$top=2']);
  });

  test('keeps the key where it is asked for', async () => {
    const { client, sent } = setUp(selecting());
    const rowsOf = await client.machines.list((q) => q.withObserved().select('version', 'id').top(1)).toArray();
    expect(rowsOf).toEqual([{ id: all[0]?.id, version: null }]);
    expect(sent.map(search)).toEqual(['?$select=version,id&$top=1']);
  });

  test('loses no row and doubles none over many pages, though all rows look alike, and goes on from a token', async () => {
    const { client } = setUp(selecting());
    const list = client.machines.list((q) => q.withObserved().select('computerDnsName'));
    const pages: number[] = [];
    let token: string | undefined;
    for await (const page of list.byPage({ maxPageSize: 10 })) {
      expect(page.every((row) => Object.keys(row).join() === 'computerDnsName')).toBe(true);
      pages.push(page.length);
      token ??= page.continuationToken;
    }
    expect(pages).toEqual([10, 10, 5]);
    const rest: number[] = [];
    for await (const page of list.byPage({ maxPageSize: 10, continuationToken: token })) rest.push(page.length);
    expect(rest).toEqual([10, 5]);
  });

  test('tells rows that come again by their key while the set moves', async () => {
    const { client } = setUp(selecting(2));
    const seen: unknown[] = [];
    for await (const page of client.machines
      .list((q) => q.withObserved().select('osPlatform'))
      .byPage({ maxPageSize: 10 }))
      seen.push(...page.map(({ osPlatform }) => osPlatform));
    expect(seen.filter((name) => name !== 'os-0')).toEqual(all.slice(1).map(({ osPlatform }) => osPlatform));
  });

  test('is split at a long list, each part with the selection, and no URL is longer than it may be', async () => {
    for (let maxUrlLength = 400; maxUrlLength < 520; maxUrlLength++) {
      const { client, sent } = setUp(selecting(), { maxUrlLength });
      const ids = all.map(({ id }) => id);
      const given = await client.machines
        .list((q) =>
          q
            .withObserved()
            .filter((m) => m.id.in(ids))
            .select('osPlatform'),
        )
        .toArray();
      expect(given).toEqual(all.map(({ osPlatform }) => ({ osPlatform })));
      expect(sent.length).toBeGreaterThan(2);
      for (const { url } of sent) {
        expect(url.searchParams.get('$select')).toBe('osPlatform,id');
        expect(url.href.length).toBeLessThanOrEqual(maxUrlLength);
      }
    }
  });

  test('says what to leave out where a list is too long to be sent with the rest, and is split without it', async () => {
    const { client } = setUp(selecting(), { maxUrlLength: 400 });
    const filter = { id: { in: all.map(({ id }) => id) } };
    expect(await rejection((async () => client.machines.list({ filter, top: 5 }).toArray())())).toMatchObject({
      code: 'UrlTooLong',
      message: expect.stringContaining('leave out all but filter and select to have it split'),
    });
    await expect(client.machines.list({ filter }).toArray()).resolves.toHaveLength(25);
  });

  test('is refused for what the spec excepts, and where nothing is allowed that was only observed', () => {
    const { client, sent } = setUp(selecting());
    const excepted = Object.keys(machines.entityType.properties).filter(
      (name) => !machines.select?.properties.includes(name),
    );
    expect(excepted.length).toBeGreaterThan(0);
    for (const name of excepted)
      expect(() => client.machines.list((q) => q.withObserved().select(name as 'id'))).toThrow(
        /^\$select takes one or more of these, each once\. Allowed: id, /,
      );
    expect(() => client.machines.list((q) => (q as unknown as ReturnType<typeof q.withObserved>).select('id'))).toThrow(
      '$select was only seen to work; withObserved() allows it.',
    );
    expect(() => client.machines.list((q) => q.withObserved().select('id'))).not.toThrow();
    expect(sent).toEqual([]);
  });
});

test('a page says how many rows there are in all, where that was asked for and said', async () => {
  const { client, sent } = setUp((request, index) => ({
    ...standing(rows(7))(request),
    ...(index < 2 && { '@odata.count': 7 }),
    ...(index === 2 && { '@odata.count': 'many' }),
  }));
  const counts: unknown[] = [];
  const list = client.machineActions.list((q) => q.withObserved().orderBy('creationDateTimeUtc desc').count());
  for await (const page of list.byPage({ maxPageSize: 2 })) counts.push(page.count);
  expect(counts).toEqual([7, 7, undefined, undefined]);
  expect(sent.slice(0, 2).map(search)).toEqual([
    '?$orderby=creationDateTimeUtc desc&$count=true&$top=2',
    '?$orderby=creationDateTimeUtc desc&$count=true&$top=2&$skip=2',
  ]);
  expect((await client.machineActions.list().firstPage()).count).toBeUndefined();
  expect(sent.at(-1)?.url.search).toBe(`?$top=${largestPage}`);
});
