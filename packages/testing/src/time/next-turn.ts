// Taken when the module loads: a test that fakes timers later must not stop the clock's own turns.
const { setTimeout: schedule } = globalThis;

/** Lets everything that is ready run, promises and timers alike. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    schedule(resolve, 0);
  });
}
