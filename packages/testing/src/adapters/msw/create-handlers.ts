import { http, type HttpHandler } from 'msw';
import { answerWebRequest } from '../../http/fetch.ts';
import { createEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { EmulatorOptions } from '../../emulator/options.ts';
import { downloadPattern } from '../../http/downloads.ts';
import { urlPatterns } from '../../http/route.ts';

const isEmulator = (value: EmulatorOptions | Emulator): value is Emulator => 'handle' in value;

/**
 * Makes msw handlers for every host of the service: one for each path of the spec, one for every other path below `/api`, which answers 501
 * and names the nearest path that is handled, and one for the host that links lead to. Handlers of your own go before these.
 *
 * @param from An emulator, or options for a new one. Default: the documents' examples.
 * @returns Handlers for `setupServer`, `setupWorker` or `getResponse`.
 *
 * @example
 * const server = setupServer(...createHandlers({ machineActions: { rows: [machineAction({ status: 'Failed' })] } }));
 */
export function createHandlers(from: EmulatorOptions | Emulator = {}): HttpHandler[] {
  const emulator = isEmulator(from) ? from : createEmulator(from);
  // Patterns, not path strings: msw reads parentheses in a path string as a group, and OData has them in its keys.
  return [...urlPatterns, downloadPattern].map((pattern) =>
    http.all(pattern, async ({ request }) => {
      try {
        return await answerWebRequest(request, (asked) => emulator.handle(asked));
      } catch (error) {
        // The caller went away while the answer took its time: for msw, that is nothing to report.
        if (request.signal.aborted) return Response.error();
        throw error;
      }
    }),
  );
}
