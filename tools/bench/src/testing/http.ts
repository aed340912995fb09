import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { median } from '../shared/measure-async.ts';

const CLI = fileURLToPath(import.meta.resolve('@defender-odata/testing/server')).replace(/index\.(ts|js)$/, 'cli.$1');
// What the machine can do at all: the same number of bytes, with nothing to think about.
const BARE = `
  import { createServer } from 'node:http';
  const body = Buffer.alloc(70_000, 'x');
  const server = createServer((request, response) => response.writeHead(200, { 'content-length': body.length }).end(body));
  server.listen(0, '127.0.0.1', () => console.log('listening on http://127.0.0.1:' + server.address().port));
`;
const CONNECTIONS = 8;
const ROUNDS = 9;
const CALLS = 1000;
const GOAL = 3000;

type Server = ChildProcessByStdio<null, Readable, null>;

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.on('end', resolve);
    }).on('error', reject);
  });
}

async function start(args: readonly string[]): Promise<{ server: Server; url: string }> {
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const address = line.toString().trim().split(' ').at(-1) ?? '';
  return {
    server,
    url: `${address}/api/machineactions?$top=100&$filter=${encodeURIComponent("status eq 'Succeeded'")}`,
  };
}

async function round(url: string, agent: Agent): Promise<number> {
  const begin = performance.now();
  const caller = async (): Promise<void> => {
    for (let call = 0; call < CALLS / CONNECTIONS; call += 1) await ask(url, agent);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, caller));
  return (CALLS * 1000) / (performance.now() - begin);
}

/** Filtered lists of 100 rows over HTTP from a process of its own: how many a second, in turns with a server that only sends bytes. */
export async function benchHttp(): Promise<void> {
  const ours = await start([...process.execArgv, CLI, '--count=1000']);
  const bare = await start(['--input-type=module', '--eval', BARE]);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const rates: number[] = [];
  const bareRates: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    rates.push(await round(ours.url, agent));
    bareRates.push(await round(bare.url, agent));
  }
  agent.destroy();
  ours.server.kill();
  bare.server.kill();
  const rate = median(rates);
  const verdict = rate >= GOAL ? 'reached' : 'MISSED';
  process.stdout.write(
    `HTTP: filtered lists of 100 rows\n  emulator ${rate.toFixed(0)} lists/s\n  a server that only sends bytes ${median(bareRates).toFixed(0)} answers/s\n` +
      `  ${verdict}: at least ${String(GOAL)} lists/s (${(rate / median(bareRates)).toFixed(2)} of what this machine sends)\n\n`,
  );
}
