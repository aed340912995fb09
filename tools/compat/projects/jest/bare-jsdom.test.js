/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { createEmulator } from '@defender-odata/testing/emulator';

// This environment has no fetch, no Response and no TextEncoder.
test('the emulator is imported where there is nothing but a page of old', () => {
  expect(createEmulator({ machineActions: { rows: [] } }).machineActions.add({ status: 'Pending' })).toMatchObject({
    status: 'Pending',
  });
});
