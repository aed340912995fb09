import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, machineAction } from '../emulator/index.ts';
import { toHaveListed } from '../matchers/to-have-listed.ts';
import { ownOptions } from './own-options.ts';

import { serve } from '../adapters/http/serve.ts';

/** Puts an option where every object inherits it from, as a polluted page or package does. */
function pollute(name: string, value: unknown): void {
  // oxlint-disable-next-line no-extend-native -- this is the pollution that is tested
  Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: false, writable: true });
}
const polluted = [
  'rows',
  'quirks',
  'auth',
  'perMinute',
  'window',
  'status',
  'body',
  'retryAfter',
  'host',
  'filter',
  'top',
  'roles',
  'count',
  'clock',
];
afterEach(() => {
  for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
});

const read = (given: unknown) => () => ownOptions('it', given as { a?: number }, ['a'], { meant: { b: 'a' } });

describe('options', () => {
  it('are read as keys of their own, and never inherited', async () => {
    pollute('rows', []);
    pollute('quirks', 'all');
    pollute('auth', true);
    pollute('clock', {});
    pollute('body', 'inherited');
    pollute('retryAfter', 99);
    pollute('window', 'nonsense');
    pollute('host', '0.0.0.0');
    pollute('top', 5);
    pollute('roles', []);
    const emulator = createEmulator({ quota: {} });
    expect(emulator.machineActions.rows).toHaveLength(3);
    // Not through fetch, which reads inherited options itself.
    const url = 'https://api.security.microsoft.com/api/machineactions';
    const ask = () => emulator.handle({ method: 'GET', url, headers: {} });
    emulator.failNext({ status: 503 });
    const failed = await ask();
    expect([failed.status, Object.keys(failed.headers)]).toStrictEqual([
      503,
      ['date', 'content-type', 'odata-version'],
    ]);
    expect(failed.body).toMatch(/^\{"error"/);
    expect((await ask()).status).toBe(200);
    expect(toHaveListed(emulator, 'machineActions', {}).pass).toBe(true);
    expect(emulator.token()).not.toBe(emulator.token({ roles: [] }));
    const server = await serve(emulator);
    expect(server.url).toContain('127.0.0.1');
    await server.close();
    pollute('count', 5);
    expect(() => machineAction.generate({} as { count: number })).toThrow(/count is undefined/);
    pollute('perMinute', 5);
    expect(() => emulator.machineActions.traffic({} as { perMinute: number })).toThrow(/perMinute is undefined/);
    pollute('status', 503);
    expect(() => emulator.failNext({} as { status: number })).toThrow(/status undefined/);
  });

  it('are an object that a literal makes, and of names that there are', () => {
    expect(read({ a: 1 })()).toEqual({ a: 1 });
    expect(Object.hasOwn(read({ a: undefined })(), 'a')).toBe(true);
    expect(Object.hasOwn(read({})(), 'a')).toBe(false);
    expect(read({ b: 1 })).toThrow("it knows no option 'b'. Did you mean 'a'?");
    expect(read({ nothingLikeIt: 1 })).toThrow("it knows no option 'nothingLikeIt'. Allowed: a.");
    expect(read({ constructor: 1 })).toThrow(/knows no option 'constructor'\. Allowed: a\./);
    expect(read(Object.create({ a: 1 }))).toThrow(/not an instance of Object/);
    for (const given of [null, undefined, 5, 'a', [], new Map(), Promise.resolve({ a: 1 })]) {
      expect(read(given)).toThrow(/^it takes an object of options \(a\), not /);
    }
  });
});
