import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DefenderClient, exportAll } from '../src/index.ts';
import { answer, scriptedServer, timelessFetch, type Step } from './support/scripted-server.ts';
import { VirtualClock } from './support/virtual-clock.ts';

const rows = ['{"id":"a","n":1.5}', '{"id":"ß"}'];
const body = `{"value":[${rows.join(',')}]}`;

/** The lines that come of a server that takes these steps, and how many calls it took. */
async function exportThrough(...steps: readonly Step[]) {
  await using server = await scriptedServer(...steps);
  const clock = new VirtualClock();
  const fetch = timelessFetch(clock);
  const client = new DefenderClient('token', { endpoint: server.endpoint, clock, fetch, random: () => 1 });
  async function read() {
    let text = '';
    for await (const { ndjson } of exportAll(client.machineActions).toNdjson())
      text += new TextDecoder().decode(ndjson);
    return text.split('\n').slice(0, -1);
  }
  const outcome: unknown = await clock.run(read().catch((error: unknown) => error));
  return { outcome, calls: server.requests.length, timers: clock.pending };
}

test.each<[string, Step]>([
  [
    'a body that breaks off',
    (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(body.slice(0, 20));
      setImmediate(() => response.destroy());
    },
  ],
  ['JSON that is cut off in a row', answer(body.slice(0, 20))],
  ['JSON that is cut off after the rows', answer(body.slice(0, -1))],
  ['gzip that is cut off', answer(gzipSync(body).subarray(0, 20), 200, { 'content-encoding': 'gzip' })],
  ['a busy service', answer('{"error":{"code":"Busy","message":"later"}}', 503)],
])('an export as text goes on after %s', async (_, fault) => {
  expect(await exportThrough(fault, answer(body))).toEqual({ outcome: rows, calls: 3, timers: 0 });
});

test('an export as text reads gzip', async () => {
  const zipped = answer(gzipSync(body), 200, { 'content-encoding': 'gzip' });
  expect(await exportThrough(zipped)).toEqual({ outcome: rows, calls: 2, timers: 0 });
});

test('an export as text tells an error of the service in its words', async () => {
  const refused = answer('{"error":{"code":"Forbidden","message":"not for you"}}', 403);
  const { outcome } = await exportThrough(refused);
  expect(outcome).toMatchObject({ code: 'Forbidden', serviceCode: 'Forbidden' });
  expect(String(outcome)).toContain('not for you');
});
