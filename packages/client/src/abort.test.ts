import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { json, rows, serviceError, type SentRequest } from '../test/support/fake-service.ts';
import { answerList, randomFrom, randomRows } from '../test/support/moving-set.ts';
import { VirtualClock } from '../test/support/virtual-clock.ts';
import { DefenderClient, exportAll, isAborted, Quota, waitFor, type Fetch } from './index.ts';

/** Points of time: before and after each thing that a client waits for, and so many turns of the queue of promises later. */
const MOST_TURNS = 8;

const limits = [{ calls: 2, seconds: 60 }];
const exported = randomRows(40, randomFrom(3));

/** What a client is asked for: everything in which it may have to wait. */
const scenarios: Record<
  string,
  {
    work: (client: DefenderClient, abortSignal: AbortSignal) => Promise<unknown>;
    answer: (request: SentRequest, index: number) => Response;
  }
> = {
  'get, throttled and then refused for its token': {
    work: (client, abortSignal) => client.machineActions.get('a', { abortSignal }),
    answer: (_, index) =>
      [serviceError(429, 'TooMany', { 'retry-after': '9' }), serviceError(401, 'Unauthorized')][index] ??
      json({ id: 'a' }),
  },
  'list, over three pages, one ahead': {
    work: async (client, abortSignal) => {
      for await (const _ of client.machineActions
        .list({ top: 25 }, { abortSignal, prefetch: true })
        .byPage({ maxPageSize: 10 }));
    },
    answer: (request) => json({ value: rows(10, Number(request.option('$skip') ?? 0)) }),
  },
  'waitFor, several polls': {
    work: (client, abortSignal) => waitFor(client.machineActions, ['a', 'b'], { abortSignal }),
    answer: (_, index) =>
      json({ value: ['a', 'b'].map((id) => ({ id, status: index < 2 ? 'Pending' : 'Succeeded' })) }),
  },
  'exportAll, two calls at once': {
    work: async (client, abortSignal) => {
      for await (const _ of exportAll(client.machineActions, undefined, {
        abortSignal,
        maxPageSize: 30,
        concurrency: 2,
      }));
    },
    answer: (request) => json(answerList(exported, request)),
  },
  'exportAll as text, two calls at once': {
    work: async (client, abortSignal) => {
      const exporting = exportAll(client.machineActions, undefined, { abortSignal, maxPageSize: 30, concurrency: 2 });
      for await (const _ of exporting.toNdjson());
    },
    answer: (request) => json(answerList(exported, request)),
  },
};

/** Runs a scenario and aborts it at a point, if it has so many points. */
async function run({ work, answer }: (typeof scenarios)[string], point: number, turns: number) {
  const clock = new VirtualClock();
  const controller = new AbortController();
  let reached = 0;
  let isReached = false;
  const tick = () => {
    if (reached++ !== point) return;
    isReached = true;
    void (async () => {
      for (let turn = 0; turn < turns; turn++) await undefined;
      controller.abort();
    })();
  };
  const observed = {
    now: () => clock.now(),
    sleep: async (ms: number, signal?: AbortSignal) => {
      tick();
      await clock.sleep(ms, signal);
      tick();
    },
  };
  let sent = 0;
  const fetch: Fetch = async (url, init) => {
    tick();
    await clock.sleep(20, init.signal ?? undefined);
    const parsed = new URL(url);
    const request: SentRequest = {
      url: parsed,
      method: 'GET',
      headers: new Headers(),
      option: (name) => parsed.searchParams.get(name),
    };
    const response = answer(request, sent++);
    const waiting =
      <Body>(read: () => Promise<Body>) =>
      async () => {
        tick();
        await clock.sleep(5, init.signal ?? undefined);
        tick();
        return read();
      };
    return { ...response, text: waiting(response.text), arrayBuffer: waiting(response.arrayBuffer) };
  };
  let tokens = 0;
  const getToken = async () => {
    tick();
    await clock.sleep(10);
    tick();
    return { token: `token-${++tokens}`, expiresOnTimestamp: clock.now() + 3_600_000 };
  };
  const quota = new Quota({ clock: observed, limits });
  const client = new DefenderClient(
    { getToken },
    {
      clock: observed,
      fetch,
      quota,
      random: () => 1,
      tracer: { startSpan: () => ({ setAttribute() {}, setStatus() {}, end() {} }) },
    },
  );
  const outcome = await clock.run(
    work(client, controller.signal).then(
      () => 'finished',
      (error: unknown) => error,
    ),
  );
  // The credential's own wait is nobody's to abort: the token will serve the next call.
  await clock.advance(15);
  const left = { timers: clock.pending, listeners: getEventListeners(controller.signal, 'abort').length };
  await clock.advance(61_000);
  const snapshot = await quota.snapshot();
  const places = Object.values(snapshot).map(({ waiting, windows }) => waiting + (windows[0]?.used ?? 0));
  return { isReached, outcome, left: { ...left, places: Math.max(...places) } };
}

describe.each(Object.entries(scenarios))('%s', (_, scenario) => {
  test('aborted at each possible point ends at once, and leaves no timer, listener or place', async () => {
    let aborted = 0;
    let points = 0;
    for (let isOver = false; !isOver; points++) {
      for (let turns = 0; turns <= MOST_TURNS; turns++) {
        const result = await run(scenario, points, turns);
        isOver = !result.isReached;
        expect(result.left, `point ${points}, ${turns} turns later`).toEqual({ timers: 0, listeners: 0, places: 0 });
        // After its last wait a call may finish before the abort is seen.
        expect(
          result.outcome === 'finished' || isAborted(result.outcome),
          `point ${points}: ${String(result.outcome)}`,
        ).toBe(true);
        if (result.outcome !== 'finished') aborted++;
      }
    }
    expect(points).toBeGreaterThan(10);
    expect(aborted).toBeGreaterThan(points * MOST_TURNS * 0.7);
  }, 60_000);
});
