import { describe, expect, test } from 'vitest';
import { json, rejection, serviceError, setUp } from '../../test/support/fake-service.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import {
  collections,
  DefenderClient,
  MemoryQuotaStore,
  Quota,
  waitFor,
  type DefenderClientOptions,
  type QuotaStore,
  type WaitOptions,
} from '../index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How a wait ends, after how many polls and how much time, whose clock is set meanwhile. */
async function waitThrough(jumpedBy: number, options?: WaitOptions) {
  const { client, clock, sent } = setUp((_, poll) => {
    if (poll === 1) clock.jump(jumpedBy);
    return options ? json({ id: 'a', status: 'Pending' }) : serviceError(404, 'ResourceNotFound');
  });
  const start = clock.now();
  const { outcome } = await clock.run(waitFor(client.machineActions, 'a', options));
  return [outcome, sent.length, clock.now() - start - jumpedBy];
}

/** Waits for actions of which one is over at once, and two are after three hours; tokens last for one hour, and cannot always be had. */
function waitWithTokens(canBeHad: (elapsed: number) => boolean) {
  const clock = new VirtualClock();
  const start = clock.now();
  const getToken = async () => {
    if (!canBeHad(clock.now() - start)) throw new Error('no token today');
    return { token: 'token', expiresOnTimestamp: clock.now() + HOUR };
  };
  const statusOf = (id: string) => (id === 'a' || clock.now() - start > 3 * HOUR ? 'Succeeded' : 'Pending');
  const fetch = async () => Response.json({ value: ['a', 'b', 'c'].map((id) => ({ id, status: statusOf(id) })) });
  const client = new DefenderClient({ getToken }, { clock, fetch });
  return clock.run(waitFor(client.machineActions, ['a', 'b', 'c']));
}

