import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { json, rejection, serviceError, text } from '../test/support/fake-service.ts';
import { answerJson, scriptedServer, timelessFetch } from '../test/support/scripted-server.ts';
import { VirtualClock } from '../test/support/virtual-clock.ts';
import { createRuntime } from './create-runtime.ts';
import type { ClientEvent, DefenderClientOptions } from './index.ts';
import type { OperationDescription, OperationRequest, ServiceDescription } from './pipeline/operation.ts';

const permissions = { application: ['Kiln.Fire'], delegated: [] };
const rateLimits = [{ calls: 1000, seconds: 60 }];
const described = (method: string, path: string, answer: OperationDescription['answer']): OperationDescription => ({
  method,
  path,
  answer,
  queryOptions: [],
  permissions,
  rateLimits,
});

/** A service that no spec has ever described. */
const service: ServiceDescription = {
  clouds: { public: 'https://kiln.example' },
  scope: 'kiln/.default',
  audiences: ['kiln'],
  operations: {
    firePot: described('POST', '/kilns/{kiln}/pots/{pot}/fire', 'entity'),
    readPot: described('GET', '/pots/{pot}', 'entity'),
    listPots: described('GET', '/pots', 'collection'),
    linkOfPot: described('GET', '/pots/{pot}/link', 'value'),
    breakPot: described('DELETE', '/pots/{pot}', 'nothing'),
  },
};

const request = (operationId: string, path: string, rest: Partial<OperationRequest> = {}): OperationRequest => ({
  operationId,
  method: service.operations[operationId]?.method ?? 'GET',
  path,
  ...rest,
});
const fire = request('firePot', '/kilns/north%201/pots/7/fire', { body: { Comment: 'a "hot" one ☕', Cones: 6 } });
const read = request('readPot', '/pots/7');

type Answer = Response | Error | Promise<Response>;

/** The pipeline over answers that come one after the other, the last one for ever. */
function over(answers: readonly (() => Answer)[], options: DefenderClientOptions = {}) {
  const clock = new VirtualClock();
  const sent: { readonly url: string; readonly init: RequestInit }[] = [];
  const events: ClientEvent[] = [];
  const runtime = createRuntime(service, 'secret-token', {
    clock,
    random: () => 1,
    onEvent: (event) => events.push(event),
    fetch: async (url, init) => {
      sent.push({ url, init });
      const answer = (answers[sent.length - 1] ?? answers.at(-1))?.() ?? json({});
      if (answer instanceof Error) throw answer;
      return answer;
    },
    ...options,
  });
  const call = (asked: OperationRequest) => clock.run(runtime.transport(asked).catch((error: unknown) => error));
  return { ...runtime, clock, sent, events, call };
}

