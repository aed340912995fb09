import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DefenderClient, type ClientEvent, type DefenderClientOptions } from '../src/index.ts';
import { rejection, rows } from './support/fake-service.ts';
import { largestPage } from './support/spec.ts';
import { answer, answerJson, deferred, scriptedServer, timelessFetch, type Step } from './support/scripted-server.ts';
import { settle, VirtualClock } from './support/virtual-clock.ts';

const action = { id: 'a', status: 'Succeeded' };
const fine = answerJson(action);
const failing = (status: number, headers: Record<string, string> = {}): Step =>
  answerJson({ error: { code: 'Failing', message: 'in words', target: 'target' } }, status, headers);

/** A client of a server that takes these steps. */
async function setUp(steps: readonly Step[], options: DefenderClientOptions = {}) {
  const server = await scriptedServer(...steps);
  const clock = new VirtualClock();
  const events: ClientEvent[] = [];
  const client = new DefenderClient(options.fetch ? 'token' : async () => 'token', {
    endpoint: server.endpoint,
    clock,
    fetch: timelessFetch(clock),
    random: () => 1,
    onEvent: (event) => events.push(event),
    ...options,
  });
  const warnings = () => events.flatMap((event) => (event.type === 'warning' ? [event.code] : []));
  return { server, clock, client, warnings, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** Gets one action through these faults. */
async function get(steps: readonly Step[], options?: DefenderClientOptions) {
  await using set = await setUp(steps, options);
  const started = set.clock.now();
  const outcome: unknown = await set.clock.run(set.client.machineActions.get('a').catch((error: unknown) => error));
  return {
    outcome,
    calls: set.server.requests.length,
    waited: set.clock.now() - started,
    timers: set.clock.pending,
    warnings: set.warnings(),
  };
}

describe('a throttling service', () => {
  test.each<[string, Record<string, string>, number]>([
    ['seconds', { 'retry-after': '12' }, 12_000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60_000],
    ['a date that is over', { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 500],
    // The shortest window of the operation.
    ['nothing', {}, 60_000],
    ['garbage', { 'retry-after': 'in a while' }, 60_000],
    ['an absurd number', { 'retry-after': '31536000' }, 3_600_000],
  ])('that names %s is waited for', async (_, headers, waited) => {
    expect(await get([failing(429, headers), fine])).toMatchObject({ outcome: action, calls: 2, waited, timers: 0 });
  });
});

describe('a service that breaks', () => {
  test('in a burst of 5xx is waited out', async () => {
    expect(await get([failing(500), failing(502), failing(503), failing(504), fine])).toMatchObject({
      outcome: action,
      calls: 5,
      timers: 0,
    });
  });

  test('for longer than that ends in an error with every attempt', async () => {
    const { outcome, calls } = await get([failing(503)]);
    expect(outcome).toMatchObject({ code: 'ServerError', statusCode: 503, requestId: 'target' });
    expect([calls, (outcome as { attempts: unknown[] }).attempts.length]).toEqual([6, 6]);
  });

  test.each<[string, Step]>([
    ['before the headers', (request) => request.socket.destroy()],
    [
      'in the middle of the body',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"id":');
        setImmediate(() => response.destroy());
      },
    ],
    [
      'in the middle of a chunk',
      (_, response) => {
        response.writeHead(200, { 'transfer-encoding': 'chunked' }).write('{"id":');
        setImmediate(() => response.destroy());
      },
    ],
    ['by JSON that is cut off', answer('{"id":"a","sta')],
    [
      'by gzip that is cut off',
      answer(gzipSync(JSON.stringify(action)).subarray(0, 20), 200, { 'content-encoding': 'gzip' }),
    ],
  ])('%s is asked again', async (_, fault) => {
    expect(await get([fault, fine])).toMatchObject({ outcome: action, calls: 2, waited: 500, timers: 0 });
  });

  test('for ever on the network says which way', async () => {
    const { outcome } = await get([(request) => request.socket.destroy()], { retry: { maxRetries: 1 } });
    expect(outcome).toMatchObject({
      code: 'NetworkError',
      attempts: [{ code: 'NetworkError' }, { code: 'NetworkError' }],
    });
    expect(String(outcome)).toMatch(/network error, no whole answer from http:\/\/127\.0\.0\.1:\d+: \w+, /);
  });

  /** What claims to be gzip and is not, and what ends too early. */
  const unreadable: Record<string, (status: number) => Step> = {
    'cannot be read': (status) => answer('in plain words', status, { 'content-encoding': 'gzip', 'retry-after': '30' }),
    'breaks off': (status) => (_, response) => {
      response.writeHead(status, { 'content-length': '1000', 'retry-after': '30' }).write('{"error":');
      setImmediate(() => response.destroy());
    },
  };
  test.each(Object.entries(unreadable))('in an answer whose body %s is still heard', async (_, broken) => {
    expect(await get([broken(429), fine])).toMatchObject({ outcome: action, calls: 2, waited: 30_000 });
    expect(await get([broken(404), fine])).toMatchObject({ outcome: { code: 'NotFound' }, calls: 1 });
    expect(await get([broken(403), fine])).toMatchObject({ outcome: { code: 'Forbidden' }, calls: 1 });
    let tokens = 0;
    await using set = await setUp([broken(401), fine]);
    const client = new DefenderClient(() => `token-${++tokens}`, {
      endpoint: set.server.endpoint,
      clock: set.clock,
      fetch: timelessFetch(set.clock),
    });
    await expect(set.clock.run(client.machineActions.get('a'))).resolves.toEqual(action);
    expect(set.server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('speaks gzip', async () => {
    const body = gzipSync(JSON.stringify(action));
    expect(await get([answer(body, 200, { 'content-encoding': 'gzip' })])).toMatchObject({ outcome: action, calls: 1 });
  });

  test.each<[string, Step]>([
    ['trickles for ever', (_, response) => void response.writeHead(200).write('{')],
    ['says nothing at all', () => {}],
  ])('that %s is given up, and asked again', async (_, fault) => {
    const { promise: arrival, resolve: arrived } = deferred();
    await using set = await setUp(
      [
        (request, response) => {
          fault(request, response);
          arrived();
        },
        fine,
      ],
      { timeout: { attempt: 30_000 } },
    );
    const getting = set.client.machineActions.get('a');
    await arrival;
    await settle();
    await set.clock.advance(30_000);
    await expect(set.clock.run(getting)).resolves.toEqual(action);
    expect([set.server.requests.length, set.clock.pending, set.clock.busy]).toEqual([2, 0, 0]);
  });

  test('is left at once by a caller who aborts in the middle of the body', async () => {
    let closed: Promise<unknown> | undefined;
    const { promise: arrival, resolve: arrived } = deferred();
    await using set = await setUp([
      (_, response) => {
        response.writeHead(200).write('{');
        closed = once(response, 'close');
        arrived();
      },
    ]);
    const controller = new AbortController();
    const getting = rejection(set.client.machineActions.get('a', { abortSignal: controller.signal }));
    await arrival;
    controller.abort();
    expect(await getting).toMatchObject({ code: 'Aborted' });
    await closed;
    expect([set.server.requests.length, set.clock.pending]).toEqual([1, 0]);
  });
});

describe('a token', () => {
  test('never leaves for another host, on a redirect or on a next link', async () => {
    await using other = await scriptedServer(answerJson({ value: [] }));
    const redirected = await get([
      (_, response) => response.writeHead(307, { location: `${other.endpoint}/api/machineactions` }).end(),
    ]);
    expect(redirected).toMatchObject({ outcome: { code: 'RedirectRefused', statusCode: 307 }, calls: 1 });
    await using set = await setUp([
      answerJson({ value: rows(3), '@odata.nextLink': `${other.endpoint}/api/machineactions?$skip=3` }),
      answerJson({ value: [] }),
    ]);
    await set.clock.run(set.client.machineActions.list().toArray());
    expect(set.warnings()).toEqual(['NextLinkIgnored']);
    expect(other.requests).toEqual([]);
  });

  test('that is refused is renewed once, and refused again is the caller’s error', async () => {
    let count = 0;
    await using set = await setUp([failing(401)]);
    const client = new DefenderClient(() => `token-${++count}`, {
      endpoint: set.server.endpoint,
      clock: set.clock,
      fetch: timelessFetch(set.clock),
    });
    expect(await set.clock.run(rejection(client.machineActions.get('a')))).toMatchObject({ code: 'Unauthorized' });
    expect(set.server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });
});

const page =
  (link: string): Step =>
  (request, response) => {
    const skip = Number(new URL(request.url ?? '', 'http://x').searchParams.get('$skip') ?? 0);
    answerJson({
      value: rows(9).slice(skip, skip + 3),
      ...(skip < 6 && { '@odata.nextLink': link.replace('SKIP', String(skip + 3)) }),
    })(request, response);
  };

describe('a next link', () => {
  test('without the filter is not followed', async () => {
    await using set = await setUp([page('/api/machineactions?$skip=SKIP')]);
    const list = set.client.machineActions.list({ filter: { status: 'Failed' } });
    expect(await set.clock.run(list.toArray())).toHaveLength(9);
    expect(set.server.requests.every(({ url }) => url.includes("$filter=status eq 'Failed'"))).toBe(true);
    expect(set.warnings()).toContain('NextLinkIgnored');
  });

  test('to itself ends in an error', async () => {
    await using set = await setUp([page(`/api/machineactions?$top=${largestPage}`)]);
    expect(await set.clock.run(rejection(set.client.machineActions.list().toArray()))).toMatchObject({
      code: 'PagingLoop',
    });
    expect(set.server.requests).toHaveLength(1);
  });
});

test.each([-86_400_000, 86_400_000])(
  'a clock that jumps by %i ms while a call waits ends no call, and lets none wait for longer',
  async (jump) => {
    await using set = await setUp([failing(503, { 'retry-after': '30' }), fine], {
      timeout: { attempt: 20_000, total: 120_000 },
    });
    const getting = set.client.machineActions.get('a');
    while (!set.server.requests.length || set.clock.busy) await settle();
    await settle();
    const before = set.clock.now();
    set.clock.jump(jump);
    await expect(set.clock.run(getting)).resolves.toEqual(action);
    expect(set.clock.now() - before - jump).toBe(30_000);
  },
);
