import { expect } from '@jest/globals';
import { createEmulator } from '@defender-odata/testing';
import '@defender-odata/testing/jest';

/** Compiled and not run: the matcher must be known, with the types of what it takes. */
export function compiled(): void {
  const emulator = createEmulator();
  expect(emulator).not.toHaveListed('machineActions', { filter: (a) => a.status.eq('Failed') });
  // @ts-expect-error: no such property
  expect(emulator).toHaveListed('machineActions', { filter: (a) => a.nothing.eq('x') });
}
