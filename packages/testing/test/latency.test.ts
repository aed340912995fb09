import { describe, expect, it } from 'vitest';
import { createEmulator } from '../src/emulator/index.ts';
import { list } from './ask.ts';

describe('latency', () => {
  it("is spent on the emulator's clock", async () => {
    const emulator = createEmulator({ latency: '50ms' });
    const before = emulator.clock.now();
    await Promise.all([list(emulator), list(emulator)]);
    expect(emulator.clock.now() - before).toBe(50);
    await list(emulator);
    expect(emulator.clock.now() - before).toBe(100);
  });

  it('is not spent by a call that ends before, nor logged as answered', async () => {
    const emulator = createEmulator({ latency: '1h' });
    const before = emulator.clock.now();
    const url = 'https://api.security.microsoft.com/api/machineactions';
    const controller = new AbortController();
    const asked = emulator.fetch(url, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(emulator.clock.now()).toBe(before);
    // A time-out on the same clock strikes on the way.
    const late = new AbortController();
    const timeOut = async (): Promise<void> => {
      await emulator.clock.sleep(10_000);
      late.abort(new Error('too long'));
    };
    const [result] = await Promise.allSettled([emulator.fetch(url, { signal: late.signal }), timeOut()]);
    expect(result).toMatchObject({ reason: { message: 'too long' } });
    expect(emulator.clock.now()).toBe(before + 10_000);
    expect(emulator.requests.map(({ status }) => status)).toStrictEqual([undefined, undefined]);
  });

  it('does not move a clock that was reset meanwhile, nor does an advance', async () => {
    const emulator = createEmulator({ latency: 50, quirks: 'slow-body' });
    const first = emulator.clock.now();
    await emulator.clock.advance('2h');
    const half = await emulator.fetch('https://api.security.microsoft.com/api/machineactions');
    const asked = list(emulator);
    const woken: number[] = [];
    const naps = ['1m', '1h'].map(async (_, index) => {
      await emulator.clock.sleep(60_000 * (index + 1));
      woken.push(emulator.clock.now() - first);
    });
    const advanced = emulator.clock.advance('1h');
    emulator.reset();
    await Promise.all([advanced, asked, half.text()]);
    expect([emulator.clock.now(), emulator.requests]).toStrictEqual([first, []]);
    // Who slept on has as long to go as before.
    await emulator.clock.advance('1h');
    await Promise.all(naps);
    expect(woken).toStrictEqual([60_000, 120_000]);
  });

  it('ends with the signal of the call', async () => {
    const slow = createEmulator({
      latency: '1h',
      clock: {
        now: () => 0,
        sleep: (_, signal) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => {
              reject(signal.reason);
            });
          }),
      },
    });
    const controller = new AbortController();
    const asked = slow.fetch('https://api.security.microsoft.com/api/machineactions', { signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toThrow(/abort/i);
  });
});
