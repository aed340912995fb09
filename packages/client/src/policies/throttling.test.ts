import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  pre,
  property,
  record,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { json, rejection, setUp } from '../../test/support/fake-service.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import { operations } from '../generated/operations.gen.ts';
import { Quota } from '../index.ts';
import { readThrottleWords, throttledWait, type Throttled } from './throttling.ts';

const limits = operations.getMachineAction.rateLimits;
const lengths = limits.map(({ seconds }) => seconds * 1000);
const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];

/** A 429 in the words of the service. */
const throttled = (message: string, headers: Record<string, string> = {}) =>
  json({ error: { code: '429', message, target: '00000000-0000-4000-8000-000000000429' } }, 429, headers);
const hourIsFull = 'API calls quota exceeded! maximum allowed 1500 per 01:00:00';
const again =
  'API calls quota exceeded! Maximum allowed 30 per 00:01:00 for the key Destination+TenantID+AppID. You can send requests again in 8 seconds.';

test('the words of the service name the window, and when to ask again', () => {
  expect(readThrottleWords(hourIsFull)).toEqual({ windowMs: 3_600_000 });
  expect(readThrottleWords(again)).toEqual({ windowMs: 60_000, againMs: 8000 });
  expect(readThrottleWords('Try again in 1 second')).toEqual({ againMs: 1000 });
  expect(readThrottleWords('Try again in 120 seconds')).toEqual({ againMs: 120_000 });
  expect(readThrottleWords('maximum allowed 5 per 01:02:03')).toEqual({ windowMs: 3_723_000 });
  for (const text of ['', 'Too many requests', 'allowed per 01:00:00', 'allowed 5 per hour', 'again in 1e9 seconds'])
    expect([text, readThrottleWords(text)]).toEqual([text, {}]);
});

const wait = (change: Partial<Throttled>) =>
  throttledWait({ askedMs: undefined, windowMs: undefined, limits, times: 0, maxRetries: 5, ...change });

