import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { json, rejection, serviceError } from '../../test/support/fake-service.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import { DefenderClient, type Fetch } from '../index.ts';
import { downloadPackage, runScript, runScripts, type ScriptsOutcome, type Sink } from './index.ts';

const CONTENT = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const ID = (number: number) => String(number).padStart(40, '0');

interface Asked {
  readonly url: URL;
  readonly headers: Headers;
  readonly range: number;
  readonly index: number;
}

/** An answer whose body breaks off after so many bytes. */
function bytes(content: Uint8Array<ArrayBuffer>, init: ResponseInit = {}, breaksAfter = Infinity): Response {
  let sent = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (sent >= breaksAfter) return controller.error(new TypeError('terminated'));
      const part = content.slice(sent, Math.min(sent + 100, breaksAfter));
      sent += part.length;
      if (part.length) controller.enqueue(part);
      else controller.close();
    },
  });
  const headers = { 'content-length': String(content.length), ...(init.headers as Record<string, string>) };
  return new Response(body, { ...init, headers });
}

/** The part that was asked for, as a store of blobs answers. */
const part = ({ range }: Asked, breaksAfter?: number, etag = '"1"'): Response =>
  bytes(
    CONTENT.slice(range),
    range
      ? { status: 206, headers: { etag, 'content-range': `bytes ${range}-${CONTENT.length - 1}/${CONTENT.length}` } }
      : { headers: { etag } },
    breaksAfter,
  );

/** A service that gives links, and a store behind them which answers from a function. */
function setUp(
  store: (asked: Asked) => Response | Promise<Response>,
  service?: (url: URL, init: RequestInit) => object,
) {
  const clock = new VirtualClock();
  const asked: Asked[] = [];
  const links: string[] = [];
  const fetch: Fetch = async (address, init) => {
    const url = new URL(address);
    if (url.hostname.endsWith('security.microsoft.com')) {
      const own = service?.(url, init);
      if (own) return 'text' in own ? (own as Response) : json(own, init.method === 'POST' ? 201 : 200);
      links.push(`https://store.example/package?sig=secret${links.length}`);
      return json({ value: links.at(-1) });
    }
    const headers = new Headers(init.headers);
    const one = {
      url,
      headers,
      range: Number(/^bytes=(\d+)-$/.exec(headers.get('range') ?? '')?.[1] ?? 0),
      index: asked.length,
    };
    asked.push(one);
    return store(one);
  };
  const client = new DefenderClient('secret-token', { clock, fetch, random: () => 1 });
  const written: Uint8Array[] = [];
  const sink = { write: async (chunk: Uint8Array) => void written.push(chunk) };
  const download = (to: Sink = sink) => clock.run(downloadPackage(client, 'action-1', to));
  return { client, clock, asked, links, written, download };
}

const whole = (parts: readonly Uint8Array[]) => Buffer.concat(parts).equals(Buffer.from(CONTENT));

