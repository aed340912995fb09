import { describe, expect, it } from 'vitest';
import { createEmulator, machineAction, quirks, type QuirkName } from '../src/emulator/index.ts';
import { get, idsOf, list } from './ask.ts';

const ROWS = [
  machineAction({ status: 'InProgress' }),
  machineAction({ status: 'Failed' }),
  machineAction({ type: 'LiveResponse' }),
];
const emulatorWith = (...names: QuirkName[]) =>
  createEmulator({ machineActions: { rows: ROWS }, quirks: names, pageSize: 2 });
const rowsOf = ({ body }: { readonly body: unknown }) =>
  (body as { readonly value: readonly Record<string, unknown>[] }).value;
const linkOf = ({ body }: { readonly body: unknown }) => (body as Record<string, unknown>)['@odata.nextLink'];

describe('the catalogue of quirks', () => {
  it.each(Object.entries(quirks))('%s says what it does and where it was seen', (_, { summary, source }) => {
    expect([summary.length > 20, source.length > 10]).toStrictEqual([true, true]);
  });

  it('is empty unless asked for, takes one name, several, or all', async () => {
    const plain = await list(createEmulator({ machineActions: { rows: ROWS } }));
    expect(rowsOf(plain).map((row) => Object.keys(row).length)).toStrictEqual([20, 20, 20]);
    expect(linkOf(plain)).toBeUndefined();
    expect(() => createEmulator({ quirks: 'html-502' })).not.toThrow();
    expect(() => createEmulator({ quirks: 'all' })).not.toThrow();
    const some = await list(createEmulator({ machineActions: { rows: ROWS }, quirks: ['html-502', 'all'] }));
    expect(some.status).toBe(502);
    const all = await Promise.all(
      [1, 2].map(() => list(createEmulator({ machineActions: { rows: ROWS }, quirks: ['all'] }))),
    );
    expect(all.map(({ status }) => status)).toStrictEqual([502, 502]);
  });

  it.each([
    ['html-500', /no quirk 'html-500'. Did you mean 'html-502'\?$/],
    ['ALL', /no quirk 'ALL'. Did you mean 'all'\?$/],
    ['nope', /no quirk 'nope'. Allowed: all, broken-next-link, .*, query-layer-errors\.$/],
    ['', /no quirk ''. Allowed: all, /],
  ])('suggests what %s was probably meant to be, or all there is', (name, words) => {
    expect(() => createEmulator({ quirks: [name as QuirkName] })).toThrow(words);
  });
});

describe('each quirk', () => {
  it('broken-next-link: loses the filter and links to the second page for ever', async () => {
    const emulator = emulatorWith('broken-next-link');
    const link = String(linkOf(await list(emulator, "$filter=id ne 'x'")));
    expect(link).toBe("https://api.security.microsoft.com/api/machineactions?=id%20ne%20'x'&=2&$skip=2");
    const followed = await emulator.fetch(link);
    expect(idsOf({ status: 200, headers: new Headers(), text: '', body: await followed.json() })).toHaveLength(1);
  });

  it('no-next-link-with-top: a page that was cut short does not say so', async () => {
    expect(linkOf(await list(emulatorWith(), '$top=3'))).toMatch(/\?\$top=1&\$skip=2$/);
    expect(linkOf(await list(emulatorWith('no-next-link-with-top'), '$top=3'))).toBeUndefined();
    expect(linkOf(await list(emulatorWith('no-next-link-with-top')))).toMatch(/\$skip=2$/);
  });

  it('last-update-alias: the alias stands in place of the real name, and a filter still names the real one', async () => {
    const emulator = emulatorWith('last-update-alias');
    const answer = await list(emulator, '$filter=lastUpdateDateTimeUtc ge 2020-01-01T00:00:00Z&$top=1');
    expect(Object.keys(rowsOf(answer)[0] ?? {})).toContain('lastUpdateTimeUtc');
    expect(Object.keys(rowsOf(answer)[0] ?? {})).not.toContain('lastUpdateDateTimeUtc');
  });

  it.each([
    ['keys-2020', 15],
    ['keys-documents', 11],
  ] as const)('%s: rows have %d keys', async (name, count) => {
    const answer = await list(emulatorWith(name));
    expect(rowsOf(answer).map((row) => Object.keys(row).length)).toStrictEqual([count, count]);
    expect(Object.keys((await get(emulatorWith(name), ROWS[0]?.id ?? '')).body as object)).toHaveLength(count + 1);
  });

  it('foreign-context-host: names a host that was not called', async () => {
    const { body } = await list(emulatorWith('foreign-context-host'));
    expect(body).toHaveProperty(
      ['@odata.context'],
      'https://api.securitycenter.microsoft.com/api/$metadata#MachineActions',
    );
  });

  it('creation-time-moves: a later answer shows an earlier creation than the first', async () => {
    const emulator = emulatorWith('creation-time-moves');
    const added = emulator.machineActions.add({ type: 'Isolate' });
    const later = (await get(emulator, added.id)).body as typeof added;
    expect(Date.parse(later.creationDateTimeUtc)).toBeLessThan(Date.parse(added.creationDateTimeUtc));
  });

  it('creation-time-moves: away from the time of the row itself, where a test gave one', async () => {
    const emulator = emulatorWith('creation-time-moves');
    const given = ['2018-12-04T12:43:57.2011911Z', '2018-12-04t00:00+01:00', '2030-01-01T00:00:00Z'];
    const moved = given.map((creationDateTimeUtc, index) => {
      const { id } = emulator.machineActions.add({ id: String(index), creationDateTimeUtc });
      return emulator.machineActions.rows.find((row) => row.id === id)?.creationDateTimeUtc;
    });
    expect(moved).toStrictEqual([
      '2018-12-04T12:43:55.9675678Z',
      '2018-12-03T22:59:58.7665678Z',
      '2029-12-31T23:59:58.7665678Z',
    ]);
    emulator.machineActions.add({ id: 'none' });
    expect((await get(emulator, 'none')).body).not.toHaveProperty('creationDateTimeUtc');
  });

  it('unknown-enum-values: types and unfinished statuses that nobody knows; final ones stay', async () => {
    const rows = rowsOf(
      await list(createEmulator({ machineActions: { rows: ROWS }, quirks: ['unknown-enum-values'] })),
    );
    expect(new Set(rows.map(({ status }) => status))).toStrictEqual(
      new Set(['InProgressOnDevice', 'Failed', 'Succeeded']),
    );
    expect(rows.every(({ type }) => String(type).endsWith('V2'))).toBe(true);
  });

  it('query-layer-errors: the same status, an empty code, no target', async () => {
    const emulator = emulatorWith('query-layer-errors');
    expect(await get(emulator, 'x')).toMatchObject({
      status: 404,
      body: { error: { code: '', message: 'Machine action x was not found', details: [] } },
    });
    emulator.failNext(403);
    expect((await list(emulator)).body).toHaveProperty('error.code', '');
    expect((await list(emulator)).status).toBe(200);
  });
});

