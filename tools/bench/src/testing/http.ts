import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { median } from '../shared/measure-async.ts';

const CLI = fileURLToPath(import.meta.resolve('@defender-odata/testing/server')).replace(/index\.(ts|js)$/, 'cli.$1');
const CONNECTIONS = 8;
const ROUNDS = 9;
const CALLS = 2000;
const GOAL = 3000;

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.on('end', resolve);
    }).on('error', reject);
  });
}

/** Filtered lists of 100 rows over HTTP from a process of its own: how many a second. */
export async function benchHttp(): Promise<void> {
  const server = spawn(process.execPath, [...process.execArgv, CLI, '--count=1000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const address = line.toString().trim().split(' ').at(-1) ?? '';
  const url = `${address}/api/machineactions?$top=100&$filter=${encodeURIComponent("status eq 'Succeeded'")}`;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (let call = 0; call < CALLS / CONNECTIONS; call += 1) await ask(url, agent);
      }),
    );
    rates.push((CALLS * 1000) / (performance.now() - start));
  }
  agent.destroy();
  server.kill();
  const rate = median(rates);
  process.stdout.write(
    `HTTP: filtered lists of 100 rows\n  ${rate.toFixed(0)} lists/s\n  ${rate >= GOAL ? 'reached' : 'MISSED'}: at least ${GOAL} lists/s\n\n`,
  );
}
