import { setImmediate } from 'node:timers/promises';
import type { Emulator } from '@defender-odata/testing/emulator';

/** Lets the emulator's time pass, second by second, until a promise has settled; hours are over in a moment. */
export async function letTimePass<Value>(clock: Emulator['clock'], promise: Promise<Value>): Promise<Value> {
  const state = { isSettled: false };
  const settled = () => {
    state.isSettled = true;
  };
  promise.then(settled, settled);
  while (!state.isSettled) {
    await clock.advance('1s');
    // Files are written outside of that time.
    await setImmediate();
  }
  return promise;
}