describe('waiting for one machine action', () => {
  test('ends with its final status, and asks less and less often', async () => {
    const at: number[] = [];
    const { client, clock } = setUp(() => {
      at.push(clock.now());
      return json({
        id: 'a',
        status: ['Pending', 'InProgress', 'NeverSeenBefore', 'InProgress'][at.length - 1] ?? 'Succeeded',
      });
    });
    const start = clock.now();
    const result = await clock.run(waitFor(client.machineActions, 'a'));
    expect(result).toMatchObject({ id: 'a', outcome: 'final', action: { status: 'Succeeded' } });
    expect(at.map((time) => time - start)).toEqual([0, 5000, 12_500, 23_750, 40_625]);
    expect(clock.pending).toBe(0);
  });

  test.each(['Succeeded', 'Failed', 'TimeOut', 'Cancelled'])('takes %s as final', async (status) => {
    const { client, sent } = setUp(() => json({ id: 'a', status }));
    expect(await waitFor(client.machineActions, 'a')).toMatchObject({ outcome: 'final', action: { status } });
    expect(sent).toHaveLength(1);
  });

  test('goes on for the three days that the service takes', async () => {
    const { client, clock, sent } = setUp(() =>
      json({ id: 'a', status: clock.now() - start < 72 * HOUR + 14 * 60_000 ? 'Pending' : 'TimeOut' }),
    );
    const start = clock.now();
    expect(await clock.run(waitFor(client.machineActions, 'a'))).toMatchObject({
      outcome: 'final',
      action: { status: 'TimeOut' },
    });
    expect(sent.length).toBeLessThan(900);
  });

  test('gives what it was last once the time is over', async () => {
    const { client, clock } = setUp(() => json({ id: 'a', status: 'InProgress' }));
    const start = clock.now();
    const result = await clock.run(waitFor(client.machineActions, 'a', { timeout: 60_000 }));
    expect(result).toMatchObject({ outcome: 'pending', action: { status: 'InProgress' } });
    expect(clock.now() - start).toBe(60_000);
  });

  test('waits for an ID that is shown late, and no longer than the grace for one that is not', async () => {
    const late = setUp((_, index) =>
      index < 3 ? serviceError(404, 'ResourceNotFound') : json({ id: 'a', status: 'Succeeded' }),
    );
    expect(await late.clock.run(waitFor(late.client.machineActions, 'a'))).toMatchObject({ outcome: 'final' });
    const never = setUp(() => serviceError(404, 'ResourceNotFound'));
    const start = never.clock.now();
    expect(await never.clock.run(waitFor(never.client.machineActions, 'a', { grace: 60_000 }))).toEqual({
      id: 'a',
      outcome: 'unknown',
      action: undefined,
    });
    expect(never.clock.now() - start).toBeLessThan(120_000);
  });

  test.each<[string, DefenderClientOptions, (poll: number) => object | Promise<object>]>([
    ['hangs', {}, () => new Promise<never>(() => {})],
    ['throttles for an hour', { quota: false }, () => serviceError(429, 'TooManyRequests', { 'retry-after': '3600' })],
    ['is out of order', { quota: false }, () => serviceError(503, 'Busy')],
  ])('keeps its timeout where the service %s, with what was known before or an error', async (_, options, answer) => {
    const known = setUp((__, poll) => (poll ? answer(poll) : json({ id: 'a', status: 'InProgress' })), options);
    let start = known.clock.now();
    const result = await known.clock.run(waitFor(known.client.machineActions, 'a', { timeout: 14_000 }));
    expect(result).toMatchObject({ outcome: 'pending', action: { status: 'InProgress' } });
    expect([known.clock.now() - start, known.clock.pending]).toEqual([14_000, 0]);
    const unknown = setUp((__, poll) => answer(poll), options);
    start = unknown.clock.now();
    const error = await unknown.clock.run(rejection(waitFor(unknown.client.machineActions, 'a', { timeout: 14_000 })));
    expect(error).toMatchObject({ code: 'Timeout', message: expect.stringContaining('14000 ms') });
    expect([unknown.clock.now() - start, unknown.clock.pending]).toEqual([14_000, 0]);
  });

  test.each(collections.machineActions.final.values)('ends with %s', async (status) => {
    const { client, clock, sent } = setUp(() => json({ id: 'a', status }));
    expect(await clock.run(waitFor(client.machineActions, 'a'))).toMatchObject({
      outcome: 'final',
      action: { status },
    });
    expect(sent).toHaveLength(1);
  });

  test('takes Canceled, as older documents spell it, for final', () => {
    expect(collections.machineActions.final.values).toContain('Canceled');
  });

  test('keeps its timeout in the line for the quota', async () => {
    const { client, clock, sent } = setUp(({ url }) => json({ id: url.pathname.at(-1), status: 'Pending' }));
    await clock.run(Promise.all(Array.from({ length: 1499 }, () => client.machineActions.get('x'))));
    const start = clock.now();
    const result = await clock.run(waitFor(client.machineActions, 'a', { timeout: 60_000 }));
    expect(result).toMatchObject({ outcome: 'pending' });
    expect([sent.length, clock.now() - start]).toEqual([1500, 60_000]);
  });

  test('asks a last time when its timeout ends a pause, for five seconds at most', async () => {
    const { client, clock } = setUp((_, poll) =>
      poll < 2 ? json({ id: 'a', status: 'Pending' }) : new Promise<never>(() => {}),
    );
    const start = clock.now();
    const result = await clock.run(waitFor(client.machineActions, 'a', { timeout: 10_000 }));
    expect(result).toMatchObject({ outcome: 'pending' });
    expect([clock.now() - start, clock.pending]).toEqual([15_000, 0]);
    const once = setUp(() => json({ id: 'a', status: 'Succeeded' }));
    expect(await waitFor(once.client.machineActions, 'a', { timeout: 0 })).toMatchObject({ outcome: 'final' });
  });

  test.each([HOUR, -72 * HOUR, 73 * HOUR])('does not notice that the clock is set by %i ms', async (jump) => {
    expect(await waitThrough(jump)).toEqual(await waitThrough(0));
    expect(await waitThrough(jump, { timeout: HOUR })).toEqual(await waitThrough(0, { timeout: HOUR }));
  });

  test('never pauses for longer than maxDelay', async () => {
    const { client, clock, sent } = setUp(() => json({ id: 'a', status: 'Pending' }));
    await clock.run(waitFor(client.machineActions, 'a', { maxDelay: 1000, timeout: 3500 }));
    expect(sent).toHaveLength(5);
  });

  test('ends at once when it is aborted, and leaves nothing behind', async () => {
    const { client, clock } = setUp(() => json({ id: 'a', status: 'Pending' }));
    const controller = new AbortController();
    const waiting = rejection(waitFor(client.machineActions, 'a', { abortSignal: controller.signal }));
    await clock.advance(1000);
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'Aborted' });
    expect(clock.pending).toBe(0);
  });

  test.each([[''], [['a', '..']], [[undefined]], [undefined], [null], [7], [new Set(['a'])]])(
    'refuses the IDs %j before any call',
    async (ids) => {
      const { client, sent } = setUp(() => json({ value: [] }));
      expect(await rejection(waitFor(client.machineActions, ids as string[]))).toMatchObject({
        code: 'InvalidArgument',
      });
      expect(sent).toEqual([]);
    },
  );

  test.each([{ timeout: -1 }, { grace: Number.NaN }, { delay: -5 }])('refuses %j', async (options) => {
    const { client } = setUp(() => json({ id: 'a', status: 'Pending' }));
    expect(await rejection(waitFor(client.machineActions, 'a', options))).toMatchObject({ code: 'InvalidArgument' });
  });
});

