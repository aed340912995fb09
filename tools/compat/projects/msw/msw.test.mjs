import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import { promisify } from 'node:util';
import { DefenderClient } from '@defender-odata/client';
import { createEmulator, createHandlers, fixtures, handlers, machineAction } from '@defender-odata/testing';
import { createEmulator as createPlainEmulator } from '@defender-odata/testing/emulator';
import { fromRecording } from '@defender-odata/testing/record';
import { serve } from '@defender-odata/testing/server';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';

const LIST = 'https://api.security.microsoft.com/api/machineactions';
const server = setupServer(...handlers);
before(() => server.listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
after(() => server.close());

test('this is the Node and the msw that were meant', () => {
  assert.equal(process.version, process.env.EXPECTED_NODE);
  const require = createRequire(import.meta.url);
  assert.equal(require('msw/package.json').version, process.env.EXPECTED_MSW);
});

test('handlers answer a client with no set-up', async () => {
  const client = new DefenderClient('a-token');
  const rows = [];
  for await (const row of client.machineActions.list()) rows.push(row);
  assert.deepEqual(rows, fixtures.listAll.value);
  await assert.rejects(client.machineActions.get('nobody'), { statusCode: 404 });
});

test('overrides, an emulator of its own, and one that is driven', async () => {
  server.use(http.get(LIST, () => HttpResponse.json({ value: [] })));
  assert.deepEqual(await (await fetch(LIST)).json(), { value: [] });
  server.resetHandlers(...createHandlers({ machineActions: { rows: [machineAction({ status: 'Failed' })] } }));
  assert.equal((await (await fetch(`${LIST}?$filter=status eq 'Failed'`)).json()).value.length, 1);
  const emulator = createEmulator({ machineActions: { rows: [] } });
  server.use(...emulator.handlers());
  emulator.machineActions.add({ id: '1' });
  assert.deepEqual((await (await fetch(LIST)).json()).value, [{ id: '1' }]);
  assert.equal(emulator.requests.length, 1);
});

test('the other doors and the program', async () => {
  const served = await serve(createPlainEmulator());
  server.use(http.all(`${served.url}/*`, () => passthrough()));
  assert.deepEqual(await (await fetch(`${served.url}/api/machineactions`)).json(), fixtures.listAll);
  await served.close();
  assert.throws(() => fromRecording('nowhere'), { name: 'EmulatorError' });
  const { stdout } = await promisify(execFile)('npx', ['defender-emulator', '--help']);
  assert.match(stdout, /^defender-emulator \[options\]/);
});
