import { DefenderClient, waitFor } from '@defender-odata/client';
import { createEmulator, machine, machineAction } from '@defender-odata/testing';
import '@defender-odata/testing/vitest';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

const emulator = createEmulator({
  machineActions: {
    rows: [
      machineAction({ id: 'scan', type: 'RunAntiVirusScan', status: 'Pending' }),
      ...machineAction.many(3, { status: 'Failed' }),
    ],
  },
  machines: { rows: machine.many(2, { healthStatus: 'Active' }) },
  pageSize: 2,
});
const client = new DefenderClient('a-token', { clock: emulator.clock });

const server = setupServer(...emulator.handlers());
beforeAll(() => server.listen());
afterEach(() => {
  server.resetHandlers();
  emulator.reset();
});
afterAll(() => server.close());

test('a list', async () => {
  const failed = await client.machineActions.list({ filter: { status: 'Failed' } }).toArray();
  expect(failed).toHaveLength(3);
  const active = await client.machines.list((q) => q.filter((m) => m.healthStatus.eq('Active'))).toArray();
  expect(active).toHaveLength(2);
});

test('an answer of your own, for one test', async () => {
  const url = 'https://api.security.microsoft.com/api/machines/:id';
  server.use(http.get(url, () => HttpResponse.json({ error: { code: 'Gone', message: 'It left.' } }, { status: 410 })));
  await expect(client.machines.get('0'.repeat(40))).rejects.toMatchObject({ statusCode: 410 });
});

test('a 429, and the wait that it asks for', async () => {
  emulator.failNext({ status: 429, retryAfter: 30 });
  const started = emulator.clock.now();
  const asked = client.machineActions.get('scan');
  await emulator.clock.advance('31s');
  expect(await asked).toMatchObject({ id: 'scan' });
  expect(emulator.requests.map(({ at, status }) => [at - started, status])).toEqual([
    [0, 429],
    [30_000, 200],
  ]);
});

test('a status that changes', async () => {
  emulator.machineActions.timeline('scan', [
    ['10s', 'InProgress'],
    ['2m', 'Succeeded'],
  ]);
  const { outcome } = await emulator.clock.runUntil(waitFor(client.machineActions, 'scan'));
  expect(outcome).toBe('final');
});

test('pages', async () => {
  const pages = [];
  for await (const page of client.machineActions.list().byPage()) pages.push(page.length);
  expect(pages).toEqual([2, 2]);
});

test('what was asked', async () => {
  await client.machineActions.list((q) => q.filter((a) => a.status.in(['Failed', 'TimeOut'])).top(5)).toArray();
  expect(emulator).toHaveListed('machineActions', { filter: "status eq 'TimeOut' or status eq 'Failed'", top: 5 });
  expect(emulator).not.toHaveListed('machines');
});
