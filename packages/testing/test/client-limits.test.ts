import { DefenderClient, exportAll, type ClientEvent, type DefenderClientOptions } from '@defender-odata/client';
import { describe, expect, it } from 'vitest';
import { createEmulator, type EmulatorOptions } from '../src/emulator/index.ts';
import { hour, minute } from './spec.ts';

/** A client and an emulator on one clock, and what lets their time pass. */
function setUp(emulatorOptions: EmulatorOptions, clientOptions: DefenderClientOptions = {}) {
  const emulator = createEmulator(emulatorOptions);
  const { clock } = emulator;
  const events: ClientEvent[] = [];
  const client = new DefenderClient(() => emulator.token(), {
    fetch: emulator.fetch,
    clock,
    random: () => 1,
    onEvent: (event) => events.push(event),
    ...clientOptions,
  });
  const run = <Value>(promise: Promise<Value>): Promise<Value> => clock.runUntil(promise);
  return { emulator, client, clock, events, run };
}

const sorted = (rows: Iterable<{ readonly id: string }>) => Array.from(rows, ({ id }) => id).toSorted();

describe('against pages that are smaller than asked', () => {
  it('follows the links of the service, and reads what it has', async () => {
    const { emulator, client, run, events } = setUp({ machineActions: { count: 50 }, pageSize: 8 });
    expect(sorted(await run(client.machineActions.list().toArray()))).toEqual(sorted(emulator.machineActions.rows));
    expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
  });

  it('does not follow the link that loses the filter', async () => {
    const { emulator, client, run, events } = setUp({
      machineActions: { count: 50 },
      pageSize: 8,
      quirks: 'broken-next-link',
    });
    const filter = { status: { ne: 'Nothing' } };
    expect(sorted(await run(client.machineActions.list({ filter }).toArray()))).toEqual(
      sorted(emulator.machineActions.rows),
    );
    expect(events).toContainEqual(expect.objectContaining({ code: 'NextLinkIgnored' }));
  });

  it('exports all of them, while new ones arrive', async () => {
    const { emulator, client, run } = setUp({ machineActions: { count: 300 }, pageSize: 25, latency: '300ms' });
    const before = sorted(emulator.machineActions.rows);
    emulator.machineActions.traffic({ perMinute: 200 });
    const ids: string[] = [];
    await run(
      (async () => {
        for await (const { id } of exportAll(client.machineActions)) ids.push(id);
      })(),
    );
    expect(emulator.machineActions.rows.length).toBeGreaterThan(300);
    expect(new Set(ids).size).toBe(ids.length);
    expect(before.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe.each(['sliding', 'aligned'] as const)('within %s windows', (window) => {
  it('the calls of two hours earn no 429, and take at most an hour and what the last ones need', async () => {
    const { emulator, client, clock, run } = setUp({ machineActions: { rows: [{ id: 'a' }] }, quota: { window } });
    const started = clock.now();
    let left = 2 * hour.calls;
    const worker = async () => {
      while (left-- > 0) await client.machineActions.get('a');
    };
    await run(Promise.all(Array.from({ length: 32 }, worker)));
    expect(emulator.requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(clock.now() - started).toBeLessThanOrEqual(
      (hour.seconds + Math.ceil(hour.calls / minute.calls) * minute.seconds) * 1000,
    );
  }, 60_000);
});

it('is told which permission is missing', async () => {
  const { emulator, clock } = setUp({ auth: true });
  const client = new DefenderClient(() => emulator.token({ roles: ['Machine.Read.All'] }), {
    fetch: emulator.fetch,
    clock,
  });
  await expect(client.machineActions.list().toArray()).rejects.toMatchObject({
    code: 'Forbidden',
    message: expect.stringMatching(/API required roles: Machine\.ReadWrite\.All, .*the token has Machine\.Read\.All/),
  });
});