describe('waiting for several', () => {
  test('asks for all that are open in one call, and answers in their order', async () => {
    const finalAt: Record<string, number> = { a: 2, b: 0, c: 1 };
    let poll = -1;
    const { client, clock, sent } = setUp((request) => {
      const ids = [...(request.option('$filter') ?? '').matchAll(/'(\w)'/g)].map(([, id]) => id ?? '');
      // Fewer rows than IDs may be as many as the service gives at once.
      if (request.option('$skip')) return { value: [] };
      poll++;
      return {
        value: ids
          .filter((id) => id in finalAt)
          .map((id) => ({ id, status: poll >= (finalAt[id] ?? 0) ? 'Succeeded' : 'Pending' })),
      };
    });
    const results = await clock.run(waitFor(client.machineActions, ['a', 'b', 'c', 'd', 'a'], { grace: 6000 }));
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['a', 'final'],
      ['b', 'final'],
      ['c', 'final'],
      ['d', 'unknown'],
      ['a', 'final'],
    ]);
    expect(sent.filter((request) => !request.option('$skip')).map((request) => request.option('$filter'))).toEqual([
      "id in ('a','b','c','d')",
      "id in ('a','c','d')",
      "id in ('a','d')",
    ]);
  });

  test('survives an outage, and keeps what was final before it', async () => {
    const warnings: string[] = [];
    const { client, clock } = setUp(
      ({ url }) => {
        const elapsed = clock.now() - start;
        if (elapsed > HOUR && elapsed < 2 * HOUR) return serviceError(503, 'Busy');
        if (url.pathname.endsWith('/c')) return { id: 'c', status: 'Pending' };
        return {
          value: [
            { id: 'a', status: elapsed < HOUR ? 'Succeeded' : 'Pending' },
            { id: 'b', status: elapsed > 3 * HOUR ? 'Failed' : 'Pending' },
            { id: 'c', status: 'Pending' },
          ],
        };
      },
      { onEvent: (event) => event.type === 'warning' && warnings.push(event.code) },
    );
    const start = clock.now();
    const results = await clock.run(waitFor(client.machineActions, ['a', 'b', 'c'], { timeout: 4 * HOUR }));
    expect(results.map(({ outcome }) => outcome)).toEqual(['final', 'final', 'pending']);
    expect(new Set(warnings)).toEqual(new Set(['PollFailed']));
  });

  test('goes on after the store of the quota has failed', async () => {
    const store = new MemoryQuotaStore();
    let calls = 0;
    const take: QuotaStore['take'] = async (...given) => {
      if (++calls === 2) throw new Error('down');
      return MemoryQuotaStore.prototype.take.apply(store, given);
    };
    const quota = new Quota({ store: Object.assign(store, { take }), clock: new VirtualClock() });
    const { client, clock } = setUp((_, poll) => json({ id: 'a', status: poll ? 'Failed' : 'Pending' }), { quota });
    expect(await clock.run(waitFor(client.machineActions, 'a'))).toMatchObject({ outcome: 'final' });
  });

  test('goes on after a credential has failed that had worked, and not where it never did', async () => {
    const outage = waitWithTokens((elapsed) => elapsed < 50 * MINUTE || elapsed > 70 * MINUTE);
    expect(await outage).toMatchObject([{ outcome: 'final' }, { outcome: 'final' }, { outcome: 'final' }]);
    expect(await rejection(waitWithTokens(() => false))).toMatchObject({ code: 'CredentialError' });
  });

  test('tells what went wrong where no poll was ever answered', async () => {
    const { client, clock } = setUp(() => serviceError(503, 'Busy'));
    const error = await clock.run(rejection(waitFor(client.machineActions, ['a', 'b'], { timeout: 20_000 })));
    expect(error).toMatchObject({ code: 'ServerError', statusCode: 503 });
    expect(clock.pending).toBe(0);
  });

  test('does not go on after what does not pass', async () => {
    const { client, clock } = setUp((_, poll) =>
      poll ? serviceError(403, 'Forbidden') : { value: [{ id: 'a', status: 'Pending' }] },
    );
    const error = await clock.run(rejection(waitFor(client.machineActions, ['a', 'b'])));
    expect(error).toMatchObject({ code: 'Forbidden' });
    expect(clock.pending).toBe(0);
  });

  test('refuses a row without an ID', async () => {
    const { client } = setUp(() => ({ value: [{ status: 'Pending' }] }));
    expect(await rejection(waitFor(client.machineActions, ['a', 'b']))).toMatchObject({ code: 'ProtocolError' });
  });

  test('knows a GUID in another case', async () => {
    const { client } = setUp(() => ({
      value: [
        { id: 'abc', status: 'Failed' },
        { id: 'def', status: 'Failed' },
      ],
    }));
    expect(await waitFor(client.machineActions, ['ABC', 'DEF'])).toMatchObject([
      { id: 'ABC', outcome: 'final' },
      { id: 'DEF', outcome: 'final' },
    ]);
  });

  test('splits what does not fit into one URL', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `2e9da30d-27f6-4208-81f2-${String(index).padStart(12, '0')}`);
    const { client, sent } = setUp((request) => ({
      value: [...(request.option('$filter') ?? '').matchAll(/'([^']+)'/g)].map(([, id]) => ({
        id,
        status: 'Succeeded',
      })),
    }));
    const results = await waitFor(client.machineActions, ids);
    expect(results.every(({ outcome }) => outcome === 'final')).toBe(true);
    expect(sent.length).toBeGreaterThan(1);
    expect(Math.max(...sent.map(({ url }) => url.href.length))).toBeLessThan(8000);
  });

  test('of none is over at once', async () => {
    const { client, sent } = setUp(() => ({ value: [] }));
    expect(await waitFor(client.machineActions, [])).toEqual([]);
    expect(sent).toEqual([]);
  });
});
