import { operations } from '@defender-odata/client';
import type { EntitySet } from '@defender-odata/query-builder';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../src/emulator/index.ts';
import { emulated } from '../src/generated/emulated.gen.ts';
import { ask, idsOf, list } from './ask.ts';

const rows = [
  { id: '1', status: 'Failed', creationDateTimeUtc: '2026-01-01T10:00:00Z' },
  { id: '2', status: 'Pending', creationDateTimeUtc: '2026-01-02T10:00:00Z' },
];
const create = (options = {}) => createEmulator({ machineActions: { rows }, ...options });

describe('names of properties', () => {
  it.each([
    ["$filter=Status eq 'Failed'", ['1']],
    ["$filter=STATUS in ('Failed') and startswith(Id,'1')", ['1']],
    ['$filter=CreationDateTimeUtc ge 2026-01-02T00:00:00Z', ['2']],
    ["$filter=not (Status eq 'Failed')", ['2']],
  ])('are read in any case, as the service does: %s', async (query, ids) => {
    const emulator = create();
    const answer = await list(emulator, query);
    expect([answer.status, idsOf(answer)]).toStrictEqual([200, ids]);
    // What was asked is logged as it was written, and understood under the real names.
    expect(emulator.requests[0]?.params?.$filter).toBe(query.slice('$filter='.length));
    expect(JSON.stringify(emulator.requests[0]?.filter)).not.toMatch(/"name":"[A-Z]/);
  });

  it('are spelt exactly where that is asked for, and the refusal says how', async () => {
    const emulator = create({ exactNames: true });
    const answer = await list(emulator, "$filter=Status eq 'Failed'");
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(/spelt status/) } } });
    expect(idsOf(await list(emulator, "$filter=status eq 'Failed'"))).toStrictEqual(['1']);
    expect(() => create({ exactNames: 'yes' })).toThrow('exactNames is "yes"; it must be true or false.');
  });

  it('that fit none are refused under the name that was sent', async () => {
    const answer = await list(create(), "$filter=Stat eq 'Failed'");
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('Stat') } } });
  });

  it('go on in the next link as they were written', async () => {
    const emulator = create({ pageSize: 1 });
    const first = await list(emulator, "$filter=Status ne 'Nothing'");
    const link = new URL(String((first.body as Record<string, unknown>)['@odata.nextLink']));
    expect(link.searchParams.get('$filter')).toBe("Status ne 'Nothing'");
    expect(idsOf(await list(emulator, link.search.slice(1)))).toStrictEqual(['1']);
  });
});

