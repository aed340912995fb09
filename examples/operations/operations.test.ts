import { mkdtemp, readFile, rm, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefenderClient } from '@defender-odata/client';
import { createEmulator, type EmulatorOptions } from '@defender-odata/testing/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { burstUnderQuota } from './burst-under-quota.ts';
import { isolateByName } from './isolate-by-name.ts';
import { letTimePass } from './let-time-pass.ts';
import { nightlyExport } from './nightly-export.ts';
import { waitForIsolation } from './wait-for-isolation.ts';

function setUp(options: EmulatorOptions) {
  const emulator = createEmulator({ quota: true, ...options });
  const { clock } = emulator;
  let untilCrash = Infinity;
  let crash = new AbortController();
  const client = new DefenderClient('any token', {
    fetch(input, init) {
      untilCrash -= 1;
      if (untilCrash === 0) crash.abort();
      return emulator.fetch(input, init);
    },
    clock,
    random: () => 1,
  });
  /** A signal that aborts with so many calls from now. */
  const crashAfter = (calls: number): AbortSignal => {
    untilCrash = calls;
    crash = new AbortController();
    return crash.signal;
  };
  const throttled = () => emulator.requests.filter(({ status }) => status === 429).length;
  return { emulator, clock, client, throttled, crashAfter };
}

describe('the nightly export', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'nightly-export-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const idsIn = async (name: string) => {
    const lines = (await readFile(join(directory, name), 'utf8')).split('\n').slice(0, -1);
    return lines.map((line): string => JSON.parse(line).id);
  };

  test('goes on after a crash, with no row lost and none doubled', async () => {
    const { emulator, clock, client, throttled, crashAfter } = setUp({
      machineActions: { count: 3000 },
      pageSize: 100,
    });
    const range = { directory, from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    for (const calls of [12, 30]) {
      const exporting = nightlyExport(client, { ...range, abortSignal: crashAfter(calls) });
      await expect(letTimePass(clock, exporting)).rejects.toMatchObject({ code: 'Aborted' });
    }
    await letTimePass(clock, nightlyExport(client, range));
    const name = 'machine-actions_2000-01-01T00-00-00Z_2100-01-01T00-00-00Z.ndjson';
    expect(await readdir(directory)).toEqual([name]);
    expect((await idsIn(name)).toSorted()).toEqual(emulator.machineActions.rows.map(({ id }) => id).toSorted());
    expect(throttled()).toBe(0);
  });

  test('of a night that was not finished does not keep the next ones from theirs, and is finished after them', async () => {
    const { emulator, clock, client, crashAfter } = setUp({ machineActions: { count: 3000 }, pageSize: 100 });
    const times = emulator.machineActions.rows.map(({ creationDateTimeUtc }) => creationDateTimeUtc).toSorted();
    const middle = times[1500] ?? '';
    const nights = [
      { directory, from: '2000-01-01T00:00:00Z', to: middle },
      { directory, from: middle, to: '2100-01-01T00:00:00Z' },
    ] as const;
    const exporting = nightlyExport(client, { ...nights[0], abortSignal: crashAfter(12) });
    await expect(letTimePass(clock, exporting)).rejects.toMatchObject({ code: 'Aborted' });
    expect((await readdir(directory)).filter((name) => name.endsWith('.state.json'))).toHaveLength(1);
    const rows = await letTimePass(clock, nightlyExport(client, nights[1]));
    const files = (await readdir(directory)).toSorted();
    expect(files.map((name) => name.split('.').at(-1))).toEqual(['ndjson', 'ndjson']);
    const ids = await Promise.all(files.map(idsIn));
    expect(ids.map(({ length }) => length)).toEqual([3000 - rows, rows]);
    expect(ids.flat().toSorted()).toEqual(emulator.machineActions.rows.map(({ id }) => id).toSorted());
  });
});

describe('the wait for an isolation', () => {
  test.each([
    ['Succeeded', 'desktop-39g9tgl is isolated (Full).'],
    ['Cancelled', 'desktop-39g9tgl is NOT isolated: Cancelled.'],
    ['TimeOut', 'desktop-39g9tgl is NOT isolated: TimeOut.'],
  ])('ends with %s', async (status, sentence) => {
    const { emulator, clock, client } = setUp({ machineActions: { rows: [] } });
    const { id } = emulator.machineActions.add({ type: 'Isolate', scope: 'Full', computerDnsName: 'desktop-39g9tgl' });
    emulator.machineActions.timeline(id, [
      ['10s', 'InProgress'],
      ['40m', status],
    ]);
    expect(await letTimePass(clock, waitForIsolation(client, id))).toBe(sentence);
  });

  test('does not wait for ever for an action that does not exist', async () => {
    const { clock, client } = setUp({ machineActions: { rows: [] } });
    expect(await letTimePass(clock, waitForIsolation(client, 'nobody'))).toBe('The service knows no action nobody.');
  });
});

const seenAgo = (clock: { now(): number }, days: number) => new Date(clock.now() - days * 86_400_000).toISOString();

describe('the isolation of a device by its name', () => {
  test('waits for the one of that name, whatever its case', async () => {
    const { emulator, clock, client } = setUp({ machines: { rows: [] }, machineActions: { rows: [] } });
    const { id } = emulator.machines.add({ computerDnsName: 'WEB1.contoso.com', lastSeen: seenAgo(clock, 0) });
    expect(await letTimePass(clock, isolateByName(client, 'web1.contoso.com', 'Case 17'))).toMatch(
      /^web1.contoso.com is /,
    );
    expect(emulator.machineActions.rows.map(({ machineId, type }) => [machineId, type])).toEqual([[id, 'Isolate']]);
  });

  test('touches none where two have it', async () => {
    const { emulator, clock, client } = setUp({ machines: { rows: [] }, machineActions: { rows: [] } });
    const ids = [0, 30].map(
      (days) => emulator.machines.add({ computerDnsName: 'web1.contoso.com', lastSeen: seenAgo(clock, days) }).id,
    );
    const sentence = await letTimePass(clock, isolateByName(client, 'web1.contoso.com', 'Case 17'));
    expect(sentence).toMatch(/^web1.contoso.com was not touched: MachineAmbiguous /);
    for (const id of ids) expect(sentence).toContain(id);
    expect(emulator.machineActions.rows).toEqual([]);
  });
});

test('a burst stays within the quota, and the urgent call does not wait behind it', async () => {
  const { emulator, clock, client, throttled } = setUp({ machineActions: { count: 251 } });
  const ids = emulator.machineActions.rows.map(({ id }) => id);
  const started = clock.now();
  let urgentAt = Infinity;
  const burst = burstUnderQuota(client, ids.slice(1), ids[0] ?? '', () => {
    urgentAt = clock.now() - started;
  });
  expect((await letTimePass(clock, burst)).map(({ id }) => id)).toEqual(ids.slice(1));
  expect(throttled()).toBe(0);
  expect(urgentAt).toBeLessThan(62_000);
  expect(clock.now() - started).toBeGreaterThan(120_000);
});
