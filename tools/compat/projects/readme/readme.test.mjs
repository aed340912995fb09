import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { DefenderClient } from '@defender-odata/client';
import { from } from '@defender-odata/query-builder';
import { createEmulator, fixtures, handlers } from '@defender-odata/testing';
import { setupServer } from 'msw/node';

const server = setupServer(...handlers);
before(() => server.listen());
after(() => server.close());

test('what was installed is what was told, and saved where it was told', async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  assert.deepEqual(Object.keys(dependencies), ['@defender-odata/client', '@defender-odata/query-builder']);
  assert.deepEqual(Object.keys(devDependencies), ['@defender-odata/testing', 'msw']);
});

test('every package works', async () => {
  const rows = await new DefenderClient('a-token').machineActions.list().toArray();
  assert.deepEqual(rows, fixtures.listAll.value);
  assert.equal(
    (await createEmulator({ machineActions: { count: 5 } }).fetch('https://localhost/api/machineactions?$top=2'))
      .status,
    200,
  );
  assert.equal(typeof from, 'function');
});
