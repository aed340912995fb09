import { textOf } from '../src/service/answer.ts';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, fixtures, systemClock, type Emulator, type EmulatorOptions } from '../src/emulator/index.ts';
import { serve, type EmulatorServer, type ServeOptions } from '../src/server/index.ts';

const open: EmulatorServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: EmulatorOptions = {}) {
  const emulator = createEmulator(options);
  const server = await serve(emulator);
  open.push(server);
  return { emulator, url: `${server.url}/api/machineactions`, server };
}

/** Writes bytes to a server and gives back what it says until it hangs up. */
const raw = (url: string, request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('end', () => {
      resolve(text);
    });
    socket.on('error', reject);
  });

describe('serve', () => {
  it('answers over HTTP as the emulator does through its other doors', async () => {
    const { emulator, url, server } = await start();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${url}?$filter=machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'&$top=2`);
    expect(await response.json()).toStrictEqual(fixtures.listByMachine);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect((await fetch(`${url}/nobody`)).status).toBe(404);
    expect((await fetch(`${url}?$stop=2`)).status).toBe(400);
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(100_000) })).status).toBe(405);
    expect(emulator.requests.map(({ status }) => status)).toStrictEqual([200, 404, 400, 405]);
  });

  it('gives the same bytes through all doors, whatever the letters, with and without a quirk', async () => {
    const rows = [{ id: 'é€\u{1F600}' }, { id: 'plain' }, { id: 'ß' }];
    for (const quirks of [[], ['last-update-alias']] as const) {
      for (const query of ['', '?$top=0', '?$top=1', "?$filter=id ne 'ß'"]) {
        const { emulator, url } = await start({ rows, quirks });
        const overHttp = await (await fetch(`${url}${query}`)).text();
        const overFetch = await (await emulator.fetch(`${url}${query}`)).text();
        const body = await emulator
          .handle({ method: 'GET', url: encodeURI(`${url}${query}`), headers: {} })
          .then(textOf);
        expect([overFetch, body]).toStrictEqual([overHttp, overHttp]);
        expect(() => JSON.parse(overHttp) as unknown).not.toThrow();
      }
    }
  });

  it('leaves answers alone that a slow caller has not taken yet, whatever is asked meanwhile', async () => {
    const { emulator, url } = await start({ count: 1500 });
    const { hostname, port, pathname } = new URL(url);
    // Far more than the buffers of a connection hold.
    const queries = Array.from({ length: 24 }, (_, index) => `?$skip=${String(index)}&$top=${String(1400 - index)}`);
    const socket = connect(Number(port), hostname);
    socket.pause();
    const ask = (query: string, more = ''): string =>
      `GET ${pathname}${query} HTTP/1.1\r\nHost: ${hostname}\r\n${more}\r\n`;
    const last = queries.at(-1) ?? '';
    socket.write([...queries.slice(0, -1).map((query) => ask(query)), ask(last, 'Connection: close\r\n')].join(''));
    for (const query of queries) await (await fetch(`${url}${query}&other`)).text();
    const texts = await Promise.all(queries.map(async (query) => (await emulator.fetch(`${url}${query}`)).text()));
    let taken = '';
    for await (const chunk of socket) taken += String(chunk);
    const bodies = taken.split(/HTTP\/1\.1 200 OK\r\n(?:[^\r]+\r\n)+\r\n/).slice(1);
    expect(bodies.map((body, index) => body === texts[index])).toStrictEqual(queries.map(() => true));
  });

  it('answers HEAD with the length of the body that it leaves out, and OPTIONS without a body', async () => {
    const { url } = await start();
    const body = await (await fetch(url)).text();
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
    const options = await fetch(url, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toStrictEqual([204, 'GET, HEAD, OPTIONS']);
  });

  it('links to the next page by the host that was called', async () => {
    const { url, server } = await start({ count: 3, pageSize: 2 });
    const first = (await (await fetch(url)).json()) as Record<string, unknown>;
    expect(first['@odata.nextLink']).toBe(`${server.url}/api/machineactions?$skip=2`);
    expect(await (await fetch(String(first['@odata.nextLink']))).json()).toHaveProperty('value.length', 1);
  });

  it('survives request lines that no client of good will writes', async () => {
    const { url } = await start();
    const ask = (target: string, host = 'x') =>
      raw(url, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await ask('//')).toMatch(/^HTTP\/1\.1 501/);
    expect(await ask('/api/machineactions?$top=0', 'a b')).toMatch(/^HTTP\/1\.1 (200|400)/);
    expect(await ask('http://elsewhere/api/machineactions?$top=0')).toMatch(/^HTTP\/1\.1 200/);
    expect(await ask('http://[')).toMatch(/^HTTP\/1\.1 400 [^]*"message":"'http:\/\/\[' is not a URL\."/);
    expect((await fetch(`${url}?$top=0`)).status).toBe(200);
  });

  it('takes a URL as long as the other doors do', async () => {
    const { emulator, url } = await start();
    const filter = `?$filter=id%20in%20('a'${",'b'".repeat(20_000)})`;
    expect((await fetch(url + filter)).status).toBe(200);
    expect((await emulator.fetch(url + filter)).status).toBe(200);
  });

  it('lets a page of any origin ask, with its own headers, and read what it is answered', async () => {
    const { emulator, url } = await start({ auth: true, quota: true });
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://page.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,x-ms-client-request-id',
      },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toStrictEqual([204, '*']);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,x-ms-client-request-id');
    // What the browser asks for itself is none of the client's requests, and meets none of its failures.
    emulator.failNext(503);
    expect(emulator.requests).toStrictEqual([]);
    for (const status of [503, 401]) {
      const answer = await fetch(url, { headers: { origin: 'http://page.example' } });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toStrictEqual([status, '*']);
      expect(answer.headers.get('access-control-expose-headers')).toBe('*');
    }
    expect((await emulator.fetch(url)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('cuts the connection where it was told to, and goes on', async () => {
    const { emulator, url } = await start();
    emulator.failNext({ networkError: true });
    await expect(fetch(url)).rejects.toThrow(TypeError);
    expect((await fetch(url)).status).toBe(200);
  });

  it('sends a slow body in two halves, and stops when the caller goes', async () => {
    const { url } = await start({ quirks: 'slow-body' });
    expect(await (await fetch(url)).json()).toStrictEqual(fixtures.listAll);
    const waiting = await start({ quirks: 'slow-body', clock: systemClock });
    const response = await fetch(waiting.url, { signal: AbortSignal.timeout(100) });
    await expect(response.text()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('closes at once, with connections open', async () => {
    const { url, server } = await start();
    await fetch(url);
    await server.close();
    await expect(fetch(url)).rejects.toThrow(TypeError);
  });
});

describe('where it may listen', () => {
  it('nowhere without an emulator, or with an option that nobody reads', async () => {
    await expect(serve({} as Emulator)).rejects.toThrow(/serve takes an emulator first/);
    await expect(serve(createEmulator(), { prot: 1 } as ServeOptions)).rejects.toThrow(
      /no option 'prot'. Did you mean 'port'\?/,
    );
  });

  it.each(['0.0.0.0', '::', '192.168.1.1', 'example.com'])('not on %s, unless told', async (host) => {
    await expect(serve(createEmulator(), { host })).rejects.toMatchObject({ code: 'NotLoopback' });
  });

  it('on 0.0.0.0 when told', async () => {
    const server = await serve(createEmulator(), { host: '0.0.0.0', allowRemote: true });
    open.push(server);
    const { port } = new URL(server.url);
    expect((await fetch(`http://127.0.0.1:${port}/api/machineactions`)).status).toBe(200);
  });

  it('not on a port that is in use, or is none', async () => {
    const { server } = await start();
    const port = Number(new URL(server.url).port);
    await expect(serve(createEmulator(), { port })).rejects.toMatchObject({
      code: 'PortInUse',
      message: `Port ${String(port)} of 127.0.0.1 is in use. Choose another one, or 0 for any that is free.`,
    });
    await expect(serve(createEmulator(), { port: 70_000 })).rejects.toThrow(/from 0 to 65535/);
  });
});
