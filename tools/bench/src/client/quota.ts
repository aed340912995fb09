import { Quota } from '@defender-odata/client';
import Bottleneck from 'bottleneck';
import fakeTimers from '@sinonjs/fake-timers';
import pThrottle from 'p-throttle';

const CALLS = 3000;
const WINDOWS = [
  { calls: 100, seconds: 60 },
  { calls: 1500, seconds: 3600 },
] as const;

/** A clock whose time passes as fast as it can: it jumps to the next thing that is waited for. */
function createClock() {
  let now = Date.UTC(2026, 0, 1);
  const timers: { at: number; fire: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>((resolve) => void timers.push({ at: now + ms, fire: resolve })),
    async run(promise: Promise<unknown>): Promise<void> {
      let isOver = false;
      void promise.finally(() => (isOver = true));
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (isOver) return;
        timers.sort((a, b) => a.at - b.at);
        const next = timers.shift();
        if (!next) continue;
        now = Math.max(now, next.at);
        next.fire();
      }
    },
  };
}

/** How many of the calls a service with such windows refuses. */
function refusals(at: readonly number[], isAligned: boolean): number {
  let count = 0;
  const accepted: number[] = [];
  for (const time of at) {
    const isFull = WINDOWS.some(({ calls, seconds }) => {
      const ms = seconds * 1000;
      const start = isAligned ? Math.floor(time / ms) * ms : time - ms + 1;
      return accepted.filter((other) => other >= start).length >= calls;
    });
    if (isFull) count++;
    else accepted.push(time);
  }
  return count;
}

/** 3,000 calls through both windows at once. */
export async function quota(): Promise<void> {
  const clock = createClock();
  const started = clock.now();
  const ours: number[] = [];
  const own = new Quota({ clock, limits: WINDOWS });
  const call = async () => {
    const place = await own.reserve('list');
    await clock.sleep(50);
    ours.push(clock.now());
    await clock.sleep(50);
    place.settle();
  };
  await clock.run(Promise.all(Array.from({ length: CALLS }, call)));
  ours.sort((a, b) => a - b);
  process.stdout.write('3,000 calls through 100 a minute and 1,500 an hour, on a virtual clock\n');
  report('the sliding log', ours, started);
  const peers = { 'p-throttle, two in a row': throttled, 'bottleneck, two in a row': bottled };
  for (const [name, work] of Object.entries(peers)) report(name, await onFakeTime(work), FAKE_START);
  process.stdout.write('  goal: at most 4,500 s, and no 429 from either service\n\n');
}

function report(name: string, at: readonly number[], started: number): void {
  const seconds = ((at.at(-1) ?? started) - started) / 1000;
  const refused = `${refusals(at, false)} × 429 (sliding), ${refusals(at, true)} × 429 (aligned)`;
  process.stdout.write(`  ${name.padEnd(28)} ${seconds.toFixed(0).padStart(6)} s  ${refused}\n`);
}

/** One call of a peer: the service counts it on arrival, up to 100 ms later. */
const arrival = (at: number[]) => (index: number) => void at.push(Date.now() + ((index * 37) % 100));

async function throttled(): Promise<number[]> {
  const at: number[] = [];
  const minute = pThrottle({ limit: 100, interval: 60_000 });
  const hour = pThrottle({ limit: 1500, interval: 3_600_000 });
  const call = hour(minute(arrival(at)));
  await Promise.all(Array.from({ length: CALLS }, (_, index) => call(index)));
  return at.toSorted((a, b) => a - b);
}

async function bottled(): Promise<number[]> {
  const at: number[] = [];
  const minute = new Bottleneck({ reservoir: 100, reservoirRefreshAmount: 100, reservoirRefreshInterval: 60_000 });
  const hour = new Bottleneck({ reservoir: 1500, reservoirRefreshAmount: 1500, reservoirRefreshInterval: 3_600_000 });
  const call = async (index: number) => arrival(at)(index);
  await Promise.all(Array.from({ length: CALLS }, (_, index) => hour.schedule(() => minute.schedule(call, index))));
  await Promise.all([minute.disconnect(), hour.disconnect()]);
  return at.toSorted((a, b) => a - b);
}

const FAKE_START = Date.UTC(2026, 0, 1);

/** Runs what takes its time from the platform, with the platform's timers replaced. */
async function onFakeTime(work: () => Promise<number[]>): Promise<number[]> {
  const clock = fakeTimers.withGlobal(globalThis).install({
    now: FAKE_START,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  try {
    const results: number[][] = [];
    void work().then((at) => results.push(at));
    while (!results[0]) await clock.tickAsync(1000);
    return results[0];
  } finally {
    clock.uninstall();
  }
}
