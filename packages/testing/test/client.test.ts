import { DefenderClient, exportAll, waitFor, type DefenderClientOptions } from '@defender-odata/client';
import { describe, expect, it } from 'vitest';
import {
  createEmulator,
  generateRows,
  machineAction,
  QUIRK_NAMES,
  type Emulator,
  type EmulatorOptions,
} from '../src/emulator/index.ts';

function connect(
  options: EmulatorOptions,
  client: DefenderClientOptions = {},
): { emulator: Emulator; client: DefenderClient } {
  const emulator = createEmulator({ auth: true, ...options });
  const { clock } = emulator;
  const token = () => emulator.token();
  return {
    emulator,
    client: new DefenderClient(token, { fetch: emulator.fetch, clock, random: () => 0.5, ...client }),
  };
}

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const row of rows) collected.push(row);
  return collected;
}

const idsOfPage = (page: readonly { readonly id: string }[]): string[] => page.map(({ id }) => id);
const rows = [...generateRows({ seed: 6, count: 60 })];
const ids = rows.map(({ id }) => id);
const failed = rows.filter(({ status }) => status === 'Failed').map(({ id }) => id);

// The client finds its way through every fault, one by one and all at once; what comes out is the same. No page is shorter than what was
// asked for: a service that cuts a page without saying so in a link cannot be told from one that has no more rows.
describe.each([...QUIRK_NAMES.map((name) => [name] as const), ['all'] as const])(
  'a client on the quirk %s',
  (quirk) => {
    const quirky: EmulatorOptions = { rows, quirks: quirk === 'all' ? 'all' : [quirk], pageSize: 25 };

    it('lists every row once, in pages', async () => {
      const { emulator, client } = connect(quirky);
      const pages = client.machineActions.list().byPage({ maxPageSize: 25 });
      const listed = await emulator.clock.runUntil(collect(pages));
      expect(listed.flatMap(idsOfPage)).toStrictEqual(ids);
    });

    it('keeps its filter from page to page', async () => {
      const { emulator, client } = connect(quirky);
      const pages = client.machineActions
        .list((q) => q.filter((a) => a.status.eq('Failed')))
        .byPage({ maxPageSize: 2 });
      const listed = await emulator.clock.runUntil(collect(pages));
      expect(listed.flatMap(idsOfPage)).toStrictEqual(failed);
    });

    it('gets an action, and says where there is none', async () => {
      const { emulator, client } = connect(quirky);
      expect(await emulator.clock.runUntil(client.machineActions.get(ids[3] ?? ''))).toHaveProperty('id', ids[3]);
      await expect(emulator.clock.runUntil(client.machineActions.get('nobody'))).rejects.toMatchObject({
        statusCode: 404,
      });
    });

    it('exports every row once', async () => {
      const { emulator, client } = connect({ ...quirky, pageSize: 10_000 });
      const exported = await emulator.clock.runUntil(collect(exportAll(client.machineActions)));
      expect(exported.map(({ id }) => id).toSorted()).toStrictEqual(ids.toSorted());
    });

    it('exports every row once as text', async () => {
      const { emulator, client } = connect({ ...quirky, pageSize: 10_000 });
      const slices = await emulator.clock.runUntil(collect(exportAll(client.machineActions).toNdjson()));
      const lines = slices.flatMap(({ ndjson }) => new TextDecoder().decode(ndjson).split('\n').slice(0, -1));
      expect(lines.map((line): unknown => JSON.parse(line).id).toSorted()).toStrictEqual(ids.toSorted());
    });

    it('waits for an action to end', async () => {
      const { emulator, client } = connect({ ...quirky, rows: [machineAction({ status: 'Pending' })] });
      const [{ id } = { id: '' }] = emulator.rows;
      emulator.timeline(id, [
        ['1m', 'InProgress'],
        ['1h', 'Succeeded'],
      ]);
      const result = await emulator.clock.runUntil(waitFor(client.machineActions, id));
      expect(result).toMatchObject({ outcome: 'final', action: { status: 'Succeeded' } });
    });
  },
);

describe('a client and the quota', () => {
  it.each(['sliding', 'aligned'] as const)('makes 250 calls through %s windows without a 429', async (window) => {
    const { emulator, client } = connect({ rows: [], quota: { window } });
    const calls = Array.from({ length: 250 }, () => collect(client.machineActions.list((q) => q.top(1))));
    await emulator.clock.runUntil(Promise.all(calls));
    expect(new Set(emulator.requests.map(({ status }) => status))).toStrictEqual(new Set([200]));
  });

  it('waits for as long as a 429 says where it keeps no quota of its own', async () => {
    const { emulator, client } = connect({ quota: true }, { quota: false });
    const started = emulator.clock.now();
    const calls = Array.from({ length: 101 }, () => client.machineActions.get('69dc3630-1ccc-4342-acf3-35286eec741d'));
    await emulator.clock.runUntil(Promise.all(calls));
    expect(emulator.requests.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(emulator.clock.now() - started).toBeGreaterThanOrEqual(60_000);
  });
});
