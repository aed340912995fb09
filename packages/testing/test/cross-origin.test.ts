import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type EmulatorOptions } from '../src/emulator/index.ts';
import { serve } from '../src/adapters/http/index.ts';
import { ADAPTER_NAMES, ADAPTERS, type Adapter, type AdapterName } from './adapters.ts';

const LIST = '/api/machineactions';
const PAGE = 'http://localhost:3000';

const open: Pick<Adapter, 'close'>[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((adapter) => adapter.close()));
});

async function start(name: AdapterName, options: EmulatorOptions = {}) {
  const emulator = createEmulator(options);
  const adapter = await ADAPTERS[name](emulator);
  open.push(adapter);
  return { emulator, ask: adapter.ask };
}

const preflight = (origin: string): RequestInit => ({
  method: 'OPTIONS',
  headers: {
    origin,
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization,x-ms-client-request-id',
  },
});

const corsOf = ({ status, headers }: Response) => [
  status,
  headers.get('access-control-allow-origin'),
  headers.get('access-control-expose-headers'),
  headers.get('vary'),
];

// Every page of a test sends its origin: Chromium, the XHR of jsdom, and the fetch of happy-dom.
describe.each(ADAPTER_NAMES)('a page, through %s', (name) => {
  it('may ask with its own headers, and read what it is answered', async () => {
    const { emulator, ask } = await start(name, { auth: true });
    const asked = await ask(LIST, preflight(PAGE));
    expect(corsOf(asked)).toStrictEqual([204, PAGE, null, 'Origin']);
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET');
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,x-ms-client-request-id');
    // What the browser asks for itself is none of the client's requests, and meets none of its failures.
    emulator.failNext({ status: 429, retryAfter: 5 });
    expect(emulator.requests).toStrictEqual([]);
    for (const status of [429, 401]) {
      expect(corsOf(await ask(LIST, { headers: { origin: PAGE } }))).toStrictEqual([status, PAGE, '*', 'Origin']);
    }
    expect(corsOf(await ask('/api/nowhere', { headers: { origin: PAGE } }))).toStrictEqual([501, PAGE, '*', 'Origin']);
  });

  it('is told nothing of origins where it sends none', async () => {
    const { emulator, ask } = await start(name);
    expect(corsOf(await ask(LIST))).toStrictEqual([200, null, null, null]);
    // No question of a browser, which names the method that is to come.
    expect((await ask(LIST, { method: 'OPTIONS', headers: { origin: PAGE } })).headers.get('allow')).toContain('GET');
    expect(emulator.requests).toMatchObject([{ status: 200 }, { method: 'OPTIONS', status: 204 }]);
  });

  it('is answered 405 with Allow for a method that is not allowed', async () => {
    const { emulator, ask } = await start(name);
    for (const method of ['DELETE', 'PUT', 'PATCH', 'POST', 'PROPFIND']) {
      const response = await ask(LIST, { method });
      expect([method, response.status, response.headers.get('allow')]).toStrictEqual([
        method,
        405,
        'GET, HEAD, OPTIONS',
      ]);
      expect(await response.json()).toHaveProperty('error.code', 'MethodNotAllowed');
    }
    expect(emulator.requests.map(({ status }) => status)).toStrictEqual([405, 405, 405, 405, 405]);
  });
});

it('answers a page whose Request hides what its browser says, as happy-dom does from msw 2', async () => {
  vi.stubGlobal('location', { origin: PAGE });
  const { emulator, ask } = await start('msw');
  const asked = await ask(LIST, { method: 'OPTIONS' });
  expect(corsOf(asked)).toStrictEqual([204, PAGE, null, 'Origin']);
  expect(asked.headers.get('access-control-allow-methods')).toBe('*');
  expect(emulator.requests).toStrictEqual([]);
  expect(corsOf(await ask(LIST))).toStrictEqual([200, PAGE, '*', 'Origin']);
});

describe('a page of another site, over HTTP', () => {
  const FOREIGN = [
    'https://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'null',
    'nonsense',
  ];

  it.each(FOREIGN)('of %s is refused, and nothing is asked', async (origin) => {
    const { emulator, ask } = await start('http');
    for (const init of [preflight(origin), { headers: { origin } }]) {
      const response = await ask(LIST, init);
      expect(corsOf(response)).toStrictEqual([403, null, null, 'Origin']);
      expect(await response.text()).toMatch(/allowOrigins.*--allow-origin/);
    }
    expect(emulator.requests).toStrictEqual([]);
  });

  it.each([
    'http://localhost',
    'https://localhost:8443',
    'http://127.0.0.1:5173',
    'http://[::1]:5173',
    'http://app.localhost',
  ])('is none: %s is this machine', async (origin) => {
    const { ask } = await start('http');
    expect(corsOf(await ask(LIST, { headers: { origin } }))).toStrictEqual([200, origin, '*', 'Origin']);
  });

  it('may ask where its origin was named', async () => {
    const emulator = createEmulator();
    const server = await serve(emulator, { allowOrigins: ['https://app.example/', 'null'] });
    open.push(server);
    const from = (origin: string) => fetch(server.url + LIST, { headers: { origin } });
    expect(corsOf(await from('https://app.example'))).toStrictEqual([200, 'https://app.example', '*', 'Origin']);
    expect(corsOf(await from('null'))).toStrictEqual([200, 'null', '*', 'Origin']);
    expect((await from('https://app.example.evil.example')).status).toBe(403);
    const any = await serve(emulator, { allowOrigins: ['*'] });
    open.push(any);
    expect((await fetch(any.url + LIST, { headers: { origin: 'https://evil.example' } })).status).toBe(200);
  });

  it('may ask within the process, whoever it says it is: nobody else can', async () => {
    for (const name of ['fetch', 'msw'] as const) {
      const { ask } = await start(name);
      const origin = 'https://app.contoso.example';
      expect(corsOf(await ask(LIST, { headers: { origin } }))).toStrictEqual([200, origin, '*', 'Origin']);
    }
  });
});