describe('a call of an operation that is described by data alone', () => {
  test('sends its method, its path with several parameters, and its body as JSON', async () => {
    const { call, sent, events } = over([() => json({ pot: 7 }, 201)]);
    expect(await call(fire)).toEqual({ pot: 7 });
    expect(sent).toMatchObject([
      {
        url: 'https://kiln.example/kilns/north%201/pots/7/fire',
        init: {
          method: 'POST',
          body: '{"Comment":"a \\"hot\\" one ☕","Cones":6}',
          headers: { 'content-type': 'application/json' },
        },
      },
    ]);
    expect(events).toMatchObject([
      { type: 'request', method: 'POST', attempt: 1 },
      { type: 'response', statusCode: 201, code: undefined },
    ]);
    // What is asked of the service may be about persons.
    expect(JSON.stringify(events)).not.toContain('hot');
  });

  test('has neither body nor type where it asks with none', async () => {
    const { call, sent } = over([() => json({ pot: 7 })]);
    await call(read);
    expect(sent[0]?.init.body).toBeNull();
    expect(Object.keys(sent[0]?.init.headers ?? {})).not.toContain('content-type');
  });

  test('sends headers of its own beside those of the client, and none in their place', async () => {
    const { call, sent } = over([() => json({ pot: 7 })]);
    const headers = {
      'If-Match': '"7"',
      Prefer: undefined,
      Authorization: 'Bearer of-somebody-else',
      'User-Agent': 'x',
    };
    await call({ ...read, headers });
    const given = new Headers(sent[0]?.init.headers);
    expect(given.get('if-match')).toBe('"7"');
    expect(given.has('prefer')).toBe(false);
    expect(given.get('authorization')).toBe('Bearer secret-token');
    expect(given.get('user-agent')).toMatch(/^defender-odata-client/);
    for (const value of ['a\r\nb', 'é'])
      expect(await call({ ...read, headers: { 'If-Match': value } })).toMatchObject({
        code: 'InvalidArgument',
        message: 'readPot: "If-Match" must be printable ASCII text, as a header.',
      });
    expect(sent).toHaveLength(1);
  });

  test.each<[string, OperationRequest, () => Response, unknown]>([
    ['204 and no body', request('breakPot', '/pots/7'), () => text('', 204), undefined],
    ['200 and a body that nobody asked for', request('breakPot', '/pots/7'), () => text('done'), undefined],
    [
      'a value',
      request('linkOfPot', '/pots/7/link'),
      () => json({ '@odata.context': '…#Edm.String', value: 'https://elsewhere.example/x' }),
      { '@odata.context': '…#Edm.String', value: 'https://elsewhere.example/x' },
    ],
    ['a value that is null', request('linkOfPot', '/pots/7/link'), () => json({ value: null }), { value: null }],
    ['201 and an entity', fire, () => json({ pot: 7 }, 201), { pot: 7 }],
    [
      'an entity with a property that is called error',
      read,
      () => json({ pot: 7, error: 'cracked' }),
      { pot: 7, error: 'cracked' },
    ],
    ['a collection', request('listPots', '/pots'), () => json({ value: [] }), { value: [] }],
  ])('is answered with %s', async (_, asked, answer, body) => {
    expect(await over([answer]).call(asked)).toEqual(body);
  });

  test.each<[OperationRequest, () => Response, string]>([
    [
      request('linkOfPot', '/pots/7/link'),
      () => json({ link: 'x' }),
      '200 with a body that is not an object with a "value"',
    ],
    [read, () => text('', 204), '204 with a body that is not JSON: (empty)'],
    [read, () => json({ '@odata.context': 'x', error: { code: 'Cracked' } }), '200 with a body that is not an entity'],
    [request('listPots', '/pots'), () => json({ value: 'x' }), '200 with a body that is not a collection'],
  ])('is a ProtocolError for another answer', async (asked, answer, words) => {
    const { call, sent } = over([answer]);
    expect(await call(asked)).toMatchObject({ code: 'ProtocolError', message: expect.stringContaining(words) });
    expect(sent).toHaveLength(1);
  });

  test('is refused before it is sent where there is no such operation, or its body is no JSON', async () => {
    const { call, sent } = over([() => json({})]);
    for (const name of ['glazePot', 'constructor', 'toString'])
      expect(await call(request(name, '/'))).toMatchObject({
        code: 'InvalidArgument',
        message: expect.stringContaining(name),
      });
    expect(await call({ ...fire, body: { Cones: 6n } })).toMatchObject({
      code: 'InvalidArgument',
      message: 'firePot: the body cannot be written as JSON.',
    });
    expect(sent).toEqual([]);
  });

  test('pays for a place in windows of its own, and is explained by permissions of its own', async () => {
    const { call, quota } = over([() => serviceError(403, 'Forbidden')]);
    expect(String(await call(fire))).toContain('needs Kiln.Fire (application)');
    const { firePot, readPot } = await quota.snapshot();
    expect([firePot?.windows, readPot?.windows]).toMatchObject([
      [{ calls: 1000, used: 1 }],
      [{ calls: 1000, used: 0 }],
    ]);
  });
});

/** A failure of the network with its code, as Node tells it. */
const broken = (code: string, syscall?: string) => () =>
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error(code), { code, ...(syscall && { syscall }) }),
  });
const pot = () => json({ pot: 7 }, 201);

