import { describe, expect, test } from 'vitest';
import { json, rejection, serviceError, setUp, text, type Answer } from '../../test/support/fake-service.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import { operations } from '../generated/operations.gen.ts';
import { MemoryQuotaStore, Quota, type ClientEvent, type DefenderClientOptions } from '../index.ts';

/** Gets one action from a service that gives these answers one after the other, the last one for ever. */
async function get(answers: readonly (() => Answer)[], options: DefenderClientOptions = {}) {
  const events: ClientEvent[] = [];
  const { client, clock, sent } = setUp((_, index) => (answers[index] ?? answers.at(-1))?.() ?? {}, {
    onEvent: (event) => events.push(event),
    ...options,
  });
  const started = clock.now();
  const outcome = await clock.run(client.machineActions.get('a').catch((error: unknown) => error));
  return { outcome, calls: sent.length, waited: clock.now() - started, pending: clock.pending, events };
}

/** The shortest window of the operation, in milliseconds. */
const shortest = Math.min(...operations.getMachineAction.rateLimits.map(({ seconds }) => seconds * 1000));

const fine = () => json({ id: 'a' });
const failing = (status: number, headers?: Record<string, string>) => () => serviceError(status, 'Failing', headers);

const reset = () => Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });

describe('retry', () => {
  test.each<[number, number]>([
    ...[408, 500, 502, 503, 504].map((status) => [status, 500] as [number, number]),
    // Nothing says for how long, but for the windows of the operation.
    [429, shortest],
  ])('repeats a %i after %i ms', async (status, waited) => {
    expect(await get([failing(status), fine])).toMatchObject({ outcome: { id: 'a' }, calls: 2, waited, pending: 0 });
  });

  test.each([400, 403, 404, 409, 501, 505])('does not repeat a %i', async (status) => {
    expect(await get([failing(status), fine])).toMatchObject({ outcome: { statusCode: status }, calls: 1, waited: 0 });
  });

  test('repeats what broke on the network, and a body that was cut off', async () => {
    expect(await get([reset, fine])).toMatchObject({ outcome: { id: 'a' }, calls: 2 });
    for (const cut of ['{"id":"a', '\r\n {"id":"a', ' ', ''])
      expect(await get([() => text(cut), fine])).toMatchObject({ outcome: { id: 'a' }, calls: 2 });
    expect(await get([() => text('<html>'), fine])).toMatchObject({ outcome: { code: 'ProtocolError' }, calls: 1 });
  });

  test('waits twice as long each time, up to the longest delay, and gives up with every attempt told', async () => {
    const { outcome, calls, waited, events } = await get([failing(500)], {
      retry: { maxRetries: 4, delay: 100, maxDelay: 300 },
    });
    expect({ calls, waited }).toEqual({ calls: 5, waited: 100 + 200 + 300 + 300 });
    expect(outcome).toMatchObject({
      code: 'ServerError',
      statusCode: 500,
      attempts: [100, 200, 300, 300, undefined].map((waitedMs) =>
        waitedMs === undefined ? { statusCode: 500 } : { statusCode: 500, waitedMs },
      ),
    });
    expect(events.flatMap((event) => (event.type === 'retry' ? [event.delayMs] : []))).toEqual([100, 200, 300, 300]);
  });

  test('repeats what fetch calls an error without throwing it', async () => {
    const { outcome, calls } = await get([() => Response.error(), fine]);
    expect({ outcome, calls }).toEqual({ outcome: { id: 'a' }, calls: 2 });
    const failed = await get([() => Response.error()], { retry: { maxRetries: 0 } });
    expect(failed.outcome).toMatchObject({ code: 'NetworkError', statusCode: undefined });
  });

  test('takes from half of the delay to all of it, as chance has it', async () => {
    expect((await get([failing(500), fine], { random: () => 0 })).waited).toBe(250);
    expect((await get([failing(500), fine], { random: () => 0.5 })).waited).toBe(375);
  });

  test('waits as long as Retry-After says, where that is longer than its own delay', async () => {
    expect((await get([failing(429, { 'retry-after': '30' }), fine])).waited).toBe(30_000);
    expect((await get([failing(503, { 'retry-after': '0' }), fine])).waited).toBe(500);
    expect((await get([failing(429, { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }), fine])).waited).toBe(7000);
  });

  test.each([
    ['that is five minutes slow', 'Wed, 31 Dec 2025 23:55:00 GMT', 300_000 + 7000],
    ['that is right', 'Thu, 01 Jan 2026 00:00:00 GMT', 7000],
    ['that nobody can read', 'today', 7000],
  ])('reads a date against the clock of the answer %s', async (_, date, waited) => {
    const headers = { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT', date };
    expect((await get([failing(429, headers), fine])).waited).toBe(waited);
  });

  test('caps an absurd Retry-After, passes over garbage, and says so', async () => {
    const capped = await get([failing(429, { 'retry-after': '99999999' }), fine], { retry: { maxRetryAfter: 60_000 } });
    expect(capped).toMatchObject({ outcome: { id: 'a' }, waited: 60_000 });
    expect(capped.events).toContainEqual({
      type: 'warning',
      code: 'RetryAfterCapped',
      message: 'A wait of 99999999000 ms is longer than maxRetryAfter, and is cut to 60000 ms.',
    });
    const garbage = await get([failing(429, { 'retry-after': 'soon' }), fine]);
    expect(garbage).toMatchObject({ outcome: { id: 'a' }, waited: shortest });
    expect(garbage.events).toContainEqual({
      type: 'warning',
      code: 'RetryAfterUnreadable',
      message: 'Retry-After is neither seconds nor a date, and is passed over: soon',
    });
  });

  test('takes a wait of exactly maxRetryAfter as it is, and shows no more than 50 characters of garbage', async () => {
    const exact = await get([failing(429, { 'retry-after': '60' }), fine], { retry: { maxRetryAfter: 60_000 } });
    expect(exact).toMatchObject({ outcome: { id: 'a' }, waited: 60_000 });
    expect(exact.events.filter(({ type }) => type === 'warning')).toEqual([]);
    const { events } = await get([failing(429, { 'retry-after': 'x'.repeat(60) }), fine]);
    expect(events).toContainEqual(expect.objectContaining({ message: expect.stringMatching(/[^x]x{50}$/) }));
  });

  test('pays the quota for each attempt', async () => {
    const { client, clock } = setUp((_, index) => (index < 3 ? serviceError(500, 'Failing') : json({ id: 'a' })));
    await clock.run(client.machineActions.get('a'));
    const { getMachineAction } = await client.quota.snapshot();
    expect(getMachineAction?.windows.map(({ used }) => used)).toEqual([4, 4]);
  });

  test('pauses every call of the operation on a 429, whoever got it', async () => {
    const at: number[] = [];
    const { client, clock } = setUp(({ url }, index) => {
      at.push(clock.now());
      const id = url.pathname.at(-1);
      return index === 0 ? serviceError(429, 'TooManyRequests', { 'retry-after': '30' }) : json({ id });
    });
    const start = clock.now();
    const first = client.machineActions.get('a');
    await clock.advance(1000);
    await clock.run(Promise.all([first, client.machineActions.get('b'), client.machineActions.get('c')]));
    expect(at.map((time) => time - start)).toEqual([0, 30_000, 30_000, 30_000]);
  });

  test('of a 429 is made where the quota cannot be paused, and that is told', async () => {
    class Unpausable extends MemoryQuotaStore {
      override pause() {
        return Promise.reject(new Error('the store is down'));
      }
    }
    const quota = new Quota({ store: new Unpausable(), clock: new VirtualClock() });
    const throttled = failing(429, { 'retry-after': '7' });
    const { outcome, calls, waited, events } = await get([throttled, fine], { quota });
    expect({ outcome, calls, waited }).toEqual({ outcome: { id: 'a' }, calls: 2, waited: 7000 });
    expect(events).toContainEqual({
      type: 'warning',
      code: 'QuotaPauseFailed',
      message: 'Other calls are not held back after a 429: getMachineAction: the store of the quota failed.',
    });
    expect(await get([throttled], { quota, retry: { maxRetries: 0 } })).toMatchObject({
      outcome: { code: 'Throttled', statusCode: 429 },
    });
  });

  test('is not waited for longer than maxWait allows', async () => {
    const { client, clock, sent } = setUp(() => serviceError(429, 'TooManyRequests', { 'retry-after': '600' }));
    const start = clock.now();
    const error = await clock.run(rejection(client.machineActions.get('a', { maxWait: 5000 })));
    expect(error).toMatchObject({ code: 'Throttled', statusCode: 429, retryAfterMs: 600_000 });
    const second = await clock.run(rejection(client.machineActions.get('a', { maxWait: 5000 })));
    expect(second).toMatchObject({ code: 'QuotaExceeded', retryAfterMs: 600_000 });
    expect([sent.length, clock.now() - start]).toEqual([1, 0]);
  });

  test.each([29_999, 30_000, 30_001])(
    'with a maxWait of %d ms waits for the announced 30 s if that is enough',
    async (maxWait) => {
      const { client, clock, sent } = setUp((_, index) =>
        index === 0 ? serviceError(429, 'TooManyRequests', { 'retry-after': '30' }) : json({ id: 'a' }),
      );
      const outcome = await clock.run(client.machineActions.get('a', { maxWait }).catch((error: unknown) => error));
      const isEnough = maxWait >= 30_000;
      expect(sent).toHaveLength(isEnough ? 2 : 1);
      expect(outcome).toMatchObject(isEnough ? { id: 'a' } : { code: 'Throttled', retryAfterMs: 30_000 });
    },
  );

  test('waits no longer than maxWait allows in all, for the service and for the quota', async () => {
    const { client, clock, sent } = setUp((_, index) => {
      // Somebody else is throttled meanwhile.
      if (index === 0) void client.quota.pause('getMachineAction', 5000);
      return serviceError(429, 'TooMany', { 'retry-after': '4' });
    });
    const start = clock.now();
    const error = await clock.run(rejection(client.machineActions.get('a', { maxWait: 8000 })));
    // The time that the service has named was none.
    expect(error).toMatchObject({ code: 'Throttled', retryAfterMs: shortest, attempts: [{ waitedMs: 4000 }, {}] });
    expect([clock.now() - start, sent.length]).toEqual([5000, 2]);
    const quick = setUp((_, index) => {
      if (index === 0) void quick.client.quota.pause('getMachineAction', 5000);
      return serviceError(429, 'TooMany', { 'retry-after': '4' });
    });
    expect(await quick.clock.run(rejection(quick.client.machineActions.get('a', { maxWait: 4500 })))).toMatchObject({
      code: 'QuotaExceeded',
      retryAfterMs: 1000,
      attempts: [{ code: 'Throttled', waitedMs: 4000 }],
    });
    expect(quick.sent).toHaveLength(1);
  });

  test('counts the waits for a service that throttles without saying for how long', async () => {
    const { client, clock, sent } = setUp(() => serviceError(429, 'TooMany'));
    const start = clock.now();
    const error = await clock.run(rejection(client.machineActions.get('a', { maxWait: 4 * shortest })));
    const attempts = [{ waitedMs: shortest }, { waitedMs: 2 * shortest }, {}];
    expect(error).toMatchObject({ code: 'Throttled', retryAfterMs: 4 * shortest, attempts });
    expect([clock.now() - start, sent.length]).toEqual([3 * shortest, 3]);
  });

  test('of what the service does not ask to wait for does not count as a wait', async () => {
    const { client, clock } = setUp((_, index) => (index === 0 ? serviceError(500, 'Failing') : json({ id: 'a' })));
    await expect(clock.run(client.machineActions.get('a', { maxWait: 0 }))).resolves.toEqual({ id: 'a' });
  });

  test('ends with the total time, attempts told', async () => {
    const { outcome, waited, pending } = await get([failing(500)], { timeout: { total: 1200 } });
    expect(outcome).toMatchObject({
      code: 'Timeout',
      attempts: [
        { statusCode: 500, waitedMs: 500 },
        { statusCode: 500, waitedMs: 1000 },
      ],
    });
    expect({ waited, pending }).toEqual({ waited: 1200, pending: 0 });
  });

  test.each([429, 503])(
    'sits out no wait that the total time cannot hold: after a %i, or for the quota',
    async (status) => {
      const failed = failing(status, { 'retry-after': '3000' });
      const { outcome, waited, pending, calls } = await get([failed], { timeout: { total: 60_000 } });
      expect(outcome).toMatchObject({
        statusCode: status,
        retryAfterMs: 3_000_000,
        attempts: [{ statusCode: status }],
      });
      expect({ waited, pending, calls }).toEqual({ waited: 0, pending: 0, calls: 1 });
      const { client, clock } = setUp(fine, { timeout: { total: 60_000 } });
      await client.quota.pause('getMachineAction', 60_001);
      const start = clock.now();
      const refused = { code: 'QuotaExceeded', retryAfterMs: 60_001 };
      expect(await clock.run(rejection(client.machineActions.get('a')))).toMatchObject(refused);
      expect(clock.now()).toBe(start);
      // Nor one for which there is no time left.
      const twice = await get([failing(status, { 'retry-after': '40' })], { timeout: { total: 60_000 } });
      const retryAfterMs = status === 429 ? shortest : 40_000;
      expect(twice).toMatchObject({ outcome: { statusCode: status, retryAfterMs }, waited: 40_000, calls: 2 });
    },
  );

  test('repeats an attempt that took too long', async () => {
    const { client, clock, sent } = setUp(
      (_, index) => (index === 0 ? new Promise<Answer>(() => {}) : json({ id: 'a' })),
      { timeout: { attempt: 2000 } },
    );
    const start = clock.now();
    await expect(clock.run(client.machineActions.get('a'))).resolves.toEqual({ id: 'a' });
    expect([sent.length, clock.now() - start, clock.pending]).toEqual([2, 2500, 0]);
  });
});
