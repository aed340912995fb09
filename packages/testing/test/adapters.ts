import { getResponse } from 'msw';
import { createHandlers } from '../src/index.ts';
import type { Emulator } from '../src/emulator/index.ts';
import { serve } from '../src/adapters/http/index.ts';

/** Asks an emulator through one of its adapters. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** An adapter, and what ends it. */
export interface Adapter {
  readonly ask: Ask;
  readonly close: () => Promise<void>;
}

const HOST = 'https://api.security.microsoft.com';

function throughFetch(emulator: Emulator): Adapter {
  return { ask: (path, init) => emulator.fetch(`${HOST}${path}`, init), close: async () => undefined };
}

function throughMsw(emulator: Emulator): Adapter {
  const handlers = createHandlers(emulator);
  return {
    async ask(path, init) {
      const response = await getResponse(handlers, new Request(`${HOST}${path}`, init));
      if (response === undefined) throw new Error(`No handler of msw takes ${path}.`);
      return response;
    },
    close: async () => undefined,
  };
}

async function throughHttp(emulator: Emulator): Promise<Adapter> {
  const server = await serve(emulator);
  return { ask: (path, init) => fetch(`${server.url}${path}`, init), close: () => server.close() };
}

/** The adapters by name: what one does, all do. */
export const ADAPTERS = { fetch: throughFetch, msw: throughMsw, http: throughHttp } as const;
export type AdapterName = keyof typeof ADAPTERS;
export const ADAPTER_NAMES = Object.keys(ADAPTERS) as readonly AdapterName[];