describe('a package', () => {
  test('is written in its order, and the link is never sent the token', async () => {
    const { download, asked, written } = setUp((one) => part(one));
    expect(await download()).toEqual({ size: 1000, sha256: SHA256 });
    expect(whole(written)).toBe(true);
    expect(asked.map(({ headers }) => [...headers.keys()])).toEqual([[]]);
  });

  test('goes on after a reset at the byte that is missing, and asks for another link where one has expired', async () => {
    const { download, asked, written, links } = setUp((one) => {
      if (one.index === 0) return part(one, 250);
      if (one.index === 1) return new Response('expired', { status: 403 });
      if (one.index === 2) return part(one, 30);
      if (one.index === 3) throw new TypeError('fetch failed');
      return part(one);
    });
    expect(await download()).toEqual({ size: 1000, sha256: SHA256 });
    expect(whole(written)).toBe(true);
    expect(asked.map(({ range }) => range)).toEqual([0, 250, 250, 280, 280]);
    expect(links).toHaveLength(2);
  });

  test('is whole where the store sends all again, and where the body ends early without an error', async () => {
    const { download, written } = setUp(({ index }) =>
      index ? bytes(CONTENT) : bytes(CONTENT.slice(0, 400), { headers: { 'content-length': '1000' } }),
    );
    expect(await download()).toEqual({ size: 1000, sha256: SHA256 });
    expect(whole(written)).toBe(true);
  });

  test.each([
    ['is another one', (one: Asked) => part(one, one.index ? undefined : 300, `"${one.index}"`)],
    [
      'sends other bytes',
      (one: Asked) =>
        one.index ? bytes(CONTENT, { status: 206, headers: { 'content-range': 'bytes 5-999/1000' } }) : part(one, 300),
    ],
  ])('that %s when it goes on is refused', async (_, store) => {
    expect(await rejection(setUp(store).download())).toMatchObject({ code: 'ProtocolError' });
  });

  test.each([
    [() => new Response('no', { status: 403 }), { code: 'Forbidden', statusCode: 403 }, 5],
    [() => new Response('busy', { status: 503 }), { code: 'ServerError' }, 5],
    [
      () => {
        throw new TypeError('fetch failed');
      },
      { code: 'NetworkError' },
      5,
    ],
    [() => new Response('what', { status: 418 }), { code: 'UnexpectedStatus' }, 1],
  ])('that cannot be had is given up, and no link is told', async (store, error, attempts) => {
    const { download, asked } = setUp(store);
    const failed = await rejection(download());
    expect(failed).toMatchObject(error);
    expect(JSON.stringify(failed)).not.toContain('secret');
    expect(asked).toHaveLength(attempts);
  });

  test('that stalls is asked for again', async () => {
    const { download, asked } = setUp((one) => (one.index ? part(one) : new Promise<Response>(() => {})));
    expect(await download()).toEqual({ size: 1000, sha256: SHA256 });
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['http://store.example/x', 'ProtocolError'],
    ['file:///etc/passwd', 'ProtocolError'],
    ['//other.example/x', undefined],
    ['http://127.0.0.1:8080/x', undefined],
  ])('is not followed where it leads to what is not secure: %s', async (location, code) => {
    const { download, asked } = setUp((one) =>
      one.index ? part(one) : new Response(null, { status: 302, headers: { location } }),
    );
    expect(await download().catch((error: unknown) => error)).toMatchObject(code ? { code } : { sha256: SHA256 });
    expect(asked.every(({ headers }) => !headers.has('authorization'))).toBe(true);
  });
});

describe('a sink', () => {
  test.each(['object', 'stream'])('that fails half-way is told, with its error: %s', async (kind) => {
    const cause = new Error('disk full');
    let count = 0;
    const write = async () => {
      if (++count > 3) throw cause;
    };
    const { download } = setUp((one) => part(one));
    expect(await rejection(download(kind === 'stream' ? new WritableStream({ write }) : { write }))).toMatchObject({
      code: 'SinkFailed',
      cause,
    });
  });

  test('that is a stream is closed at the end, and aborted where the download fails', async () => {
    const ends: unknown[] = [];
    const stream = () =>
      new WritableStream<Uint8Array>({
        close: () => void ends.push('closed'),
        abort: ({ code }) => void ends.push(code),
      });
    await setUp((one) => part(one)).download(stream());
    await rejection(setUp(() => new Response('', { status: 418 })).download(stream()));
    expect(ends).toEqual(['closed', 'UnexpectedStatus']);
  });

  test.each([[null], [{}], [new Writable()]])('that cannot be written to is refused before any call', async (sink) => {
    const { download, links } = setUp((one) => part(one));
    expect(await rejection(download(sink as never))).toMatchObject({ code: 'InvalidArgument' });
    expect(links).toEqual([]);
  });
});

/** What a script leaves behind. */
const result = (more: object = {}) =>
  Response.json({ script_name: 'look.ps1', exit_code: 3, script_output: 'out', script_errors: '', ...more });

/** A service on which sessions run, each over at the second look, with a status by its machine. */
function scripts(statusOf: (machineId: string) => string, store: (asked: Asked) => Response = () => result()) {
  const looks = new Map<string, number>();
  const bodies: unknown[] = [];
  let most = 0;
  const rowOf = (id: string, status: string) => ({
    id,
    type: 'LiveResponse',
    status,
    machineId: id.slice(1),
    creationDateTimeUtc: new Date(fake.clock.now()).toISOString(),
    requestorComment: 'Case 17',
    commands: [{ errors: ['no such script'] }],
  });
  const fake = setUp(store, (url, init) => {
    const [, , set, id = ''] = url.pathname.split('/');
    if (set === 'machines') {
      if (statusOf(id) === 'refused') return serviceError(403, 'Forbidden');
      bodies.push(JSON.parse(String(init.body)));
      looks.set(`s${id}`, 0);
      most = Math.max(most, looks.size);
      return rowOf(`s${id}`, 'Pending');
    }
    if (url.pathname.includes('GetLiveResponseResult')) return json({ value: `"https://store.example/${id}"` });
    const count = (looks.get(id) ?? 0) + 1;
    looks.set(id, count);
    const status = count > 1 ? statusOf(id.slice(1)) : 'InProgress';
    if (status !== 'InProgress') looks.delete(id);
    return rowOf(id, status);
  });
  return { ...fake, bodies, most: () => most };
}

