import { describe, expect, test } from 'vitest';
import { json, rejection, setUp, text, type Answer } from '../../test/support/fake-service.ts';
import { withText } from '../../test/support/spec.ts';
import {
  DefenderClient,
  DefenderError,
  isAborted,
  isBadRequest,
  isDefenderError,
  isForbidden,
  isNotFound,
  isProtocolError,
  isThrottled,
  isTimeout,
  isUnauthorized,
  isUnavailable,
  type ErrorCode,
} from '../index.ts';

const failure = (answer: Answer) =>
  rejection(
    setUp(() => answer, { retry: { maxRetries: 0 } })
      .client.machineActions.list()
      .toArray(),
  );

describe('the body of an error', () => {
  test('in the shape of the service gives code, message and request id', async () => {
    const body = {
      error: { code: 'InvalidInput', message: 'The machine is odd', target: '11111111-2222-4333-8444-555555555555' },
    };
    const error = await failure(json(body, 400));
    expect(error).toMatchObject({
      code: 'BadRequest',
      statusCode: 400,
      serviceCode: 'InvalidInput',
      requestId: body.error.target,
    });
    expect(String(error)).toBe(
      'DefenderError: listMachineActions: 400 InvalidInput; The machine is odd; request id 11111111-2222-4333-8444-555555555555',
    );
  });

  test('in the shape of the query layer gives the message', async () => {
    const error = await failure(json({ error: { code: '', message: 'Could not find a property', details: [] } }, 400));
    expect(error).toMatchObject({ code: 'BadRequest', serviceCode: undefined, requestId: undefined });
    expect(String(error)).toContain('400 BadRequest; Could not find a property');
  });

  test('of any length makes an error that can be read', async () => {
    const error = await failure(json({ error: { code: 'Long', message: 'x'.repeat(1_000_000) } }, 400));
    expect(String(error)).toMatch(/^DefenderError: listMachineActions: 400 Long; x{1000}$/);
  });

  test.each<[string, Answer]>([
    ['HTML of a proxy', text('<html>Bad gateway</html>', 502, { 'content-type': 'text/html' })],
    ['nothing', text('', 502)],
    ['null', json(null, 502)],
    ['a list', json([1], 502)],
    ['an error that is text', json({ error: 'broken' }, 502)],
    ['numbers for words', json({ error: { code: 7, message: {}, target: [] } }, 502)],
  ])('that is %s is survived', async (_, answer) => {
    expect(await failure(answer)).toMatchObject({
      code: 'ServerError',
      statusCode: 502,
      serviceCode: undefined,
      requestId: undefined,
      message: expect.stringContaining('does not say why'),
    });
  });
});

describe('a 200', () => {
  const html = `<html>${'x'.repeat(500)}</html>`;
  test.each<[string, Answer, string]>([
    ['that is HTML', text(html), html.slice(0, 200)],
    ['that is empty', text(''), '(empty)'],
    ['without a value', json({ values: [] }), '{"values":[]}'],
    ['whose value is no array', json({ value: {} }), '{"value":{}}'],
    ['that is a list', json([1]), '[1]'],
    ['that is null', json(null), 'null'],
    ['with a row that is none', json({ value: [null] }), 'null'],
  ])('%s is a ProtocolError with what it began with', async (_, answer, start) => {
    const error = await failure(answer);
    expect(error).toMatchObject({
      name: 'ProtocolError',
      code: 'ProtocolError',
      message: expect.stringContaining(start),
    });
    expect(String(error).length).toBeLessThan(320);
    expect(isProtocolError(error)).toBe(true);
  });

  test('whose row may lack a key, or have one more, is fine', async () => {
    const { client } = setUp(() => ({ value: [{ id: 'a' }, { id: 'b', newKey: 1 }], '@odata.count': 2 }));
    await expect(client.machineActions.list().toArray()).resolves.toEqual([{ id: 'a' }, { id: 'b', newKey: 1 }]);
  });
});

