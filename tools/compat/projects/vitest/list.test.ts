import { DefenderClient, type MachineAction } from '@defender-odata/client';
import { createEmulator, machineAction } from '@defender-odata/testing';
import '@defender-odata/testing/vitest';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';

const emulator = createEmulator({
  machineActions: { rows: [machineAction({ status: 'Failed' }), machineAction({ status: 'Pending' })] },
});
const server = setupServer(...emulator.handlers());
beforeAll(() => server.listen());
afterAll(() => server.close());

test('a client asks what it was meant to ask', async () => {
  const client = new DefenderClient('a-token');
  const failed: MachineAction[] = [];
  for await (const action of client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed'))))
    failed.push(action);
  expect(failed).toHaveLength(1);
  expect(emulator).toHaveListed('machineActions', { filter: (a) => a.status.eq('Failed') });
  expect(emulator).not.toHaveListed('machineActions', { filter: (a) => a.status.eq('Pending') });
});

test('the types say what is wrong', () => {
  // @ts-expect-error: no such option
  expect(() => createEmulator({ row: [] })).toThrow(/knows no option 'row'/);
  // @ts-expect-error: no such property
  expect(() => expect(emulator).toHaveListed('machineActions', { filter: (a) => a.nothing.eq('x') })).toThrow(
    /nothing/,
  );
});
