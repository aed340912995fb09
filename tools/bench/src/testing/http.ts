import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { median } from '../shared/measure-async.ts';
import { connectTo, rateOf, type Caller } from './load.ts';

const CLI = fileURLToPath(import.meta.resolve('@defender-odata/testing/server')).replace(/index\.(ts|js)$/, 'cli.$1');
const pathOf = (filter: string): string => `/api/machineactions?$top=100&$filter=${encodeURIComponent(filter)}`;
const PATH = pathOf("status eq 'Succeeded'");
const CONNECTIONS = 8;
const ROUNDS = 15;
const CALLS = 1000;
const GOAL = 3000;

// What the machine can do at all: as many bytes, with nothing to think about.
const bare = (bytes: number): string => `
  import { createServer } from 'node:http';
  const body = Buffer.alloc(${String(bytes)}, 'x');
  const server = createServer((request, response) => response.writeHead(200, { 'content-length': body.length }).end(body));
  server.listen(0, '127.0.0.1', () => console.log('listening on http://127.0.0.1:' + server.address().port));
`;

interface Running {
  readonly server: ChildProcessByStdio<null, Readable, null>;
  readonly url: URL;
  readonly callers: readonly Caller[];
}

async function start(args: readonly string[]): Promise<Running> {
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const url = new URL(line.toString().trim().split(' ').at(-1) ?? '');
  const callers = await Promise.all(Array.from({ length: CONNECTIONS }, () => connectTo(url)));
  return { server, url, callers };
}

function stop({ server, callers }: Running): void {
  for (const caller of callers) caller.close();
  server.kill();
}

/**
 * Filtered lists of 100 rows over HTTP from a process of its own: how many a second, in turns with a server that only sends bytes. A
 * question that was asked before is answered from what was given then; one that was not, from the rows.
 */
export async function benchHttp(): Promise<void> {
  const ours = await start([...process.execArgv, CLI, '--count=1000']);
  const { byteLength } = await (await fetch(new URL(PATH, ours.url))).arrayBuffer();
  const other = await start(['--input-type=module', '--eval', bare(byteLength)]);
  let asked = 0;
  const contenders = [
    { name: 'emulator', running: ours, next: () => PATH, rates: [] as number[] },
    {
      name: 'emulator, another question',
      running: ours,
      next: () => pathOf(`status eq 'Succeeded' and id ne '${String((asked += 1))}'`),
      rates: [] as number[],
    },
    { name: 'a server that only sends bytes', running: other, next: () => PATH, rates: [] as number[] },
  ];
  for (const { running, next } of contenders) await rateOf(running.callers, CALLS, next);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { running, next, rates } of contenders) rates.push(await rateOf(running.callers, CALLS, next));
  }
  stop(ours);
  stop(other);
  const all = median(contenders.at(-1)?.rates ?? []);
  process.stdout.write(`HTTP: filtered lists of 100 rows, ${(byteLength / 1000).toFixed(0)} kB each\n`);
  for (const { name, rates } of contenders) {
    const rate = median(rates);
    const share = `${(rate / all).toFixed(2)} of what this machine sends`;
    process.stdout.write(`  ${name.padEnd(30)} ${rate.toFixed(0).padStart(6)} a second, ${share}\n`);
    if (name.startsWith('emulator')) {
      process.stdout.write(`  ${rate >= GOAL ? 'reached' : 'MISSED'}: at least ${String(GOAL)} lists a second\n`);
    }
  }
  process.stdout.write('\n');
}
