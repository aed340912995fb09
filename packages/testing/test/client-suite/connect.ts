import { DefenderClient, type DefenderClientOptions } from '@defender-odata/client';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import { serve } from '../../src/adapters/http/index.ts';

/** A client on an emulator, and what lets their time pass. */
export interface Connection {
  readonly emulator: Emulator;
  readonly client: DefenderClient;
  /** A client of the same service, as another process would have it. */
  another(options?: DefenderClientOptions): DefenderClient;
  /** Lets time pass on the emulator's clock until a promise settles. */
  run<Value>(promise: Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** The ways in which a client reaches an emulator. */
export type Door = 'fetch' | 'HTTP';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Calls over a network, counted while they are under way: meanwhile no time passes, or it would strike before the answer. */
function createNetwork() {
  let underWay = 0;
  const call: typeof globalThis.fetch = async (input, init) => {
    underWay += 1;
    try {
      const response = await globalThis.fetch(input, init);
      const { status, headers } = response;
      return new Response(await response.arrayBuffer(), { status, headers });
    } finally {
      underWay -= 1;
    }
  };
  return { call, isQuiet: () => underWay === 0 };
}

async function runOver<Value>(promise: Promise<Value>, { clock }: Emulator, isQuiet: () => boolean): Promise<Value> {
  const progress = { settled: false };
  const settle = (): void => {
    progress.settled = true;
  };
  promise.then(settle, settle);
  while (!progress.settled) {
    for (let turns = 0; turns < 5 && isQuiet() && !progress.settled; turns += 1) await turn();
    if (isQuiet()) await clock.advance('10s');
    else await turn();
  }
  return promise;
}

/** Makes an emulator and a client on it, on one clock, with a token that is asked for. */
export async function connect(
  door: Door,
  options: EmulatorOptions,
  clientOptions: DefenderClientOptions = {},
): Promise<Connection> {
  const emulator = createEmulator({ auth: true, ...options });
  const { clock } = emulator;
  const server = door === 'HTTP' ? await serve(emulator) : undefined;
  const network = createNetwork();
  const another = (more: DefenderClientOptions = {}): DefenderClient =>
    new DefenderClient(() => emulator.token(), {
      clock,
      random: () => 0.5,
      ...(server === undefined ? { fetch: emulator.fetch } : { fetch: network.call, endpoint: server.url }),
      ...clientOptions,
      ...more,
    });
  return {
    emulator,
    client: another(),
    another,
    run: (promise) => (server === undefined ? clock.runUntil(promise) : runOver(promise, emulator, network.isQuiet)),
    close: async () => server?.close(),
  };
}

/** What a stream gives, as a list. */
export async function collect<Item>(items: AsyncIterable<Item>, atMost = Infinity): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) {
    collected.push(item);
    if (collected.length >= atMost) break;
  }
  return collected;
}
