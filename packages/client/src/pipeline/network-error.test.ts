import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { rejection, setUp } from '../../test/support/fake-service.ts';
import { DefenderClient, isDefenderError, isUnavailable, type DefenderError } from '../index.ts';

/** What a client says of a `fetch` that throws, and how often it has asked. */
async function failing(error: unknown, token = 'secret-token') {
  let calls = 0;
  const clock = setUp(() => ({})).clock;
  const client = new DefenderClient(token, {
    clock,
    fetch: async () => {
      calls++;
      throw error;
    },
  });
  const failed = (await clock.run(rejection(client.machineActions.get('a')))) as DefenderError;
  return { failed, calls };
}

const chain = (...errors: readonly Error[]) => errors.reduceRight((cause, error) => Object.assign(error, { cause }));

describe('a failure of the network', () => {
  test('is told by its innermost cause, and repeated', async () => {
    const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
    const { failed, calls } = await failing(chain(new TypeError('fetch failed'), new Error('outer'), reset));
    expect(failed.message).toBe(
      'getMachineAction: network error, no whole answer from https://api.security.microsoft.com: read ECONNRESET',
    );
    expect([failed.code, failed.transient, isUnavailable(failed), calls]).toEqual(['NetworkError', true, true, 6]);
  });

  test('of several addresses is told by the first', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:443'), { code: 'ECONNREFUSED' });
    const all = Object.assign(new AggregateError([refused, new Error('other')], ''), { code: 'ECONNREFUSED' });
    expect((await failing(chain(new TypeError('fetch failed'), all))).failed.message).toMatch(
      /: connect ECONNREFUSED ::1:443$/,
    );
  });

  test.each<[unknown, string]>([
    [new TypeError('Failed to fetch'), 'Failed to fetch'],
    [new TypeError('Load failed'), 'Load failed'],
    [new TypeError('NetworkError when attempting to fetch resource.'), 'NetworkError when attempting'],
    [new DOMException('The operation timed out.', 'TimeoutError'), 'The operation timed out.'],
    [
      Object.assign(new Error('Unable to connect.'), { code: 'ConnectionRefused' }),
      'ConnectionRefused, Unable to connect.',
    ],
    [undefined, 'no reason given'],
    ['closed', 'closed'],
  ])('is what another platform calls one: %s', async (error, words) => {
    const { failed, calls } = await failing(error);
    expect(failed).toMatchObject({ code: 'NetworkError', message: expect.stringContaining(words) });
    expect(calls).toBe(6);
  });
});

describe('what is no failure of the network', () => {
  test.each([
    new TypeError('Promise.withResolvers is not a function'),
    chain(new TypeError('fetch failed'), new Error('outer'), new TypeError('Promise.withResolvers is not a function')),
    new TypeError("Cannot read properties of undefined (reading 'headers')"),
    new TypeError('undefined is not an object (evaluating x.y)'),
    new ReferenceError('Response is not defined'),
    new RangeError('Invalid array length'),
    new TypeError('Headers.append: "é" is an invalid header value.'),
  ])('is told as it is, and not asked again: %s', async (error) => {
    const { failed, calls } = await failing(error);
    const { message, name } = (error.cause as Error | undefined)?.cause
      ? ((error.cause as Error).cause as Error)
      : error;
    expect(failed).toMatchObject({
      code: 'FetchError',
      transient: false,
      message: `getMachineAction: fetch failed, and not because of the network (${name}): ${message}`,
    });
    expect([isUnavailable(failed), calls]).toEqual([false, 1]);
  });
});

describe('the cause of an error', () => {
  const token = 'opaque+Secret/12345==';
  class HttpError extends Error {
    readonly config = { headers: { authorization: `Bearer ${token}` } };
    readonly request = new Request('https://api.example/', { headers: { authorization: `Bearer ${token}` } });
    readonly status = 0;
    override readonly name = 'HttpError';
  }

  test('holds no token, however deep, and is still what it was', async () => {
    const inner = Object.assign(new Error(`no route with ${encodeURIComponent(token)}`), {
      code: 'E_PROXY',
      raw: [token],
    });
    const error = chain(
      new HttpError(`failed with ${token}`),
      new AggregateError([new Error(token), token], token),
      inner,
    );
    const { failed } = await failing(error, token);
    const everything =
      inspect(failed, { depth: 20, showHidden: true }) + JSON.stringify(failed) + (failed.cause as Error).stack;
    expect(everything).not.toMatch(/Secret|opaque/);
    const { cause } = failed;
    expect(cause).toBeInstanceOf(HttpError);
    expect(cause).toMatchObject({ name: 'HttpError', message: 'failed with [token]', status: 0 });
    expect((cause as Error).cause).toMatchObject({
      message: '[token]',
      errors: [{ message: '[token]' }, '[token]'],
      cause: { code: 'E_PROXY', message: 'no route with [token]' },
    });
    // The caller's own error stays as it was.
    expect(error.message).toContain(token);
  });

  test('that leads back to itself ends', async () => {
    const error = new Error('round');
    error.cause = error;
    expect(inspect((await failing(error)).failed, { depth: 30 })).toContain('round');
  });

  test('of a credential that failed holds no JWT', async () => {
    const leaked = 'eyJhbGciOiJub25lIn0.eyJyb2xlcyI6W119.c2ln';
    const client = new DefenderClient(async () => {
      throw Object.assign(new Error(`not accepted: ${leaked}`), { response: { body: leaked }, code: 'invalid_client' });
    });
    const error = await rejection(client.machineActions.get('a'));
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('eyJ');
    expect(isDefenderError(error) && error.cause).toMatchObject({
      code: 'invalid_client',
      message: 'not accepted: [token]',
    });
  });
});

describe('the headers of an error', () => {
  test.each(['opaque+Secret/12345==', 'eyJhbGciOiJub25lIn0.eyJyb2xlcyI6W119.c2ln'])(
    'repeat no token: %s',
    async (token) => {
      const headers = {
        'x-echo': `Bearer ${token}`,
        location: `/login?t=${encodeURIComponent(token)}`,
        'retry-after': '7',
      };
      const client = new DefenderClient(token, { fetch: async () => new Response('{}', { status: 400, headers }) });
      const error = (await rejection(client.machineActions.get('a'))) as DefenderError;
      expect([...(error.headers ?? [])].join()).not.toMatch(/Secret|opaque|eyJ|c2ln/);
      expect(error.headers?.get('retry-after')).toBe('7');
      expect(error.headers?.get('x-echo')).toBe('Bearer [token]');
    },
  );

  test('keep the claims of a challenge, which policies read', async () => {
    const challenge = `Bearer error="insufficient_claims", claims="${btoa('{"access_token":{"nbf":1}}')}"`;
    const client = new DefenderClient('secret-token', {
      fetch: async () => new Response('{}', { status: 401, headers: { 'www-authenticate': challenge } }),
    });
    const error = (await rejection(client.machineActions.get('a'))) as DefenderError;
    expect(error.headers?.get('www-authenticate')).toBe(challenge);
  });
});
