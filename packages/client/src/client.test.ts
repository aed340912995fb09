import { from, isQueryError, matchAll } from '@defender-odata/query-builder';
import { describe, expect, test, vi } from 'vitest';
import { json, rejection, rows, serviceError, setUp } from '../test/support/fake-service.ts';
import { largestPage } from '../test/support/spec.ts';
import { DefenderClient, isDefenderError, isNotFound, machineActions } from './index.ts';

const id = '2e9da30d-27f6-4208-81f2-9cd3d67893ba';

describe('a call', () => {
  test('goes to the public cloud with a bearer token, an id of its own and the name of the client', async () => {
    const { client, sent } = setUp(() => ({ id }));
    await client.machineActions.get(id);
    const [request] = sent;
    expect(`${request?.method} ${request?.url}`).toBe(
      `GET https://api.security.microsoft.com/api/machineactions/${id}`,
    );
    expect(request?.headers.get('authorization')).toBe('Bearer secret-token');
    expect(request?.headers.get('x-ms-client-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(request?.headers.get('user-agent')).toMatch(/^defender-odata-client\/\d+\.\d+\.\d+ Node\.js\/\d+/);
  });

  test('has an id that no other call has, of this client or of another', async () => {
    const clients = [setUp(() => ({ id })), setUp(() => ({ id }))];
    for (const { client } of [...clients, ...clients]) await client.machineActions.get(id);
    const ids = clients.flatMap(({ sent }) => sent.map(({ headers }) => headers.get('x-ms-client-request-id')));
    expect(new Set(ids).size).toBe(4);
    for (const each of ids) expect(each).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  test('has an id in a page over plain HTTP, which has no crypto.randomUUID', async () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xab) });
    const { client, sent } = setUp(() => ({ id }));
    await client.machineActions.get(id);
    expect(sent[0]?.headers.get('x-ms-client-request-id')).toBe('abababab-abab-4aba-8bab-100000000000');
  });

  test('goes to another cloud or endpoint, whose path is kept', async () => {
    const eu = setUp(() => ({ id }), { cloud: 'eu' });
    await eu.client.machineActions.get(id);
    expect(eu.sent[0]?.url.origin).toBe('https://eu.api.security.microsoft.com');
    const proxied = setUp(() => ({ id }), { endpoint: 'http://127.0.0.1:8080/defender/' });
    await proxied.client.machineActions.get(id);
    expect(proxied.sent[0]?.url.href).toBe(`http://127.0.0.1:8080/defender/api/machineactions/${id}`);
  });

  test('looks the global fetch up when it is made', async () => {
    const client = new DefenderClient('secret-token');
    const replaced = vi.fn<typeof fetch>(async () => json({ id }));
    vi.stubGlobal('fetch', replaced);
    await expect(client.machineActions.get(id)).resolves.toEqual({ id });
    expect(replaced).toHaveBeenCalledOnce();
  });

  test('is not made once the signal is aborted', async () => {
    const { client, sent } = setUp(() => ({ id }));
    const reason = new Error('enough');
    const error = await rejection(client.machineActions.get(id, { abortSignal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ name: 'AbortError', code: 'Aborted', cause: reason });
    expect(sent).toEqual([]);
  });
});

describe('get', () => {
  test.each(["o'neil", 'a&b=c', '50%', 'a+b', 'a#b', 'a b', 'a/../b', 'a?b', '😀'])(
    'percent-encodes the id %s into one segment of the path',
    async (odd) => {
      const { client, sent } = setUp(() => ({ id: odd }));
      await client.machineActions.get(odd);
      const { pathname, search, hash } = sent[0]?.url ?? new URL('about:blank');
      expect(pathname.split('/')).toHaveLength(4);
      expect([decodeURIComponent(pathname.slice('/api/machineactions/'.length)), search, hash]).toEqual([odd, '', '']);
    },
  );

  test.each(['', '.', '..', '\ud800', undefined, null, 7])('refuses the id %j before any call', async (odd) => {
    const { client, sent } = setUp(() => ({}));
    const error = await rejection(client.machineActions.get(odd as string));
    expect(error).toMatchObject({ code: 'InvalidArgument', statusCode: undefined });
    expect(sent).toEqual([]);
  });

  test('keeps what no document names: unknown keys, null, other names of enumerations', async () => {
    const action = { id, type: 'NewType', scope: null, newKey: { deep: [1] }, '@odata.context': 'https://other/' };
    const { client } = setUp(() => action);
    await expect(client.machineActions.get(id)).resolves.toEqual(action);
  });

  test('takes an error with a 200 for no action, and a key of that name for one of an action', async () => {
    const wrong = setUp(() => ({ error: { code: 'InternalServerError', message: 'broken' } }));
    expect(await rejection(wrong.client.machineActions.get(id))).toMatchObject({
      code: 'ProtocolError',
      statusCode: 200,
      message: expect.stringContaining('InternalServerError'),
    });
    expect(wrong.sent).toHaveLength(1);
    const { client } = setUp(() => ({ id, error: { code: 1 } }));
    await expect(client.machineActions.get(id)).resolves.toEqual({ id, error: { code: 1 } });
  });

  test('reads the last update under the name that the list page prints, and keeps the row as it came', async () => {
    const sent = { id, lastUpdateTimeUtc: '2018-12-04T12:45:25.4049122Z' };
    const { client } = setUp(() => ({ ...sent }));
    const action = await client.machineActions.get(id);
    expect(action.lastUpdateDateTimeUtc).toBe('2018-12-04T12:45:25.4049122Z');
    expect(JSON.parse(JSON.stringify(action))).toEqual(sent);
  });
});

describe('list', () => {
  test('without a query asks for every row', async () => {
    const { client, sent } = setUp(() => ({ value: rows(1) }));
    await expect(client.machineActions.list().toArray()).resolves.toEqual(rows(1));
    expect(sent.map(({ url }) => url.search)).toEqual([`?$top=${largestPage}`, '?$top=1&$skip=1']);
  });

  test('takes a built query, a callback and the object syntax alike', async () => {
    const { client, sent } = setUp(() => ({ value: [] }));
    const expected = "?$filter=machineId%20eq%20'a%26b'&$top=2";
    await client.machineActions
      .list(
        from(machineActions)
          .filter((a) => a.machineId.eq('a&b'))
          .top(2),
      )
      .toArray();
    await client.machineActions.list((q) => q.filter((a) => a.machineId.eq('a&b')).top(2)).toArray();
    await client.machineActions.list({ filter: { machineId: 'a&b' }, top: 2 }).toArray();
    await client.machineActions
      .list((q) =>
        q
          .withObserved()
          .filter((a) => a.machineId.eq('a&b'))
          .top(2),
      )
      .toArray();
    expect(sent.map(({ url }) => url.search)).toEqual(Array(4).fill(expected.replaceAll("'", '%27')));
  });

  test('refuses a query that the service would refuse, before any call', () => {
    const { client, sent } = setUp(() => ({ value: [] }));
    const refused = (query: never) => {
      try {
        client.machineActions.list(query);
      } catch (error) {
        return isQueryError(error) ? error.code : (error as { code?: unknown }).code;
      }
      return 'accepted';
    };
    expect([
      refused({ filter: { stauts: 'Failed' } } as never),
      refused({ top: largestPage + 1 } as never),
      refused({ expand: 'id' } as never),
      refused(((q: { filter(f: unknown): unknown }) =>
        q.filter((a: never) => (a as { id: { eq(v: unknown): unknown } }).id.eq(undefined))) as never),
      refused((() => undefined) as never),
      refused(null as never),
      refused('status' as never),
      refused(new URLSearchParams("$filter=status eq 'Failed'") as never),
      refused(Promise.resolve({ top: 1 }) as never),
      refused(matchAll() as never),
      refused([] as never),
    ]).toEqual([
      'unknown-property',
      'invalid-top',
      'unknown-option',
      'undefined-operand',
      'InvalidArgument',
      'InvalidArgument',
      'InvalidArgument',
      'invalid-query',
      'invalid-query',
      'invalid-query',
      'invalid-query',
    ]);
    expect(sent).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a row without an ID', { status: 'Failed' }],
    ['a row whose ID is a number', { id: 5 }],
    ['a row that is null', null],
  ])('refuses %s: it is no machine action', async (_, row) => {
    const { client } = setUp(({ url }) => json(url.pathname.endsWith('/a') ? row : { value: [{ id: 'a' }, row] }));
    expect(await rejection(client.machineActions.list().toArray())).toMatchObject({
      code: 'ProtocolError',
      operationId: 'listMachineActions',
    });
    expect(await rejection(client.machineActions.get('a'))).toMatchObject({
      code: 'ProtocolError',
      operationId: 'getMachineAction',
    });
  });

  test('asks for nothing before it is read', () => {
    const { client, sent } = setUp(() => ({ value: [] }));
    client.machineActions.list();
    expect(sent).toEqual([]);
  });
});

describe('an error of the service', () => {
  test.each([
    [304, 'NotModified', 'UnexpectedStatus'],
    [400, 'BadRequest', 'BadRequest'],
    [401, 'Unauthorized', 'Unauthorized'],
    [403, 'Forbidden', 'Forbidden'],
    [404, 'ResourceNotFound', 'NotFound'],
    [409, 'Conflict', 'UnexpectedStatus'],
    [429, 'TooManyRequests', 'Throttled'],
    [500, 'InternalServerError', 'ServerError'],
    [501, 'NotImplemented', 'ServerError'],
  ])('%i %s is told by code, status and request id', async (status, serviceCode, code) => {
    const { client } = setUp(() => serviceError(status, serviceCode), { retry: { maxRetries: 0 } });
    const error = await rejection(client.machineActions.get(id));
    expect(error).toMatchObject({
      code,
      statusCode: status,
      serviceCode,
      requestId: `target-${status}`,
      operationId: 'getMachineAction',
    });
    expect(isDefenderError(error) && error.message).toContain(
      `getMachineAction: ${status} ${serviceCode}; ${serviceCode} in words`,
    );
    expect(isNotFound(error)).toBe(status === 404);
  });

  test('a redirect is refused with words, and the token stays', async () => {
    const { client, sent } = setUp(
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    );
    const error = await rejection(client.machineActions.get(id));
    expect(error).toMatchObject({ code: 'RedirectRefused', statusCode: 302 });
    expect(sent).toHaveLength(1);
  });
});
