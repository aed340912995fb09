import { setupWorker } from 'msw/browser';
import type { Emulator } from './emulator/emulator.ts';
import type { EmulatorOptions } from './emulator/options.ts';
import { createHandlers } from './adapters/msw/create-handlers.ts';

/** msw's service worker of a page. */
export type Worker = ReturnType<typeof setupWorker>;

/**
 * Makes a service worker that answers from an emulator. The page must serve msw's worker script: `npx msw init public`.
 *
 * @param from An emulator, or options for a new one. Default: the documents' examples.
 * @returns The worker; `await worker.start()` before the page asks for anything.
 *
 * @example
 * await createWorker({ machineActions: { count: 1000 } }).start();
 */
export const createWorker = (from: EmulatorOptions | Emulator = {}): Worker => setupWorker(...createHandlers(from));
