import { DefenderClient } from '@defender-odata/client';
import { createEmulator, machineAction } from '@defender-odata/testing';
import { createWorker } from '@defender-odata/testing/browser';
import { afterAll, beforeAll, expect, test } from 'vitest';

const emulator = createEmulator({
  machineActions: { rows: [machineAction({ status: 'Failed' }), machineAction({ status: 'Pending' })] },
});
const worker = createWorker(emulator);
beforeAll(() => worker.start({ quiet: true }));
afterAll(() => worker.stop());

test('a page lists what failed', async () => {
  const client = new DefenderClient('a-token');
  const failed = await client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed'))).toArray();
  expect(failed).toHaveLength(1);
  expect(emulator.requests[0]?.operationId).toBe('listMachineActions');
});