/** After these a write may have been done. */
const ambiguous: Record<string, () => Answer> = {
  'a reset': broken('ECONNRESET', 'read'),
  'a broken pipe': broken('EPIPE', 'write'),
  'a time that is over on the way': broken('ETIMEDOUT', 'read'),
  'a socket that is closed': broken('UND_ERR_SOCKET'),
  'headers that do not come': broken('UND_ERR_HEADERS_TIMEOUT'),
  'an attempt that takes too long': () => new Promise<Response>(() => {}),
  'a success that is cut off': () => text('{"pot":', 201),
  'a success without its body': () => text('', 201),
  ...Object.fromEntries(
    [408, 500, 502, 503, 504].map((status) => [`a ${status}`, () => serviceError(status, 'Broken')]),
  ),
};
/** After these it cannot have been. */
const certain: Record<string, () => Answer> = {
  'a 429': () => serviceError(429, '429', { 'retry-after': '1' }),
  'a name that is not found': broken('ENOTFOUND', 'getaddrinfo'),
  'a connection that is refused': broken('ECONNREFUSED', 'connect'),
  'a host that is not reached': broken('EHOSTUNREACH', 'connect'),
  'a connection that takes too long': broken('UND_ERR_CONNECT_TIMEOUT'),
};

describe('a write', () => {
  test.each(Object.entries(ambiguous))('is never repeated after %s', async (_, failure) => {
    const { call, sent, clock } = over([failure, pot]);
    expect(await call(fire)).toMatchObject({ name: expect.stringMatching(/Error$/), operationId: 'firePot' });
    expect([sent.length, clock.pending]).toEqual([1, 0]);
    expect(await over([failure, () => json({ pot: 7 })]).call(read)).toEqual({ pot: 7 });
  });

  test.each(Object.entries(certain))('is repeated after %s', async (_, failure) => {
    const { call, sent } = over([failure, pot]);
    expect(await call(fire)).toEqual({ pot: 7 });
    expect(sent.map(({ init }) => init.body)).toEqual([sent[0]?.init.body, sent[0]?.init.body]);
  });

  test('is repeated where its token did not come in time: nothing was sent', async () => {
    const clock = new VirtualClock();
    let sent = 0;
    const fetch = async () => {
      sent++;
      return pot();
    };
    const slowToken = () => clock.sleep(1200).then(() => 'secret-token');
    const { transport } = createRuntime(service, slowToken, {
      clock,
      random: () => 1,
      timeout: { attempt: 1000 },
      fetch,
    });
    expect([await clock.run(transport(fire)), sent]).toEqual([{ pot: 7 }, 1]);
  });

  test('reaches the service at most once after the first time that it may have been done, whatever happens', async () => {
    const kinds = { ...ambiguous, ...certain };
    await assert(
      asyncProperty(array(constantFrom(...Object.keys(kinds)), { maxLength: 8 }), async (names) => {
        const { call, sent } = over([...names.map((name) => kinds[name] ?? pot), pot], { retry: { maxRetries: 10 } });
        await call(fire);
        const first = names.findIndex((name) => name in ambiguous);
        expect(sent.length).toBe(first < 0 ? names.length + 1 : first + 1);
      }),
      { numRuns: 200, seed: 13 },
    );
  });

  test('that a real connection loses is sent once', async () => {
    const clock = new VirtualClock();
    await using server = await scriptedServer((asked) => asked.socket.destroy(), answerJson({ pot: 7 }, 201));
    const { transport } = createRuntime(service, 'secret-token', {
      clock,
      endpoint: server.endpoint,
      fetch: timelessFetch(clock),
    });
    expect(await clock.run(rejection(transport(fire)))).toMatchObject({ code: 'NetworkError' });
    expect(server.requests).toHaveLength(1);
  });

  test('that a real machine refuses is repeated', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const clock = new VirtualClock();
    const { transport } = createRuntime(service, 'secret-token', {
      clock,
      endpoint: `http://127.0.0.1:${port}`,
      fetch: timelessFetch(clock),
      retry: { maxRetries: 2 },
    });
    const error = await clock.run(rejection(transport(fire)));
    expect(error).toMatchObject({ code: 'NetworkError', message: expect.stringContaining('ECONNREFUSED') });
    expect(error).toMatchObject({ attempts: [{}, {}, {}] });
  });
});
