import { describe, expect, it } from 'vitest';
import { createClock, createEmulator, type Emulator, type EmulatorOptions } from '../src/emulator/index.ts';

type Method = 'add' | 'update' | 'remove' | 'timeline' | 'traffic' | 'token';

/** Calls a method of the emulator with values that its types do not allow: from JavaScript anything can come. */
const call = (method: Method, given: readonly unknown[]) => {
  const emulator: Emulator = createEmulator({ machineActions: { rows: [{ id: 'a' }] } });
  const target = method === 'token' ? emulator : emulator.machineActions;
  const { [method]: called } = target as unknown as Record<Method, (...args: readonly unknown[]) => unknown>;
  return () => called(...given);
};

describe('what an emulator is told in JavaScript', () => {
  it.each<readonly [Method, readonly unknown[], string, RegExp]>([
    ['traffic', [null], 'InvalidOption', /traffic takes an object of options \(perMinute\), not null/],
    ['traffic', [{ perMinutes: 5 }], 'InvalidOption', /no option 'perMinutes'. Did you mean 'perMinute'\?/],
    ['traffic', [{ perMinute: '5' }], 'InvalidOption', /traffic\.perMinute is "5"; it must be a number above 0/],
    ['timeline', ['a', null], 'InvalidTimeline', /takes a list of steps, such as \['10s', 'InProgress'\], not null/],
    ['timeline', ['a', ['10s']], 'InvalidTimeline', /Step 0 of the timeline is "10s"; it must be a list/],
    ['timeline', ['a', [null]], 'InvalidTimeline', /Step 0 of the timeline is null/],
    ['timeline', [undefined, []], 'UnknownRow', /no row whose id is "undefined"/],
    ['update', ['a', null], 'InvalidRow', /^the changes is null; it must be an object\.$/],
    ['update', ['a', [1, 2]], 'InvalidRow', /^the changes is \[1,2\]; it must be an object\.$/],
    ['update', ['a', 'x'], 'InvalidRow', /^the changes is "x"; it must be an object\.$/],
    ['add', [5], 'InvalidRow', /^the row is 5; it must be an object\.$/],
    ['add', [[{}, []]], 'InvalidRow', /^rows\[1\] is \[\]; it must be an object\.$/],
    ['remove', [5], 'UnknownRow', /no row whose id is "5"/],
    ['token', [{ roles: 5 }], 'InvalidOption', /token\.roles is 5; it must be a text or a list of texts/],
    ['token', [{ scp: ['Machine.Read', null] }], 'InvalidOption', /token\.scp is \["Machine\.Read",null\]/],
    ['token', [{ appId: 5 }], 'InvalidOption', /token\.appId is 5; it must be a text/],
    ['token', [{ tenantId: null }], 'InvalidOption', /token\.tenantId is null/],
    ['token', [{ audience: {} }], 'InvalidOption', /token\.audience is \{\}/],
  ])('%s(...%o) is refused with %s', (method, given, code, words) => {
    const wrong = call(method, given);
    expect(wrong).toThrow(words);
    expect(wrong).toThrow(expect.objectContaining({ name: 'EmulatorError', code }));
  });

  it.each<readonly [object, RegExp]>([
    [{ clock: null }, /clock must have now\(\) and sleep\(ms\)/],
    [{ latency: '30d' }, /latency is "30d"; an answer can take 2147483647 ms at most, some 24 days/],
  ])('%o is no set of options', (options, words) => {
    expect(() => createEmulator(options as EmulatorOptions)).toThrow(words);
    expect(() => createEmulator(options as EmulatorOptions)).toThrow(
      expect.objectContaining({ name: 'EmulatorError' }),
    );
  });

  it('may be a clock whose advance gives nothing back', async () => {
    let time = 0;
    const clock = { now: () => time, sleep: async () => undefined, advance: (by: number) => void (time += by) };
    const emulator = createEmulator({ clock: clock as object as NonNullable<EmulatorOptions['clock']>, latency: 5 });
    await emulator.clock.advance(10);
    await emulator.fetch('https://api.security.microsoft.com/api/machineactions');
    expect(time).toBe(15);
  });
});

describe('a clock', () => {
  it.each([9e15, -9e15, NaN, '+010000-01-01T00:00:00Z'])('does not start at %s', (start) => {
    expect(() => createClock(start)).toThrow(/^The clock cannot start at .*, in the years 0 to 9999\.$/);
  });

  it('goes no further than timestamps can be written', async () => {
    const clock = createClock('9999-12-31T23:59:59.998Z');
    for (const span of [2, 1e300, '1d']) {
      expect(() => clock.advance(span)).toThrow(/The clock ends with the year 9999/);
    }
    await clock.advance(1);
    expect(new Date(clock.now()).toISOString()).toBe('9999-12-31T23:59:59.999Z');
    await expect(clock.runUntil(clock.sleep(Infinity))).rejects.toMatchObject({ code: 'ClockIdle' });
  });
});
