import { describe, expect, it } from 'vitest';
import { createEmulator, fixtures } from '../src/emulator/index.ts';
import { get, list } from './ask.ts';

describe('failNext', () => {
  it('fails the next request, or several, in order', async () => {
    const emulator = createEmulator();
    emulator.failNext(500);
    emulator.failNext({ status: 429, retryAfter: 5, times: 2 });
    const answers = [await list(emulator), await list(emulator), await get(emulator, 'x'), await list(emulator)];
    expect(answers.map(({ status }) => status)).toStrictEqual([500, 429, 429, 200]);
    expect(answers[1]?.headers.get('retry-after')).toBe('5');
    expect(answers[0]?.body).toMatchObject({ error: { code: 'InternalServerError', target: expect.any(String) } });
  });

  it('takes a body, headers, a status that the spec does not have, and a broken connection', async () => {
    const emulator = createEmulator();
    emulator.failNext(418, { body: 'tea', headers: { 'x-pot': '1' } });
    emulator.failNext({ status: 503, body: { any: 'json' } });
    emulator.failNext(504);
    emulator.failNext({ networkError: true });
    expect(await list(emulator)).toMatchObject({ status: 418, text: 'tea' });
    expect(await list(emulator)).toMatchObject({ status: 503, body: { any: 'json' } });
    expect(await list(emulator)).toMatchObject({ status: 504, body: { error: { code: 'EmulatedFailure' } } });
    await expect(list(emulator)).rejects.toThrow(TypeError);
    expect(emulator.requests.map(({ status }) => status)).toStrictEqual([418, 503, 504, undefined]);
  });

  it('leaves the log with what was asked, as any refusal does', async () => {
    const emulator = createEmulator({ auth: true });
    const question = `$filter=${encodeURIComponent("status eq 'Failed'")}&$top=5`;
    emulator.failNext(503);
    emulator.failNext({ networkError: true });
    emulator.failNext(500);
    await list(emulator, question);
    await expect(list(emulator, question)).rejects.toThrow(TypeError);
    await get(emulator, 'a b');
    // No token: 401.
    await list(emulator, question);
    await list(emulator, '$filter=nonsense');
    const asked = { operationId: 'listMachineActions', params: { $filter: "status eq 'Failed'", $top: 5 } };
    expect(emulator.requests).toMatchObject([
      { ...asked, status: 503, filter: { kind: 'comparison' } },
      { ...asked },
      { operationId: 'getMachineAction', parameters: { id: 'a b' }, status: 500 },
      { ...asked, status: 401 },
      { operationId: 'listMachineActions', status: 401 },
    ]);
    expect(emulator.requests[1]?.status).toBeUndefined();
    expect(emulator.requests[4]?.params).toBeUndefined();
  });

  it('throttles in the words of the service, which name the window, and the wait where there is one', async () => {
    const emulator = createEmulator();
    emulator.failNext(429);
    const { code, message } = fixtures.quotaExceeded.error;
    const plain = await list(emulator);
    expect(plain).toMatchObject({ status: 429, body: { error: { code, message } } });
    expect(plain.headers.get('retry-after')).toBeNull();
    emulator.failNext({ status: 429, retryAfter: 8 });
    const waiting = await list(emulator);
    expect(waiting).toMatchObject({ body: { error: { message: fixtures.quotaExceededBySeconds.error.message } } });
    expect(waiting.headers.get('retry-after')).toBe('8');
  });

  it('refuses at once what it cannot do', () => {
    const { failNext } = createEmulator();
    expect(() => {
      failNext(200);
    }).toThrow(/status 200; give a whole number from 400 to 599/);
    expect(() => {
      failNext({ status: 500, times: 0 });
    }).toThrow(/times 0/);
    const misspelt: object = { status: 500, retryafter: 1 };
    expect(() => {
      failNext(misspelt);
    }).toThrow(/knows no option 'retryafter'. Did you mean 'retryAfter'\?/);
    for (const [name, meant] of Object.entries({
      code: 'status',
      statusCode: 'status',
      count: 'times',
      'retry-after': 'retryAfter',
    })) {
      expect(() => {
        failNext({ [name]: 429 });
      }).toThrow(`failNext knows no option '${name}'. Did you mean '${meant}'?`);
    }
  });

  it.each<readonly [object, RegExp]>([
    [{ retryAfter: NaN }, /retryAfter NaN; give seconds, a whole number from 0, or the text of the header/],
    [{ retryAfter: -5 }, /retryAfter -5/],
    [{ retryAfter: Infinity }, /retryAfter Infinity/],
    [{ retryAfter: null }, /retryAfter null/],
    [{ retryAfter: 'soon\nX: 1' }, /header retry-after with "soon\\nX: 1"; give a text of one line/],
    [{ headers: { 'x y': 'z' } }, /header "x y", which is not a name/],
    [{ headers: { x: 'a\0b' } }, /header x with "a\\u0000b"/],
    [{ headers: { x: '\u20AC' } }, /header x with "\u20AC"; .* Latin-1/],
    [{ headers: { x: 5 } }, /header x with 5/],
    [{ headers: null }, /headers that are not an object of texts by name/],
    [{ headers: new Headers({ x: 'y' }) }, /headers that are not an object/],
    [{ body: 1n }, /body that cannot be JSON: TypeError: .*BigInt/],
    [{ body: () => 1 }, /body that cannot be JSON: a function/],
    [{ status: undefined }, /status undefined/],
  ])('refuses at once what could not be answered: %o', (failure, words) => {
    const { failNext } = createEmulator();
    const fail = (): void => {
      failNext({ status: 500, ...failure });
    };
    expect(fail).toThrow(words);
    expect(fail).toThrow(expect.objectContaining({ code: 'InvalidFailure' }));
  });

  it('fails any number of requests, each with an ID of its own', async () => {
    const emulator = createEmulator();
    emulator.failNext({ status: 500, times: 2 ** 40 });
    emulator.failNext(503);
    const targets = [await list(emulator), await list(emulator)].map(
      ({ body }) => (body as { readonly error: { readonly target: string } }).error.target,
    );
    expect(new Set(targets).size).toBe(2);
  });

  it('sends a header once, however its name is written, and the body as it was at the call', async () => {
    const emulator = createEmulator();
    const body = { any: 'json' };
    emulator.failNext({
      status: 503,
      body,
      headers: { 'Content-Type': 'text/html', 'Retry-After': '7' },
      retryAfter: 5,
    });
    body.any = 'changed';
    const { headers, text } = await list(emulator);
    expect([headers.get('content-type'), headers.get('retry-after'), text]).toStrictEqual([
      'text/html',
      '7',
      '{"any":"json"}',
    ]);
  });
});