describe('a script', () => {
  const script = { script: 'look.ps1', args: '-Days 7', comment: 'Case 17' };
  test('is started, waited for, and its result read without a token', async () => {
    const { client, clock, bodies, asked } = scripts(() => 'Succeeded');
    expect(await clock.run(runScript(client, ID(1), script))).toMatchObject({
      outcome: 'ran',
      machineId: ID(1),
      exitCode: 3,
      output: 'out',
      errors: '',
      action: { status: 'Succeeded' },
    });
    expect(bodies).toEqual([
      {
        Commands: [
          {
            type: 'RunScript',
            params: [
              { key: 'ScriptName', value: 'look.ps1' },
              { key: 'Args', value: '-Days 7' },
            ],
          },
        ],
        Comment: 'Case 17',
      },
    ]);
    expect(asked.map(({ headers }) => headers.has('authorization'))).toEqual([false]);
  });

  test.each(['Failed', 'TimeOut', 'Cancelled'])('that was not run says so: %s', async (status) => {
    const { client, clock } = scripts(() => status);
    expect(await clock.run(runScript(client, ID(1), script))).toMatchObject({
      outcome: 'failed',
      action: { status },
      reasons: ['no such script'],
    });
  });

  test('that is not over when the time is is pending', async () => {
    const { client, clock } = scripts(() => 'InProgress');
    expect(await clock.run(runScript(client, ID(1), script, { timeout: 60_000 }))).toMatchObject({
      outcome: 'pending',
    });
  });

  test.each([[{ exit_code: '0' }], [{ exit_code: undefined }], [{ script_output: 7 }]])(
    'whose result is none is told: %j',
    async (more) => {
      const { client, clock } = scripts(
        () => 'Succeeded',
        () => result(more),
      );
      expect(await rejection(clock.run(runScript(client, ID(1), script)))).toMatchObject({ code: 'ProtocolError' });
    },
  );

  test('on many machines has so many sessions at once, and an outcome for each; one that fails stops no other', async () => {
    const states = ['Succeeded', 'Failed', 'refused', 'TimeOut'];
    const { client, clock, most } = scripts((id) => states[Number(id) % 4] ?? '');
    const ids = Array.from({ length: 60 }, (_, index) => ID(index));
    const outcomes: ScriptsOutcome[] = [];
    const all = async () => {
      for await (const outcome of runScripts(client, [...ids, ID(0)], script)) outcomes.push(outcome);
    };
    await clock.run(all());
    expect(outcomes.map(({ machineId }) => machineId).toSorted()).toEqual(ids);
    expect(
      outcomes.every(
        ({ machineId, outcome }) => outcome === ['ran', 'failed', 'error', 'failed'][Number(machineId) % 4],
      ),
    ).toBe(true);
    expect(most()).toBeLessThanOrEqual(25);
    expect(most()).toBeGreaterThan(5);
  });

  test.each([
    [{ script: '', comment: 'c' }, {}],
    [{ script: 's', comment: ' ' }, {}],
    [{ script: 's', comment: 'c', args: undefined }, {}],
    [{ script: 's', comment: 'c', arguments: '' }, {}],
    [{ script: 's', comment: 'c' }, { sessions: 26 }],
    [{ script: 's', comment: 'c' }, { session: 2 }],
  ])('%j with %j is refused before any call', (given, options) => {
    const { client, bodies } = scripts(() => 'Succeeded');
    expect(() => runScripts(client, [ID(1)], given as never, options as object)).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
    expect(() => runScripts(client, ['web1'], { script: 's', comment: 'c' })).toThrow('findMachine');
    expect(bodies).toEqual([]);
  });
});
