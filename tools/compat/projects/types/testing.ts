import { createEmulator, machineAction, type MswEmulator } from '@defender-odata/testing';

/** What a test author writes. */
export function use(): MswEmulator {
  const emulator = createEmulator({ machineActions: { rows: [machineAction({ status: 'Failed' })] } });
  emulator.failNext({ status: 503 });
  return emulator;
}
