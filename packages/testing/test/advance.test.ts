import { DefenderClient } from '@defender-odata/client';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, fixtures, type VirtualClock } from '../src/index.ts';
import { nextTurn } from '../src/clock/next-turn.ts';

const server = setupServer();
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' } as object);
});
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => {
  server.close();
});

const ID = fixtures.getIsolation.id;

/** What a test author writes first: make the call, let the time pass, wait for the rows. */
describe.each(['emulator.fetch', 'msw'])('advance, through %s', (door) => {
  function start() {
    const emulator = createEmulator();
    server.use(...emulator.handlers());
    const client = new DefenderClient('a-token', {
      clock: emulator.clock,
      random: () => 0,
      ...(door === 'msw' ? {} : { fetch: emulator.fetch }),
    });
    return { emulator, client };
  }

  /** When a call that is throttled three times is made, on the emulator's clock. */
  const instants = async (pass: (asked: Promise<unknown>, clock: VirtualClock) => Promise<unknown>) => {
    const { emulator, client } = start();
    emulator.failNext({ status: 429, retryAfter: 30, times: 3 });
    const asked = client.machineActions.get(ID);
    await pass(asked, emulator.clock);
    expect(await asked).toHaveProperty('id', ID);
    return emulator.requests.map(({ at }) => at);
  };

  it('lets a call that was just made come to its wait', async () => {
    const { emulator, client } = start();
    emulator.failNext({ status: 429, retryAfter: 30 });
    const asked = client.machineActions.get(ID);
    await emulator.clock.advance('31s');
    expect(await asked).toHaveProperty('id', ID);
    const [first = { at: 0 }, second = { at: 0 }] = emulator.requests;
    expect(second.at - first.at).toBe(30_000);
  });

  it('lets every retry come to its wait, within one span', async () => {
    const inOneGo = await instants((_, clock) => clock.advance('1h'));
    expect(inOneGo).toHaveLength(4);
    expect(inOneGo).toStrictEqual(await instants((asked, clock) => clock.runUntil(asked)));
  });

  it('strikes no time-out before an answer that is on its way', async () => {
    const { emulator, client } = start();
    const asked = client.machineActions.get(ID);
    await emulator.clock.advance('1h');
    expect(await asked).toHaveProperty('id', ID);
    expect(emulator.requests).toHaveLength(1);
  });

  it('leaves a call alone that waits for longer', async () => {
    const { emulator, client } = start();
    emulator.failNext({ status: 429, retryAfter: 30 });
    let isOver = false;
    const asked = client.machineActions.get(ID).finally(() => (isOver = true));
    await emulator.clock.advance('29s');
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect([isOver, emulator.requests.length]).toStrictEqual([false, 1]);
    await emulator.clock.advance('1s');
    expect(await asked).toHaveProperty('id', ID);
  });
});
