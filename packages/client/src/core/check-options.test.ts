import { describe, expect, test } from 'vitest';
import { rejection, setUp } from '../../test/support/fake-service.ts';
import { DefenderClient, exportAll, Quota, waitFor, type DefenderClientOptions, type QuotaOptions } from '../index.ts';

const refusal = (message: string) =>
  expect.objectContaining({ name: 'DefenderError', code: 'InvalidArgument', message });
const callOptions = 'Allowed: abortSignal, priority, maxWait';

describe('an option that there is not is refused by its name', () => {
  test.each<[unknown, string]>([
    [
      { baseUrl: 'https://x.example' },
      'DefenderClient has no option "baseUrl". Allowed: cloud, endpoint, scope, fetch,',
    ],
    [{ timeout: { atempt: 5 } }, 'timeout has no option "atempt". Allowed: attempt, total.'],
    [{ timeout: 5000 }, 'timeout has no option "5000". Allowed: attempt, total.'],
    [{ retry: { retries: 5 } }, 'retry has no option "retries". Allowed: maxRetries, delay, maxDelay, maxRetryAfter.'],
    [{ retry: false }, 'retry has no option "false". Allowed: maxRetries,'],
    [null, 'DefenderClient has no option "null". Allowed: cloud,'],
  ])('%j', (options, message) => {
    expect(() => new DefenderClient('token', options as DefenderClientOptions)).toThrow(
      refusal(expect.stringContaining(message) as string),
    );
  });

  test.each([{ limit: [{ calls: 50, seconds: 60 }] }, [{ calls: 50, seconds: 60 }]])('of a quota: %j', (options) => {
    expect(() => new Quota(options as QuotaOptions)).toThrow(
      refusal(`Quota has no option "${Object.keys(options)[0]}". Allowed: limits, store, clock.`),
    );
  });

  test('of a call, before any call', async () => {
    const { client, sent } = setUp(() => ({ value: [] }));
    const options = { signal: new AbortController().signal } as object;
    expect(() => client.machineActions.list(undefined, options)).toThrow(
      refusal(`list has no option "signal". ${callOptions}, prefetch.`),
    );
    expect(await rejection(client.machineActions.get('a', options))).toEqual(
      refusal(`get has no option "signal". ${callOptions}.`),
    );
    expect(await rejection(waitFor(client.machineActions, 'a', options))).toEqual(
      refusal(`waitFor has no option "signal". ${callOptions}, timeout, grace, delay, maxDelay.`),
    );
    expect(() => exportAll(client.machineActions, undefined, options)).toThrow(
      refusal(
        `exportAll has no option "signal". ${callOptions}, concurrency, maxPageSize, checkpoint, onCheckpoint, onProgress.`,
      ),
    );
    expect(sent).toEqual([]);
  });
});