describe('query options that were only observed', () => {
  const asked = { observed: true };

  it.each([
    ['$orderby=creationDateTimeUtc', ['1', '2']],
    ['$orderby=creationDateTimeUtc desc', ['2', '1']],
    ['$orderby=CreationDateTimeUtc asc', ['1', '2']],
    ['$orderby=lastUpdateDateTimeUtc desc, creationDateTimeUtc', ['1', '2']],
    ["$orderby=creationDateTimeUtc&$filter=status eq 'Pending'", ['2']],
    ['$orderby=creationDateTimeUtc&$skip=1&$top=1', ['2']],
  ])('%s orders the rows', async (query, ids) => {
    const emulator = create(asked);
    const answer = await list(emulator, query);
    expect([answer.status, idsOf(answer)]).toStrictEqual([200, ids]);
    expect(emulator.requests).toMatchObject([{ params: { $orderby: new URLSearchParams(query).get('$orderby') } }]);
  });

  it('$count=true says how many rows match, whatever the page', async () => {
    const emulator = create({ ...asked, pageSize: 1 });
    const counted = async (query: string): Promise<unknown> =>
      ((await list(emulator, query)).body as Record<string, unknown>)['@odata.count'];
    expect(await counted('$count=true')).toBe(2);
    expect(await counted("$count=true&$filter=status eq 'Failed'&$top=0")).toBe(1);
    expect(await counted('$count=true&$skip=5')).toBe(2);
    expect(await counted('$count=false')).toBeUndefined();
    expect(await counted('$skip=1')).toBeUndefined();
  });

  it('go on in the next link', async () => {
    const emulator = create({ ...asked, pageSize: 1 });
    const first = (await list(emulator, '$orderby=creationDateTimeUtc&$count=true')).body as Record<string, unknown>;
    const { search } = new URL(String(first['@odata.nextLink']));
    expect(search).toBe('?$orderby=creationDateTimeUtc&$count=true&$skip=1');
    expect((await list(emulator, search.slice(1))).body).toMatchObject({ '@odata.count': 2, value: [{ id: '2' }] });
  });

  it.each([
    ['$count=yes', /neither true nor false/],
    ['$orderby=status', /\$orderby cannot name 'status' here.*creationDateTimeUtc/],
    ['$orderby=nope', /\$orderby cannot name 'nope' here/],
    ['$orderby=length(status)', /names of properties here, not length\(status\)/],
    ['$orderby=creationDateTimeUtc down', /asc or desc/],
    ['$orderby=', /./],
  ])('%s is refused', async (query, words) => {
    const answer = await list(create(asked), query);
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(words) } } });
  });

  const offered = Object.values(emulated).flatMap(({ entitySet, operations: { list: operation } }) => {
    const { orderBy, count, select, name, entityType, filterable, top, skip }: EntitySet = entitySet;
    const always = [
      ...(Object.keys(filterable).length > 0 ? ['$filter'] : []),
      ...(top ? ['$top'] : []),
      skip ? '$skip' : '$skiptoken',
    ];
    const options = [
      { option: '$orderby', rule: orderBy, value: orderBy?.properties[0] },
      { option: '$count', rule: count, value: 'true' },
      { option: '$select', rule: select, value: select?.properties.join(',') },
    ];
    const url = `https://api.security.microsoft.com${operations[operation].path}`;
    return options.map((one) => ({
      ...one,
      name,
      url,
      always,
      properties: Object.keys(entityType.properties),
      select,
    }));
  });

  it.each(offered.filter(({ rule }) => rule?.evidence === 'observed'))(
    '$option of $name is refused unless the emulator is told that the test relies on it',
    async ({ option, value, url }) => {
      const refused = await ask(createEmulator(), `${url}?${option}=${String(value)}`);
      const message = `The query option '${option}' was only observed to work`;
      expect(refused).toMatchObject({
        status: 400,
        body: { error: { code: 'BadRequest', message: expect.stringContaining(message) } },
      });
      const [, advice = ''] = /make the emulator with \{ (\w+): true \}/.exec(refused.text) ?? [];
      const followed = await ask(createEmulator({ [advice]: true }), `${url}?${option}=${String(value)}`);
      expect(followed.status).toBe(200);
    },
  );

  it.each(offered.filter(({ rule }) => !rule))(
    '$option of $name is refused with the options that there are, and how to have them',
    async ({ option, url, name, always }) => {
      const extra = offered.filter((one) => one.name === name && one.rule).map((one) => one.option);
      const { text } = await ask(createEmulator(), `${url}?${option}=id`);
      expect(text).toContain(
        `Supported: ${always.join(', ')}${extra.length > 0 ? `; with { observed: true } also ${extra.join(', ')}` : ''}.`,
      );
      const { text: other } = await ask(createEmulator(asked), `${url}?${option}=id`);
      expect(other).toContain(`Supported: ${[...always, ...extra].join(', ')}.`);
    },
  );

  it.each(offered.filter(({ option, rule }) => option === '$select' && rule))(
    '$option of $name takes what the spec lets it name, and no other',
    async ({ url, select, properties }) => {
      for (const property of properties) {
        const { status, text } = await ask(createEmulator(asked), `${url}?$top=1&$select=${property}`);
        const [wanted, words] = select?.properties.includes(property)
          ? ([200, `(${property})","value":[{"${property}":`] as const)
          : ([400, `cannot name '${property}' here. Allowed: `] as const);
        expect([property, status]).toStrictEqual([property, wanted]);
        expect(text).toContain(words);
      }
    },
  );
});
