import type { HttpHandler } from 'msw';
import { createEmulator as createPlainEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { EmulatorOptions } from '../../emulator/options.ts';
import { createHandlers } from './create-handlers.ts';

/** An emulator with a door for msw. */
export interface MswEmulator extends Emulator {
  /** Handlers for msw that answer from this emulator. */
  handlers(): HttpHandler[];
}

/**
 * Makes an emulator that has msw handlers.
 *
 * @param options Rows, time, limits and faults; without any, the documents' examples on a clock that stands still.
 * @throws EmulatorError at once for every option or row that is not right, with the place and what is allowed.
 *
 * @example
 * const emulator = createEmulator({ machineActions: { count: 100 } });
 * const server = setupServer(...emulator.handlers());
 */
export function createEmulator(options: EmulatorOptions = {}): MswEmulator {
  const emulator = createPlainEmulator(options);
  const handlers = (): HttpHandler[] => createHandlers(emulator);
  // The getters must stay getters, so the method is added to the emulator itself.
  return Object.assign(emulator, { handlers });
}
