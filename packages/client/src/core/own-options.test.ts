import { describe, expect, test } from 'vitest';
import { json, rejection, setUp } from '../../test/support/fake-service.ts';
import {
  DefenderClient,
  exportAll,
  plan,
  Quota,
  waitFor,
  type DefenderClientOptions,
  type Fetch,
  type QuotaOptions,
} from '../index.ts';

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
    [{ timeout: 5000 }, 'DefenderClient takes object as "timeout", not number. Allowed: cloud,'],
    [{ timeout: [] }, 'timeout takes a plain object of options, not Array. Allowed: attempt, total.'],
    [{ retry: { retries: 5 } }, 'retry has no option "retries". Allowed: maxRetries, delay, maxDelay, maxRetryAfter.'],
    [{ retry: false }, 'DefenderClient takes object as "retry", not boolean.'],
    [null, 'DefenderClient takes a plain object of options, not null. Allowed: cloud,'],
    ['secret-token', 'DefenderClient takes a plain object of options, not string. Allowed: cloud,'],
    [[], 'DefenderClient takes a plain object of options, not Array. Allowed: cloud,'],
    [Promise.resolve({}), 'DefenderClient takes a plain object of options, not Promise. Allowed: cloud,'],
    [Object.create({ cloud: 'eu' }), 'DefenderClient takes a plain object of options, not Object. Allowed: cloud,'],
    [JSON.parse('{"__proto__":{"cloud":"eu"}}'), 'DefenderClient has no option "__proto__". Allowed: cloud,'],
    [{ logFilterValues: 'false' }, 'DefenderClient takes boolean as "logFilterValues", not string.'],
    [{ fetch: null }, 'DefenderClient takes function as "fetch", not null.'],
    [{ quota: true }, 'DefenderClient takes reserve() or false as "quota", not boolean.'],
    [{ clock: Date }, 'DefenderClient takes sleep() as "clock", not function.'],
  ])('%j', (options, message) => {
    expect(() => new DefenderClient('token', options as DefenderClientOptions)).toThrow(
      refusal(expect.stringContaining(message) as string),
    );
  });

  test.each([
    [{ limit: [{ calls: 50, seconds: 60 }] }, 'has no option "limit"'],
    [[{ calls: 50, seconds: 60 }], 'takes a plain object of options, not Array'],
    [{ limits: { calls: 50, seconds: 60 } }, 'takes map() as "limits", not Object'],
    [{ store: {} }, 'takes take() as "store", not Object'],
  ])('of a quota: %j', (options, words) => {
    expect(() => new Quota(options as QuotaOptions)).toThrow(refusal(`Quota ${words}. Allowed: limits, store, clock.`));
  });

  test('of a place in the quota', () => {
    const options = { signal: new AbortController().signal } as object;
    expect(() => new Quota().reserve('getMachineAction', options)).toThrow(
      refusal(`reserve has no option "signal". ${callOptions}.`),
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
    const controller = { abortSignal: new AbortController() } as object;
    expect(() => client.machineActions.list(undefined, controller)).toThrow(
      refusal(`list takes addEventListener() as "abortSignal", not AbortController. ${callOptions}, prefetch.`),
    );
    expect(sent).toEqual([]);
  });
});

/** Runs with a property on every object's prototype. */
async function polluted<Value>(name: string, property: PropertyDescriptor, work: () => Promise<Value>): Promise<Value> {
  // oxlint-disable-next-line no-extend-native -- this is the pollution that is tested
  Object.defineProperty(Object.prototype, name, { configurable: true, ...property });
  try {
    return await work();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

describe('an option is its own', () => {
  const names =
    'cloud endpoint scope retry quota timeout maxUrlLength logger onEvent logFilterValues tracer userAgentPrefix clock random attempt total maxRetries delay maxDelay maxRetryAfter limits store abortSignal priority maxWait prefetch onQuotaWait readBody grace concurrency checkpoint onCheckpoint onProgress rows maxPageSize continuationToken limit filter select $filter $top $skip $select';

  test.each(names.split(' '))('whatever Object.prototype has as "%s"', async (name) => {
    const readBy: unknown[] = [];
    const property = {
      get() {
        readBy.push(new Error('read').stack);
        return 'https://elsewhere.example';
      },
      set(this: object, value: unknown) {
        Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
      },
    };
    const urls: string[] = [];
    const fetch: Fetch = async (url) => {
      urls.push(url);
      return json(new URL(url).pathname.endsWith('/a') ? action : { value: [action] });
    };
    const work = async () => {
      const client = new DefenderClient('token', { fetch });
      const rows = [
        await client.machineActions.get('a'),
        ...(await client.machineActions.list().toArray()),
        ...((await exportAll(client.machineActions).bySlice().next()).value?.rows ?? []),
        (await waitFor(client.machineActions, 'a')).action,
      ];
      plan(client.machineActions);
      (await client.quota.reserve('getMachineAction')).settle();
      return rows;
    };
    await work();
    const usual = urls.splice(0);
    // One that loops do not see, and one that they do.
    for (const enumerable of [false, true]) {
      const found = await polluted(name, { ...property, enumerable }, work);
      expect(readBy).toEqual([]);
      expect(urls.splice(0)).toEqual(usual);
      expect(found).toEqual([action, action, action, action]);
    }
  });

  test.each(['body', 'dispatcher', 'credentials', 'integrity'])('and so is what fetch is told: %s', async (name) => {
    const given: unknown[] = [];
    const fetch: Fetch = async (_, init) => {
      given.push((init as Record<string, unknown>)[name]);
      return json(action);
    };
    await polluted(name, { value: 'elsewhere' }, () => new DefenderClient('token', { fetch }).machineActions.get('a'));
    expect(given).not.toContain('elsewhere');
    expect(given).toHaveLength(1);
  });

  test('and so is the token of a credential', async () => {
    const token = { value: 'a token of somebody else' };
    const outcome = await polluted('token', token, () =>
      rejection(
        new DefenderClient({ getToken: async () => null }, { fetch: async () => json(action) }).machineActions.get('a'),
      ),
    );
    expect(outcome).toMatchObject({ code: 'CredentialError' });
  });

  test('and read once: what it is the second time does not count', async () => {
    const given = ['https://first.example', 'https://second.example'];
    const urls: string[] = [];
    const client = new DefenderClient('token', {
      get endpoint() {
        return given.shift() ?? 'https://third.example';
      },
      fetch: async (url) => {
        urls.push(new URL(url).origin);
        return json(action);
      },
    });
    await client.machineActions.get('a');
    expect(urls).toEqual(['https://first.example']);
  });
});

const action = { id: 'a', creationDateTimeUtc: '2026-01-01T00:00:00Z', status: 'Succeeded' };