describe('query-layer-errors beside other faults', () => {
  it('with every quirk, what is refused is answered, however a fault cuts it', async () => {
    const emulator = createEmulator({ machineActions: { rows: ROWS }, quirks: 'all' });
    const seen: unknown[] = [];
    const codes = new Set<unknown>();
    for (let call = 0; call < 10; call += 1) {
      const { status, body } = await get(emulator, `nobody-${String(call >> 1)}`);
      seen.push(body === undefined ? `${String(status)} unreadable` : status);
      codes.add((body as { readonly error: { readonly code: unknown } } | undefined)?.error.code);
    }
    expect(seen).toStrictEqual([
      '502 unreadable',
      404,
      '503 unreadable',
      404,
      '404 unreadable',
      404,
      404,
      404,
      429,
      404,
    ]);
    expect(codes).toStrictEqual(new Set([undefined, '']));
  });

  it('truncated-json cuts the error in its new shape', async () => {
    const emulator = emulatorWith('query-layer-errors', 'truncated-json');
    expect((await get(emulator, 'x')).text).toBe('{"error":{"code":"","message":"Machine');
  });

  it('leaves alone what a test gave failNext and no error of the service is', async () => {
    const emulator = emulatorWith('query-layer-errors');
    const headers = { 'content-type': 'application/json' };
    const bodies = ['not json', 'null', '[1]', '{"any":"json"}', '{"error":"text"}'];
    for (const body of bodies) emulator.failNext({ status: 500, body, headers });
    for (const body of bodies) expect(await list(emulator)).toMatchObject({ status: 500, text: body });
  });
});

describe('faults', () => {
  const faults: readonly (readonly [QuirkName, object])[] = [
    ['html-502', { status: 502, text: expect.stringMatching(/^<!DOCTYPE html>/) }],
    ['empty-body', { status: 503, text: '' }],
    ['truncated-json', { status: 200, body: undefined, text: expect.stringMatching(/^\{"@odata/) }],
    ['throttled-in-budget', { status: 429, body: { error: { code: '429' } } }],
  ];

  it.each(faults)('%s strikes every second time a call is made, first of all', async (name, wanted) => {
    const emulator = emulatorWith(name);
    expect(await list(emulator)).toMatchObject(wanted);
    expect(await list(emulator)).toMatchObject({ status: 200, body: { value: expect.any(Array) } });
    expect(await list(emulator)).toMatchObject(wanted);
    expect(await list(emulator, '$top=1')).toMatchObject(wanted);
  });

  it('slow-body takes 10 seconds for its second half', async () => {
    const emulator = emulatorWith('slow-body');
    const response = await emulator.fetch('https://api.security.microsoft.com/api/machineactions');
    const before = emulator.clock.now();
    expect(await response.json()).toHaveProperty('value');
    expect(emulator.clock.now() - before).toBe(10_000);
  });

  it('take turns, and let whoever tries again through', async () => {
    const emulator = createEmulator({ machineActions: { rows: ROWS }, quirks: 'all' });
    const seen: unknown[] = [];
    for (let call = 0; call < 5; call += 1) {
      const query = `$top=${String(call)}`;
      const { status, body } = await list(emulator, query);
      seen.push(body === undefined ? `${String(status)} unreadable` : status);
      expect((await list(emulator, query)).status).toBe(200);
    }
    expect(seen).toStrictEqual(['502 unreadable', '503 unreadable', '200 unreadable', 200, 429]);
  });
});
