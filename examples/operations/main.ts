import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefenderClient } from '@defender-odata/client';
import { createEmulator } from '@defender-odata/testing/emulator';
import { burstUnderQuota } from './burst-under-quota.ts';
import { letTimePass } from './let-time-pass.ts';
import { nightlyExport } from './nightly-export.ts';
import { waitForIsolation } from './wait-for-isolation.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);
const emulator = createEmulator({ machineActions: { count: 25_000 }, quota: true });
const { clock } = emulator;
const client = new DefenderClient('any token', { fetch: emulator.fetch, clock });

const directory = await mkdtemp(join(tmpdir(), 'nightly-export-'));
const range = { directory, from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
print(`Exported ${await letTimePass(clock, nightlyExport(client, range))} machine actions.`);
await rm(directory, { recursive: true });

const isolation = emulator.machineActions.add({ type: 'Isolate', scope: 'Full', computerDnsName: 'desktop-39g9tgl' });
emulator.machineActions.timeline(isolation.id, [
  ['10s', 'InProgress'],
  ['20m', 'Succeeded'],
]);
print(await letTimePass(clock, waitForIsolation(client, isolation.id)));

const ids = emulator.machineActions.rows.slice(0, 300).map(({ id }) => id);
const started = clock.now();
const seconds = () => Math.round((clock.now() - started) / 1000);
const burst = burstUnderQuota(client, ids, isolation.id, () => print(`The urgent one came after ${seconds()} s.`));
print(`${(await letTimePass(clock, burst)).length} came after ${seconds()} s.`);
