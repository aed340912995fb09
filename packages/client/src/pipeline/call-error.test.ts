import { describe, expect, test } from 'vitest';
import { fakeFetch, json, rejection, serviceError, setUp } from '../../test/support/fake-service.ts';
import { settle, VirtualClock } from '../../test/support/virtual-clock.ts';
import { DefenderClient, Quota, type ClientEvent, type DefenderError, type Fetch } from '../index.ts';

const busy = () => serviceError(503, 'Busy');
const refused = () => serviceError(401, 'Unauthorized');
const names = { operationId: 'getMachineAction', clientRequestId: expect.stringMatching(/^[\da-f-]{36}$/) };

/** A `fetch` that ends only by its signal. */
const hanging: Fetch = (_, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

describe('the error that a call ends with', () => {
  test('knows its call where the quota refuses', async () => {
    const { client } = setUp(busy);
    await client.quota.pause('getMachineAction', 1_000_000);
    const error = await rejection(client.machineActions.get('a', { maxWait: 1 }));
    expect(error).toMatchObject({ code: 'QuotaExceeded', retryAfterMs: 1_000_000, attempts: [], ...names });
    expect('cause' in (error as object)).toBe(false);
  });

  test('knows its call, and what was sent, where it is aborted in a retry’s wait', async () => {
    const { client, clock } = setUp(busy);
    const controller = new AbortController();
    const aborted = rejection(client.machineActions.get('a', { abortSignal: controller.signal }));
    await clock.advance(600);
    const reason = new Error('enough');
    controller.abort(reason);
    const attempt = { code: 'ServerError', statusCode: 503 };
    const attempts = [
      { ...attempt, waitedMs: 500 },
      { ...attempt, waitedMs: 1000 },
    ];
    expect(await aborted).toMatchObject({ code: 'Aborted', name: 'AbortError', cause: reason, attempts, ...names });
  });

  test.each([
    ['Aborted', {}],
    ['Timeout', { timeout: { total: 1000 } }],
  ])('lists what was on its way when it was %s, once and for all', async (code, options) => {
    const clock = new VirtualClock();
    const client = new DefenderClient('t', { clock, fetch: hanging, ...options });
    const controller = new AbortController();
    const failing = rejection(client.machineActions.get('a', { abortSignal: controller.signal }));
    await clock.advance(1000);
    controller.abort();
    const error = await failing;
    const first = JSON.stringify(error);
    expect(error).toMatchObject({ code, attempts: [{ code, statusCode: undefined }], ...names });
    await settle();
    expect(JSON.stringify(error)).toBe(first);
  });

  test('is each call’s own where one token was asked for by several', async () => {
    const clock = new VirtualClock();
    const cause = new Error('no network');
    const ids: (string | null)[] = [];
    let asked = 0;
    const client = new DefenderClient(
      async () => {
        await clock.sleep(10);
        if (asked++) throw cause;
        return 'token-1';
      },
      {
        clock,
        random: () => 1,
        fetch: fakeFetch(({ headers }) => {
          ids.push(headers.get('x-ms-client-request-id'));
          return serviceError(401, 'Unauthorized');
        }),
      },
    );
    const errors = await clock.run(Promise.all(['a', 'b'].map((id) => rejection(client.machineActions.get(id)))));
    for (const [index, error] of errors.entries())
      expect(error).toMatchObject({
        code: 'CredentialError',
        message: 'The credential failed.',
        cause,
        operationId: 'getMachineAction',
        clientRequestId: ids[index],
        attempts: [{ code: 'Unauthorized', statusCode: 401 }],
      });
    expect(new Set(errors).size).toBe(2);
  });
});

describe('attempts', () => {
  test('are what was sent: not a second place in the quota that was refused', async () => {
    const clock = new VirtualClock();
    const quota = new Quota({ clock, limits: [{ calls: 1, seconds: 60 }] });
    const { client } = setUp(busy, { clock, quota });
    expect(await clock.run(rejection(client.machineActions.get('a', { maxWait: 1000 })))).toMatchObject({
      code: 'QuotaExceeded',
      attempts: [{ code: 'ServerError', statusCode: 503, waitedMs: 500 }],
    });
  });

  test('are counted with the 401 that was answered by a new token, in events and spans too', async () => {
    const clock = new VirtualClock();
    const events: ClientEvent[] = [];
    const resent: unknown[] = [];
    const options = {
      clock,
      onEvent: (event: ClientEvent) => void events.push(event),
      tracer: {
        startSpan: () => ({
          setAttribute: (key: string, value: unknown) => key.endsWith('resend_count') && resent.push(value),
          setStatus() {},
          end() {},
        }),
      },
    };
    let tokens = 0;
    const get = (answer: (index: number) => Response) =>
      new DefenderClient(() => `token-${++tokens}`, {
        ...options,
        fetch: fakeFetch((_, index) => answer(index)),
      }).machineActions.get('a');
    await get((index) => (index ? json({ id: 'a' }) : refused()));
    const error = (await rejection(get(refused))) as DefenderError;
    await rejection(get(() => serviceError(404, 'ResourceNotFound')));
    const attempt = { code: 'Unauthorized', statusCode: 401 };
    expect(error.attempts).toEqual([attempt, attempt]);
    expect(events.flatMap((event) => (event.type === 'request' ? [event.attempt] : []))).toEqual([1, 2, 1, 2, 1]);
    expect(resent).toEqual([1, 1, 0]);
  });

  test('are as many as may be repeated, whatever a new token has cost', async () => {
    let tokens = 0;
    const clock = new VirtualClock();
    const client = new DefenderClient(() => `token-${++tokens}`, {
      clock,
      random: () => 1,
      retry: { maxRetries: 1 },
      fetch: fakeFetch((_, index) => (index ? busy() : refused())),
    });
    expect(await clock.run(rejection(client.machineActions.get('a')))).toMatchObject({
      code: 'ServerError',
      attempts: [{ statusCode: 401 }, { statusCode: 503, waitedMs: 500 }, { statusCode: 503 }],
    });
  });

  test('leave out what never left, and count its wait with the one before', async () => {
    const clock = new VirtualClock();
    let asked = 0;
    const getToken = () =>
      asked++
        ? new Promise<never>(() => {})
        : Promise.resolve({ token: 'token', expiresOnTimestamp: clock.now() + 10 });
    const client = new DefenderClient(
      { getToken },
      { clock, random: () => 1, timeout: { attempt: 1000 }, retry: { maxRetries: 2 }, fetch: fakeFetch(busy) },
    );
    expect(await clock.run(rejection(client.machineActions.get('a')))).toMatchObject({
      code: 'Timeout',
      attempts: [{ code: 'ServerError', statusCode: 503, waitedMs: 1500 }],
    });
  });
});
