import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefenderClient } from '@defender-odata/client';
import { exportAll } from '@defender-odata/client/export';
import { startServer } from './server.ts';

interface Result {
  readonly rows: number;
  readonly ms: number;
  /** The most memory that the process held, in MB. */
  readonly peak: number;
}

type Way = 'export' | 'floor';

/** One way to get the rows into a file, in a process of its own. */
async function runApart(way: Way, endpoint: string, rows: number): Promise<Result> {
  const child = fork(fileURLToPath(import.meta.url), [way, endpoint, String(rows)], {
    execArgv: ['--conditions=@defender-odata/source'],
  });
  const [result] = await once(child, 'message');
  child.disconnect();
  return result as Result;
}

/** The export of a million rows to NDJSON, beside the floor: the same bytes fetched and written unread; and of ten million, for the memory. */
export async function exporting(): Promise<void> {
  process.stdout.write('export to NDJSON\n');
  const rates: Record<Way, number[]> = { export: [], floor: [] };
  const { endpoint, process: server } = await startServer(1_000_000);
  let peak = 0;
  for (let round = 0; round < 5; round++)
    for (const way of ['floor', 'export'] as const) {
      const result = await runApart(way, endpoint, 1_000_000);
      rates[way].push(result.rows / (result.ms / 1000));
      if (way === 'export') peak = Math.max(peak, result.peak);
    }
  server.disconnect();
  const middle = (way: Way) => rates[way].toSorted((a, b) => a - b)[2] ?? Number.NaN;
  print(`raw bytes, 1,000,000 rows`, middle('floor'), '');
  print(
    `exportAll, 1,000,000 rows`,
    middle('export'),
    `${(middle('export') / middle('floor')).toFixed(2)} of the floor, peak ${peak} MB`,
  );
  const large = await startServer(10_000_000);
  const ten = await runApart('export', large.endpoint, 10_000_000);
  large.process.disconnect();
  print('exportAll, 10,000,000 rows', ten.rows / (ten.ms / 1000), `peak ${ten.peak} MB`);
  process.stdout.write(
    '  goal: at least 310,000 rows/s or 0.65 of the floor, at most 350 MB, as much for 10 million\n\n',
  );
}

const print = (name: string, rate: number, more: string) =>
  process.stdout.write(`  ${name.padEnd(28)} ${Math.round(rate).toLocaleString('en').padStart(10)} rows/s  ${more}\n`);

async function work(way: Way, endpoint: string, expected: number): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  const file = createWriteStream(join(directory, 'rows.ndjson'));
  const write = async (chunk: string | Uint8Array) => {
    if (!file.write(chunk)) await once(file, 'drain');
  };
  const started = performance.now();
  let rows = 0;
  if (way === 'floor')
    for (; rows < expected; rows += 10_000)
      await write(
        new Uint8Array(await (await fetch(`${endpoint}/api/machineactions?$top=10000&$skip=${rows}`)).arrayBuffer()),
      );
  else {
    const client = new DefenderClient('token', { endpoint, quota: false });
    for await (const slice of exportAll(client.machineActions).bySlice()) {
      rows += slice.rows.length;
      for (let start = 0; start < slice.rows.length; start += 1000) {
        let text = '';
        for (const row of slice.rows.slice(start, start + 1000)) text += `${JSON.stringify(row)}\n`;
        await write(text);
      }
    }
  }
  file.end();
  await once(file, 'finish');
  const ms = performance.now() - started;
  await rm(directory, { recursive: true });
  return { rows, ms, peak: Math.round(process.resourceUsage().maxRSS / 1024) };
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , way, endpoint = '', rows] = process.argv;
  const result = await work(way === 'floor' ? 'floor' : 'export', endpoint, Number(rows));
  if (way === 'export' && result.rows !== Number(rows)) throw new Error(`${result.rows} rows came of ${rows}.`);
  process.send(result);
}
