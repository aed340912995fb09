import { textOf } from '../src/http/answer.ts';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, fixtures, systemClock, type Emulator, type EmulatorOptions } from '../src/emulator/index.ts';
import { serve, type EmulatorServer, type ServeOptions } from '../src/adapters/http/index.ts';

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
        const { emulator, url } = await start({ machineActions: { rows }, quirks });
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
    const { emulator, url } = await start({ machineActions: { count: 1500 } });
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
    const { url, server } = await start({ machineActions: { count: 3 }, pageSize: 2 });
    const first = (await (await fetch(url)).json()) as Record<string, unknown>;
    expect(first['@odata.nextLink']).toBe(`${server.url}/api/machineactions?$skip=2`);
    expect(await (await fetch(String(first['@odata.nextLink']))).json()).toHaveProperty('value.length', 1);
  });

  it('survives request lines that no client of good will writes', async () => {
    const { url } = await start();
    const ask = (target: string, host = 'localhost') =>
      raw(url, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await ask('//')).toMatch(/^HTTP\/1\.1 501/);
    expect(await ask('/api/machineactions?$top=0', 'a b')).toMatch(/^HTTP\/1\.1 (200|400)/);
    expect(await ask('http://localhost/api/machineactions?$top=0', 'elsewhere.example')).toMatch(/^HTTP\/1\.1 200/);
    expect(await ask('http://[')).toMatch(/^HTTP\/1\.1 400 [^]*"message":"'http:\/\/\[' is not a URL\."/);
    expect((await fetch(`${url}?$top=0`)).status).toBe(200);
  });

  it('answers 405 to a method that Node does not know, and logs it', async () => {
    const { emulator, url } = await start();
    const ask = (line: string) => raw(url, `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    const answer = await ask('BREW /api/machineactions');
    expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(answer).toMatch(/\r\nallow: GET, HEAD, OPTIONS\r\n/i);
    expect(answer).toContain('"code":"MethodNotAllowed"');
    expect(await ask('get /api/machineactions')).toMatch(/^HTTP\/1\.1 405/);
    expect(await ask('BREW /api/nothing')).toMatch(/^HTTP\/1\.1 501/);
    expect(await ask('BREW nothing')).toMatch(/^HTTP\/1\.1 (400|501)/);
    expect(await ask('CONNECT localhost:443')).toMatch(/^HTTP\/1\.1 501 [^]*is no proxy/);
    expect(await raw(url, 'no HTTP at all\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(emulator.requests).toMatchObject([
      { method: 'BREW', status: 405 },
      { method: 'get', status: 405 },
      { method: 'BREW', status: 501 },
      { method: 'BREW' },
    ]);
    expect((await fetch(url)).status).toBe(200);
  });

  it('is misdirected under a name that anybody may have lead here', async () => {
    const emulator = createEmulator();
    const server = await serve(emulator, { allowHosts: ['emulator.test'] });
    open.push(server);
    const ask = async (host: string): Promise<string> =>
      (
        await raw(server.url, `GET /api/machineactions?$top=0 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      ).slice(9, 12);
    const { port } = new URL(server.url);
    const own = ['localhost', `localhost:${port}`, 'LOCALHOST', '127.0.0.1', '127.0.0.2:1', '[::1]', 'app.localhost'];
    const others = ['192.168.1.5:8080', 'api.security.microsoft.com', 'emulator.test', 'EMULATOR.test.'];
    for (const host of [...own, ...others]) expect([host, await ask(host)]).toStrictEqual([host, '200']);
    expect(emulator.requests).toHaveLength(own.length + others.length);
    const foreign = [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'emulator',
      'emulator.test.evil.example',
    ];
    for (const host of foreign) expect([host, await ask(host)]).toStrictEqual([host, '421']);
    // Not even asked, so that nothing is learnt from the log either.
    expect(emulator.requests).toHaveLength(own.length + others.length);
    expect((await fetch(`${server.url}/api/machineactions`)).status).toBe(200);
  });

  it('takes a name of one word where other machines may call, as containers do', async () => {
    const server = await serve(createEmulator(), { allowRemote: true });
    open.push(server);
    const ask = (host: string) =>
      raw(server.url, `GET /api/machineactions HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await ask('emulator:8080')).toMatch(/^HTTP\/1\.1 200/);
    expect(await ask('evil.example')).toMatch(/^HTTP\/1\.1 421 [^]*allowHosts/);
  });

  it('reads a body, and refuses one that is too long', async () => {
    const { emulator, url } = await start();
    expect((await fetch(url, { method: 'POST', body: '{"Comment":"é"}' })).status).toBe(405);
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(5_000_000) })).status).toBe(413);
    expect((await fetch(url)).status).toBe(200);
    expect(emulator.requests).toHaveLength(2);
  });

  it('takes a URL as long as the other doors do', async () => {
    const { emulator, url } = await start();
    const filter = `?$filter=id%20in%20('a'${",'b'".repeat(20_000)})`;
    expect((await fetch(url + filter)).status).toBe(200);
    expect((await emulator.fetch(url + filter)).status).toBe(200);
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

  it.each<readonly [object, RegExp]>([
    [{ allowOrigins: 'https://app.example' }, /allowOrigins must be a list of texts/],
    [
      { allowOrigins: ['app.example'] },
      /allowOrigins holds 'app\.example'; give something such as 'https:\/\/app\.example'/,
    ],
    [{ allowOrigins: ['https://app.example/path'] }, /allowOrigins holds/],
    [{ allowHosts: ['http://emulator.test'] }, /allowHosts holds 'http:\/\/emulator\.test'/],
    [{ allowHosts: [5] }, /allowHosts must be a list/],
  ])('nor for what is no origin or name: %o', async (options, words) => {
    await expect(serve(createEmulator(), options)).rejects.toThrow(words);
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
