import { isBuilt, runScript } from '../shared/script.ts';
import { startServer } from './server.ts';

/** What each contender does between the start and the end of a file; it counts `rows`. */
const WAYS = {
  'raw bytes': `
    for (; rows < expected; rows += 10_000)
      await write(new Uint8Array(await (await fetch(endpoint + '/api/machineactions?$top=10000&$skip=' + rows)).arrayBuffer()));`,
  'toNdjson()': `
    for await (const slice of exportAll(client.machineActions).toNdjson()) {
      rows += slice.rows;
      await write(slice.ndjson);
    }`,
};
type Way = keyof typeof WAYS;

/** Gets rows into a file. The peak of memory is from the kernel's own book, in MB: `maxRSS` begins with what the parent held. */
const scriptOf = (way: Way, endpoint: string, expected: number) => `
  import { createWriteStream, readFileSync } from 'node:fs';
  import { mkdtemp, rm } from 'node:fs/promises';
  import { once } from 'node:events';
  import { tmpdir } from 'node:os';
  import { join } from 'node:path';
  import { DefenderClient } from '@defender-odata/client';
  import { exportAll } from '@defender-odata/client/export';
  const [endpoint, expected] = [${JSON.stringify(endpoint)}, ${expected}];
  const client = new DefenderClient('token', { endpoint, quota: false });
  const directory = await mkdtemp(join(tmpdir(), 'bench-'));
  const file = createWriteStream(join(directory, 'rows.ndjson'));
  const write = async (chunk) => file.write(chunk) || once(file, 'drain');
  const started = performance.now();
  let rows = 0;
  ${WAYS[way]}
  file.end();
  await once(file, 'finish');
  const ms = performance.now() - started;
  await rm(directory, { recursive: true });
  if (rows !== expected) throw new Error(rows + ' rows came of ' + expected + '.');
  const peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  console.log(JSON.stringify({ rate: rows / (ms / 1000), peak }));
`;

const MILLION = 1_000_000;
const ROUNDS = 5;

/**
 * The export of a million rows to NDJSON beside the floor, the same bytes fetched and written unread. And of ten million, for the memory. Each run is a process of its own, with the packages as users have them, if they are built.
 */
export async function exporting(): Promise<void> {
  process.stdout.write(
    `export to NDJSON${isBuilt ? '' : ' (sources: build the packages to measure what users have)'}\n`,
  );
  const options = isBuilt ? [] : ['--conditions=@defender-odata/source'];
  const run = async (way: Way, endpoint: string, rows: number) => {
    const { rate = NaN, peak = NaN } = await runScript(scriptOf(way, endpoint, rows), options);
    return { rate, peak };
  };
  const ways = Object.keys(WAYS) as Way[];
  const runs = ways.map((): { rate: number; peak: number }[] => []);
  const { endpoint, process: server } = await startServer(MILLION);
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, way] of ways.entries()) runs[index]?.push(await run(way, endpoint, MILLION));
  server.disconnect();
  const rates = runs.map((results) => middle(results.map(({ rate }) => rate)));
  for (const [index, way] of ways.entries())
    print(
      `${way}, 1,000,000 rows`,
      rates[index] ?? NaN,
      `${((rates[index] ?? NaN) / (rates[0] ?? NaN)).toFixed(2)} of the floor`,
      Math.max(...(runs[index] ?? []).map(({ peak }) => peak)),
    );
  const large = await startServer(10 * MILLION);
  for (const way of ways.slice(1)) {
    const { rate, peak } = await run(way, large.endpoint, 10 * MILLION);
    print(`${way}, 10,000,000 rows`, rate, '', peak);
  }
  large.process.disconnect();
  process.stdout.write(
    '  goal: at least 50,000 rows/s (the quota allows 4,167), at most 350 MB, as much for 10 million\n\n',
  );
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const print = (name: string, rate: number, ratio: string, peak: number) =>
  process.stdout.write(
    `  ${name.padEnd(28)} ${Math.round(rate).toLocaleString('en').padStart(10)} rows/s  ${ratio.padEnd(18)} peak ${Math.round(peak)} MB\n`,
  );
