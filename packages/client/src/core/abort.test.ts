import { describe, expect, test } from 'vitest';
import { rejection, rows, serviceError, setUp } from '../../test/support/fake-service.ts';
import { settle } from '../../test/support/virtual-clock.ts';
import { exportAll, isAborted, type ClientEvent } from '../index.ts';

/** A client of a service that throttles one action, and never answers for any other; the error of the first. */
async function throttled() {
  const events: ClientEvent[] = [];
  const { client, clock, sent } = setUp(
    ({ url }) =>
      url.pathname.endsWith('bad')
        ? serviceError(429, 'TooMany', { 'retry-after': '600' })
        : new Promise<never>(() => {}),
    { onEvent: (event) => events.push(event) },
  );
  const error = await rejection(client.machineActions.get('bad', { maxWait: 0 }));
  const pausedUntil = async () => (await client.quota.snapshot())['getMachineAction']?.windows[0]?.nextFree;
  return { client, clock, sent, events, error, pausedUntil };
}

describe('an abort whose reason is an error of the client', () => {
  test('is an abort: not repeated, no longer pause, and the other call keeps its error', async () => {
    const { client, clock, sent, events, error, pausedUntil } = await throttled();
    await clock.advance(600_000);
    const controller = new AbortController();
    const getting = rejection(client.machineActions.get('good', { abortSignal: controller.signal }));
    await settle();
    const before = [JSON.stringify(error), await pausedUntil()];
    controller.abort(error);
    const aborted = await getting;
    await settle();
    expect([JSON.stringify(error), await pausedUntil()]).toEqual(before);
    await clock.advance(600_000);
    expect(isAborted(aborted)).toBe(true);
    expect(aborted).toMatchObject({ cause: error });
    expect(sent).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'retry')).toEqual([]);
  });

  test('is an abort in an export and in a list that reads ahead, too', async () => {
    const { error } = await throttled();
    const { client } = setUp(({ option }) =>
      option('$skip') || option('$filter') ? new Promise<never>(() => {}) : { value: rows(1) },
    );
    const controller = new AbortController();
    const options = { abortSignal: controller.signal };
    const pages = client.machineActions.list({}, { ...options, prefetch: true }).byPage({ maxPageSize: 1 });
    await pages.next();
    const reading = [pages.next(), exportAll(client.machineActions, { filter: { status: 'Failed' } }, options).next()];
    const failed = Promise.all(reading.map(rejection));
    await settle();
    controller.abort(error);
    for (const aborted of await failed)
      expect(aborted).toMatchObject({ code: 'Aborted', cause: error, statusCode: undefined });
  });

  test('is an abort before the call, too', async () => {
    const { error } = await throttled();
    const { client } = setUp(() => ({ id: 'a' }));
    const aborted = rejection(client.machineActions.get('a', { abortSignal: AbortSignal.abort(error) }));
    expect(await aborted).toMatchObject({ code: 'Aborted', cause: error });
  });
});

/** A signal that is aborted as a browser does it: what the first listener settles goes on before the next one is told. */
class BrowserSignal {
  readonly #listeners = new Set<() => void>();
  aborted = false;
  reason: unknown;

  addEventListener(_: string, listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_: string, listener: () => void): void {
    this.#listeners.delete(listener);
  }

  async abort(reason: unknown): Promise<void> {
    Object.assign(this, { aborted: true, reason });
    for (const listener of this.#listeners) {
      listener();
      await settle();
    }
  }
}

test('an abort between two attempts is one in a browser, too', async () => {
  const { client, clock } = setUp(() => serviceError(503, 'Busy'));
  const signal = new BrowserSignal();
  const getting = rejection(client.machineActions.get('a', { abortSignal: signal as unknown as AbortSignal }));
  await settle();
  const reason = new DOMException('The time is over.', 'TimeoutError');
  await signal.abort(reason);
  expect(await getting).toMatchObject({ code: 'Aborted', cause: reason });
  expect(clock.pending).toBe(0);
});
