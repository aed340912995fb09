import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DefenderClient } from '@defender-odata/client';
import { createEmulator, machineAction } from '@defender-odata/testing/emulator';

test('lists what failed', async () => {
  const emulator = createEmulator({
    machineActions: { rows: [machineAction({ status: 'Failed' }), machineAction({ status: 'Pending' })] },
  });
  const client = new DefenderClient('a-token', { fetch: emulator.fetch });
  const failed = await client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed'))).toArray();
  assert.equal(failed.length, 1);
  assert.equal(emulator.requests[0]?.operationId, 'listMachineActions');
});