describe('an error', () => {
  test('holds no secret: not in its text, not in its JSON, not in what a logger looks at', async () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJyb2xlcyI6W119.c2ln';
    const answers: Answer[] = [
      json({ error: { code: 'Forbidden', message: `no: Bearer ${token}`, target: 'x' } }, 403, { 'x-echo': token }),
      text(`<html>${token}`),
    ];
    for (const answer of answers) {
      const { client } = setUp(() => answer, { retry: { maxRetries: 0 } });
      const error = await rejection(client.machineActions.list(withText('person@contoso.com')).toArray());
      const everything = `${error}${JSON.stringify(error)}${JSON.stringify({ ...(error as object) })}`;
      expect(everything).not.toContain('eyJ');
      expect(everything).not.toContain('secret-token');
      expect(everything).not.toContain('person@contoso.com');
    }
  });

  const opaque = 'opaque+Secret/12345==';
  const jwt = 'eyJhbGciOiJub25lIn0.eyJyb2xlcyI6W119.c2ln';
  test.each<[string, string, Response]>([
    ['in words', opaque, text(`you have sent authorization=${opaque}`)],
    ['in a list', opaque, text(`{"headers":{"authorization":["Bearer","${opaque}"]}}`)],
    ['in a link', opaque, text(`<a href="/login?t=${encodeURIComponent(opaque)}">`)],
    ['behind a percent sign', jwt, text(`<a href="/login?t=Bearer%20${jwt}">`)],
    ['where the words are cut', opaque, text(`<html>${'x'.repeat(186)}${opaque}`)],
    ['as a code and a target', opaque, json({ error: { code: opaque, message: 'no', target: opaque } }, 400)],
    ['as a code that is a JWT', jwt, json({ error: { code: `Bearer ${jwt}`, message: 'no', target: jwt } }, 400)],
    ['as the type of the answer', opaque, text('', 502, { 'content-type': opaque })],
    ['with its slashes escaped', opaque, text(`{"error":{"message":"not ${opaque.replace('/', '\\/')}"}}`, 400)],
  ])('holds no token that comes back %s', async (_, token, answer) => {
    const client = new DefenderClient(token, { fetch: async () => answer, retry: { maxRetries: 0 } });
    const error = await rejection(client.machineActions.list().toArray());
    expect(`${error}${JSON.stringify(error)}`).not.toMatch(/Secret|opaque|eyJ|c2ln/);
  });

  test('keeps the words that a token of a test happens to be in', async () => {
    const client = new DefenderClient('t', { fetch: async () => json({ error: { message: 'that is it' } }, 400) });
    expect(String(await rejection(client.machineActions.get('a')))).toContain('that is it');
  });

  test('knows the id that the client gave its call', async () => {
    const { client, sent } = setUp(() => json({}, 404));
    const error = await rejection(client.machineActions.get('a'));
    expect(isDefenderError(error) && error.clientRequestId).toBe(sent[0]?.headers.get('x-ms-client-request-id'));
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: 'NotFound',
      statusCode: 404,
      operationId: 'getMachineAction',
      attempts: [{ code: 'NotFound', statusCode: 404 }],
    });
  });

  const guards = {
    isNotFound,
    isThrottled,
    isUnauthorized,
    isForbidden,
    isBadRequest,
    isUnavailable,
    isTimeout,
    isAborted,
    isProtocolError,
  };
  test.each<[ErrorCode, keyof typeof guards | undefined]>([
    ['NotFound', 'isNotFound'],
    ['Throttled', 'isThrottled'],
    ['QuotaExceeded', 'isThrottled'],
    ['Unauthorized', 'isUnauthorized'],
    ['CredentialError', 'isUnauthorized'],
    ['Forbidden', 'isForbidden'],
    ['BadRequest', 'isBadRequest'],
    ['ServerError', 'isUnavailable'],
    ['NetworkError', 'isUnavailable'],
    ['Timeout', 'isTimeout'],
    ['Aborted', 'isAborted'],
    ['ProtocolError', 'isProtocolError'],
    ['PagingLoop', 'isProtocolError'],
    ['InvalidArgument', undefined],
    ['UrlTooLong', undefined],
    ['RedirectRefused', undefined],
    ['QuotaStoreError', undefined],
    ['UnexpectedStatus', undefined],
  ])('%s is told by %s and by no other guard', (code, name) => {
    const error = new DefenderError(code, 'words');
    expect(Object.entries(guards).flatMap(([guard, holds]) => (holds(error) ? [guard] : []))).toEqual(
      name ? [name] : [],
    );
  });

  test('of another copy of the package is recognised, and what only looks like one is not', () => {
    const other = Object.assign(new Error('words'), {
      code: 'NotFound',
      [Symbol.for('@defender-odata/client/DefenderError')]: true,
    });
    expect(isNotFound(other)).toBe(true);
    for (const odd of [
      Object.assign(new Error('words'), { code: 'NotFound' }),
      { code: 'NotFound' },
      null,
      undefined,
      'NotFound',
    ])
      expect(isNotFound(odd)).toBe(false);
  });
});
