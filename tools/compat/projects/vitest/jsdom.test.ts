// @vitest-environment jsdom
import { DefenderClient } from '@defender-odata/client';
import { createEmulator, machineAction } from '@defender-odata/testing';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';

const emulator = createEmulator({
  machineActions: { rows: [machineAction({ status: 'Failed' }), machineAction({ status: 'Pending' })] },
});
const server = setupServer(...emulator.handlers());
const client = new DefenderClient('a-token');
beforeAll(() => server.listen());
afterAll(() => server.close());

test('a component lists what failed', async () => {
  const failed = await client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed'))).toArray();
  document.body.textContent = failed.map(({ status }) => status).join();
  expect(document.body.textContent).toBe('Failed');
});
