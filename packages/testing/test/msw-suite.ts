import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, createHandlers, fixtures, handlers } from '../src/index.ts';
import { nextTurn } from '../src/clock/next-turn.ts';

/** What the suite uses of msw's `setupServer`: types do not cross two installed copies of msw, so they are written here. */
interface MswServer {
  listen(options: object): void;
  close(): void;
  use(...handlers: readonly unknown[]): void;
  resetHandlers(...handlers: readonly unknown[]): void;
  boundary<R>(callback: () => R): () => R;
  readonly events: { on(event: string, listener: (event: unknown) => void): unknown; removeAllListeners(): void };
}

/** One installed copy of msw. */
export interface MswCopy {
  readonly setupServer: (...handlers: unknown[]) => MswServer;
  readonly get: (url: string, resolver: () => Response) => unknown;
  readonly getResponse: (handlers: never[], request: Request) => Promise<Response | undefined>;
}

const LIST = 'https://api.security.microsoft.com/api/machineactions';
const json = async (url: string): Promise<unknown> => (await fetch(url)).json();

/** Holds the handlers to what msw's documentation says, on one copy of msw. */
export function describeHandlers(name: string, { setupServer, get, getResponse }: MswCopy): void {
  describe(`handlers on ${name}`, () => {
    const server = setupServer(...handlers);
    beforeAll(() => {
      // The option's name is another one in msw 3; each version ignores the other's.
      server.listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' });
    });
    beforeEach(() => {
      server.resetHandlers();
    });
    afterEach(() => {
      server.events.removeAllListeners();
    });
    afterAll(() => {
      server.close();
    });

    it('answers with no set-up', async () => {
      expect(await json(LIST)).toStrictEqual(fixtures.listAll);
      expect(
        await json(`${LIST}?$filter=machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'&$top=2`),
      ).toStrictEqual(fixtures.listByMachine);
      expect((await fetch(`${LIST}/unknown`)).status).toBe(404);
      expect((await fetch(`${LIST}?$stop=2`)).status).toBe(400);
    });

    it('answers HEAD, OPTIONS and other methods', async () => {
      const head = await fetch(LIST, { method: 'HEAD' });
      expect([head.status, await head.text()]).toStrictEqual([200, '']);
      expect((await fetch(LIST, { method: 'OPTIONS' })).status).toBe(204);
      expect((await fetch(LIST, { method: 'DELETE' })).status).toBe(405);
    });

    it('answers for an emulator that the test drives', async () => {
      const emulator = createEmulator({ machineActions: { rows: [{ id: '1', status: 'Failed' }] } });
      server.use(...emulator.handlers());
      emulator.machineActions.add({ id: '2', status: 'Succeeded' });
      expect(await json(`${LIST}?$filter=status eq 'Succeeded'`)).toHaveProperty('value', [
        { id: '2', status: 'Succeeded' },
      ]);
      expect(emulator.requests).toMatchObject([{ params: { $filter: "status eq 'Succeeded'" }, status: 200 }]);
    });

    it('is overridden by server.use, until resetHandlers', async () => {
      server.use(get(`${LIST}/:id`, () => new Response('mine', { status: 418 })));
      expect((await fetch(`${LIST}/1`)).status).toBe(418);
      expect((await fetch(LIST)).status).toBe(200);
      server.resetHandlers();
      expect((await fetch(`${LIST}/1`)).status).toBe(404);
    });

    it('keeps an override inside its boundary', async () => {
      const inside = server.boundary(async () => {
        server.use(...createHandlers({ machineActions: { rows: [] } }));
        return json(LIST);
      });
      expect(await inside()).toHaveProperty('value', []);
      expect(await json(LIST)).toStrictEqual(fixtures.listAll);
    });

    it('takes part in the life-cycle events', async () => {
      const seen: string[] = [];
      for (const event of ['request:start', 'request:match', 'request:end', 'response:mocked']) {
        server.events.on(event, () => seen.push(event));
      }
      await (await fetch(LIST)).text();
      expect(seen).toStrictEqual(['request:start', 'request:match', 'request:end', 'response:mocked']);
    });

    it('makes a Defender path that is not handled an error that names the nearest handled one', async () => {
      const response = await fetch('https://eu.api.security.microsoft.com/api/machineaction');
      expect(response.status).toBe(501);
      expect(await response.json()).toHaveProperty(
        'error.message',
        expect.stringContaining('nearest it handles is GET /api/machineactions.'),
      );
    });

    it('breaks the connection where it was told to', async () => {
      const emulator = createEmulator();
      server.use(...emulator.handlers());
      emulator.failNext({ networkError: true });
      await expect(fetch(LIST)).rejects.toThrow(TypeError);
      expect((await fetch(LIST)).status).toBe(200);
    });

    it('has nothing to say about a call that ends before its answer', async () => {
      const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const emulator = createEmulator({ latency: '1h' });
      server.use(...emulator.handlers());
      const controller = new AbortController();
      const asked = fetch(LIST, { signal: controller.signal });
      while (emulator.requests.length === 0) await nextTurn();
      controller.abort();
      await expect(asked).rejects.toThrow(/abort/i);
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
      expect([said.mock.calls, emulator.requests]).toMatchObject([[], [{ method: 'GET' }]]);
      said.mockRestore();
    });

    it('answers getResponse', async () => {
      const response = await getResponse([...handlers] as never[], new Request(`${LIST}?$top=1`));
      expect(await response?.json()).toHaveProperty('value', fixtures.listAll.value.slice(0, 1));
    });
  });
}
