import { getResponse } from 'msw';
import { createHandlers } from '../src/index.ts';
import type { Emulator } from '../src/emulator/index.ts';
import { serve } from '../src/adapters/http/index.ts';

/** Asks an emulator through one of its adapters. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** An adapter, and what ends it. */
export interface Adapter {
  readonly ask: Ask;
  /** Follows a link that an answer gave. */
  readonly follow: Ask;
  readonly close: () => Promise<void>;
}

const HOST = 'https://api.security.microsoft.com';

function throughFetch(emulator: Emulator): Adapter {
  const follow: Ask = (url, init) => emulator.fetch(url, init);
  return { ask: (path, init) => follow(`${HOST}${path}`, init), follow, close: async () => undefined };
}

function throughMsw(emulator: Emulator): Adapter {
  const handlers = createHandlers(emulator);
  const follow: Ask = async (url, init) => {
    const response = await getResponse(handlers, new Request(url, init));
    if (response === undefined) throw new Error(`No handler of msw takes ${url}.`);
    return response;
  };
  return {
    ask: (path, init) => follow(`${HOST}${path}`, init),
    follow,
    close: async () => undefined,
  };
}

async function throughHttp(emulator: Emulator): Promise<Adapter> {
  const server = await serve(emulator);
  return { ask: (path, init) => fetch(`${server.url}${path}`, init), follow: fetch, close: () => server.close() };
}

/** The adapters by name: what one does, all do. */
export const ADAPTERS = { fetch: throughFetch, msw: throughMsw, http: throughHttp } as const;
export type AdapterName = keyof typeof ADAPTERS;
export const ADAPTER_NAMES = Object.keys(ADAPTERS) as readonly AdapterName[];
