import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DefenderClient } from '@defender-odata/client';
import { createEmulator, machineAction } from '@defender-odata/testing';
import '@defender-odata/testing/jest';
import { setupServer } from 'msw/node';

const emulator = createEmulator({
  machineActions: { rows: [machineAction({ status: 'Failed' }), machineAction({ status: 'Pending' })] },
});
const server = setupServer(...emulator.handlers());
beforeAll(() => server.listen());
afterAll(() => server.close());

test('a client asks what it was meant to ask', async () => {
  const client = new DefenderClient('a-token');
  const failed = [];
  for await (const action of client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed'))))
    failed.push(action);
  expect(failed).toHaveLength(1);
  expect(emulator).toHaveListed('machineActions', { filter: (a) => a.status.eq('Failed') });
  expect(emulator).not.toHaveListed('machineActions', { filter: (a) => a.status.eq('Pending') });
});