describe('a wait for a service that throttles', () => {
  test('is what the service asks for, the first time', () => {
    expect(wait({ askedMs: 0 })).toBe(0);
    expect(wait({ askedMs: 7000, windowMs: 3_600_000 })).toBe(7000);
  });

  test('is the shortest window where it asks for nothing, and twice as long each time', () => {
    expect([0, 1, 2].map((times) => wait({ times }))).toEqual([shortest, 2 * shortest, 4 * shortest]);
  });

  test('is a window again where what it asks for was none', () => {
    expect([1, 2].map((times) => wait({ times, askedMs: 1000 }))).toEqual([shortest, 2 * shortest]);
  });

  test('comes from the words where the spec has no window, and is none where neither has one', () => {
    expect(wait({ limits: [], windowMs: 31_000 })).toBe(1000);
    expect(wait({ limits: [] })).toBe(0);
  });

  const anything = record({
    askedMs: option(nat(10_000_000), { nil: undefined }),
    windowMs: option(integer({ min: 1000, max: 86_400_000 }), { nil: undefined }),
    limits: array(record({ calls: integer({ min: 1, max: 2000 }), seconds: integer({ min: 1, max: 86_400 }) }), {
      maxLength: 3,
    }),
    maxRetries: oneof(nat(20), constant(Infinity)),
  });

  test('grows until the longest window, and is never shorter than asked', () => {
    assert(
      property(anything, (given) => {
        const waits = [0, 1, 2, 3, 4, 5, 6, 7].map((times) => throttledWait({ ...given, times }));
        const most = Math.max(
          given.askedMs ?? 0,
          given.windowMs ?? 0,
          ...given.limits.map(({ seconds }) => seconds * 1000),
        );
        for (const [index, ms] of waits.entries()) {
          expect(ms).toBeGreaterThanOrEqual(Math.max(given.askedMs ?? 0, waits[index - 1] ?? 0));
          expect(ms).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  test('has passed the whole window that is known to be full once the last attempt is made', () => {
    assert(
      property(anything, integer({ min: 1, max: 10 }), (given, maxRetries) => {
        const { windowMs } = given;
        pre(windowMs !== undefined);
        const waits = Array.from({ length: maxRetries }, (_, times) =>
          throttledWait({ ...given, askedMs: undefined, maxRetries, times }),
        );
        expect(Math.ceil(waits.reduce((sum, ms) => sum + ms, 0))).toBeGreaterThanOrEqual(windowMs ?? 0);
      }),
      { numRuns: 500, seed: 12 },
    );
  });
});

/** When the calls reach a service that always answers so, in milliseconds from the first one. */
async function timesOfCalls(answer: () => Response, calls = 1) {
  const at: number[] = [];
  const set = setUp(() => {
    at.push(set.clock.now() - start);
    return answer();
  });
  const start = set.clock.now();
  const asking = Array.from({ length: calls }, (_, index) => rejection(set.client.machineActions.get(`id-${index}`)));
  const errors = await set.clock.run(Promise.all(asking));
  return { at, errors };
}

describe('a client of a service that throttles without Retry-After', () => {
  test('asks once in the shortest window, and then ever more rarely', async () => {
    const { at, errors } = await timesOfCalls(() => throttled('Too many'));
    expect(at).toEqual([0, 1, 3, 7, 15, 31].map((windows) => windows * shortest));
    expect(errors).toMatchObject([{ code: 'Throttled', serviceCode: '429', retryAfterMs: 32 * shortest }]);
    expect(String(errors[0])).toContain('getMachineAction: 429 Throttled; Too many');
  });

  test('waits out the window that the words name', async () => {
    const { at } = await timesOfCalls(() => throttled(hourIsFull));
    expect(at).toHaveLength(6);
    expect(at[1]).toBeGreaterThanOrEqual(shortest);
    expect(at.at(-1)).toBeGreaterThanOrEqual(3_600_000);
  });

  test('waits for the seconds that the words name', async () => {
    const { at } = await timesOfCalls(() => throttled(again));
    expect(at.slice(0, 2)).toEqual([0, 8000]);
  });

  test('does not believe a Retry-After that was none: it asks no more often than the windows allow', async () => {
    const { at } = await timesOfCalls(() => throttled('Too many', { 'retry-after': '1' }));
    expect(at).toEqual([0, 1000, 1000 + shortest, 1000 + 3 * shortest, 1000 + 7 * shortest, 1000 + 15 * shortest]);
  });

  test('holds back whoever else calls', async () => {
    const { at } = await timesOfCalls(() => throttled('Too many'), 20);
    const early = at.filter((time) => time < shortest);
    // They were all on their way before the first answer came.
    expect(early).toEqual(Array.from({ length: 20 }, () => 0));
    const set = setUp((_, index) => (index ? json({ id: 'b' }) : throttled(hourIsFull)));
    const start = set.clock.now();
    const first = set.client.machineActions.get('b');
    await set.clock.advance(10);
    await set.client.quota.snapshot();
    const second = set.client.machineActions.get('b').then(() => set.clock.now() - start);
    expect(await set.clock.run(second)).toBeGreaterThanOrEqual(shortest);
    await set.clock.run(first);
  });

  test('whatever it answers, and however many ask: no window of the spec holds more calls than it allows', async () => {
    await assert(
      asyncProperty(
        array(
          constantFrom(
            () => throttled('Too many'),
            () => throttled(hourIsFull),
            () => throttled('Too many', { 'retry-after': '0' }),
            () => throttled('Too many', { 'retry-after': '1' }),
            () => json({ id: 'a' }),
          ),
          { minLength: 1, maxLength: 40 },
        ),
        integer({ min: 1, max: 150 }),
        async (answers, callers) => {
          const clock = new VirtualClock();
          const at: number[] = [];
          const set = setUp(
            (_, index) => {
              at.push(clock.now());
              return answers[index % answers.length]?.() ?? json({ id: 'a' });
            },
            { clock, quota: new Quota({ clock }) },
          );
          const asking = Array.from({ length: callers }, () => set.client.machineActions.get('a').catch(() => {}));
          await clock.run(Promise.all(asking));
          for (const { calls, seconds } of limits)
            for (let index = calls; index < at.length; index++)
              expect((at[index] ?? 0) - (at[index - calls] ?? 0)).toBeGreaterThanOrEqual(seconds * 1000);
        },
      ),
      { numRuns: 30, seed: 12 },
    );
  });

  test('with an honest service of any window gets its answer by the time that the window is over', async () => {
    const set = setUp(() => (set.clock.now() - start < longest ? throttled(hourIsFull) : json({ id: 'a' })));
    const start = set.clock.now();
    await expect(set.clock.run(set.client.machineActions.get('a'))).resolves.toEqual({ id: 'a' });
  });
});
