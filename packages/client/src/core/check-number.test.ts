import { describe, expect, test } from 'vitest';
import { json, rejection, setUp } from '../../test/support/fake-service.ts';
import { Quota, type DefenderClientOptions } from '../index.ts';

const answer = () => json({ id: 'a' });
const odd = [Number.NaN, -1, -Infinity, '5' as unknown as number, null as unknown as number];

const options: Record<string, (value: number) => DefenderClientOptions> = {
  'retry.maxRetries': (maxRetries) => ({ retry: { maxRetries } }),
  'retry.delay': (delay) => ({ retry: { delay } }),
  'retry.maxDelay': (maxDelay) => ({ retry: { maxDelay } }),
  'retry.maxRetryAfter': (maxRetryAfter) => ({ retry: { maxRetryAfter } }),
  'timeout.attempt': (attempt) => ({ timeout: { attempt } }),
  'timeout.total': (total) => ({ timeout: { total } }),
  maxUrlLength: (maxUrlLength) => ({ maxUrlLength }),
};

describe.each(Object.entries(options))('%s', (name, withValue) => {
  const isTime = !name.startsWith('retry');
  test.each([...odd, ...(isTime ? [0] : [])])('is not %s, and the refusal says what it may be', (value) => {
    const setting = () => setUp(answer, withValue(value));
    expect(setting).toThrow(`${name} must be a number, ${isTime ? 1 : 0} or more, not ${value}.`);
    expect(setting).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });

  test.each([isTime ? 1 : 0, 1.5, Infinity])('may be %s', (value) => {
    expect(() => setUp(answer, withValue(value))).not.toThrow();
  });
});

describe('how long', () => {
  test.each(odd)('a call may wait is not %s', async (maxWait) => {
    const { client, clock, sent } = setUp(answer);
    expect(await rejection(client.machineActions.get('a', { maxWait }))).toMatchObject({
      code: 'InvalidArgument',
      message: `maxWait must be a number, 0 or more, not ${maxWait}.`,
    });
    expect(await rejection(client.quota.reserve('getMachineAction', { maxWait }))).toMatchObject({
      code: 'InvalidArgument',
    });
    expect([sent.length, clock.pending]).toEqual([0, 0]);
  });

  test.each(odd)('a quota pauses is not %s', async (ms) => {
    const quota = new Quota();
    expect(await rejection(quota.pause('getMachineAction', ms))).toMatchObject({
      code: 'InvalidArgument',
      message: `The pause must be a number, 0 or more, not ${ms}.`,
    });
    expect((await quota.reserve('getMachineAction')).release()).toBeUndefined();
  });
});

test('a first delay of nothing stays nothing, however often it is doubled', async () => {
  const { client, clock, sent } = setUp((_, index) => (index < 1200 ? json({}, 503) : answer()), {
    retry: { delay: 0, maxRetries: Infinity },
    quota: false,
  });
  await expect(clock.run(client.machineActions.get('a'))).resolves.toEqual({ id: 'a' });
  expect(sent).toHaveLength(1201);
});
