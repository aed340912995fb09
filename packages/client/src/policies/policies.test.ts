import { describe, expect, test, vi } from 'vitest';
import { rejection } from '../../test/support/fake-service.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import { createTokens } from '../auth/tokens.ts';
import type { ClientEvent } from '../core/events.ts';
import {
  compose,
  type PipelineRequest,
  type PipelineResponse,
  type Policy,
  type SendRequest,
} from '../pipeline/policy.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { operations } from '../generated/operations.gen.ts';
import { Quota } from '../quota/quota.ts';
import { authorizePolicy } from './authorize.ts';
import { challengePolicy, readClaims } from './challenge.ts';
import { observePolicy } from './observe.ts';
import { quotaPolicy } from './quota.ts';
import { retryPolicy } from './retry.ts';
import { timeoutPolicy } from './timeout.ts';
import { tracePolicy } from './trace.ts';

const response: PipelineResponse = { status: 200, body: {} };

const request = (change: Partial<PipelineRequest> = {}): PipelineRequest => ({
  operation: { operationId: 'getMachineAction', method: 'GET', path: '/api/machineactions/a' },
  url: 'https://api.security.microsoft.com/api/machineactions/a',
  names: { operationId: 'getMachineAction', clientRequestId: 'id' },
  body: undefined,
  spec: operations.getMachineAction,
  call: { attempts: [], token: undefined, sent: 0, mayHaveArrived: false, waitedMs: 0 },
  ...change,
});

type Outcome = PipelineResponse | DefenderError | Promise<PipelineResponse>;

/** What comes after a policy: gives these outcomes one after the other, the last one for ever, and keeps what it was sent. */
function sendWith(...outcomes: readonly Outcome[]) {
  let count = 0;
  return vi.fn<SendRequest>(async ({ call }) => {
    call.sent++;
    call.mayHaveArrived = true;
    const outcome = outcomes[Math.min(count++, outcomes.length - 1)] ?? response;
    if (outcome instanceof DefenderError) throw outcome;
    return outcome;
  });
}

const refused = (code: 'Unauthorized' | 'ServerError', details = {}) =>
  new DefenderError(code, 'words', { statusCode: 500, ...details });

const broken = () => {
  throw new Error('the tracer is broken');
};
const span = { setAttribute: () => {}, setStatus: () => {}, end: () => {} };

describe('each policy alone', () => {
  test('authorize takes the token, at once where there is one, and gives the request on as it came', async () => {
    const clock = new VirtualClock();
    const send = sendWith();
    const authorize = authorizePolicy(createTokens('token', 'scope', clock, undefined));
    const given = request();
    await authorize(given, send);
    expect(send).toHaveBeenCalledWith(given);
    expect(given.call.token).toBe('token');
    const second = request();
    void authorize(second, send);
    expect(second.call.token).toBe('token');
    expect(send).toHaveBeenCalledTimes(2);
  });

  test('challenge sends once more after a 401, and not after anything else', async () => {
    const clock = new VirtualClock();
    const tokens = createTokens(async () => 'token', 'scope', clock, undefined);
    const again = sendWith(refused('Unauthorized'), response);
    await expect(challengePolicy(tokens)(request(), again)).resolves.toBe(response);
    expect(again).toHaveBeenCalledTimes(2);
    const once = sendWith(refused('ServerError'));
    expect(await rejection(challengePolicy(tokens)(request(), once))).toMatchObject({ code: 'ServerError' });
    expect(once).toHaveBeenCalledOnce();
  });

  test.each([
    [`Bearer error="insufficient_claims", claims="${btoa('{"a":1}')}"`, '{"a":1}'],
    [`Bearer Claims="${btoa('{}')}"`, '{}'],
    [`Bearer error="insufficient_claims" , claims = "${btoa('{"a":1}')}"`, '{"a":1}'],
    [`Bearer claims=${btoa('{"a":1}')}, error="insufficient_claims"`, '{"a":1}'],
    [`Basic realm="claims=\\"zz\\", claims=zz", Bearer claims="${btoa('{}')}"`, '{}'],
    [`Bearer other_claims="zz", x-claims=zz, claims="${btoa('{}')}"`, '{}'],
    ['Bearer error="invalid_token"', undefined],
    ['Bearer claims', undefined],
    ['Bearer claims="', undefined],
    ['Bearer claims="%%%"', undefined],
    [null, undefined],
  ])('challenge reads the claims of %s', (challenge, claims) => {
    expect(readClaims(challenge)).toBe(claims);
  });

  test('quota gives the place of what was never sent back, and lets the other one age', async () => {
    const clock = new VirtualClock();
    const quota = new Quota({ clock });
    const used = async () => (await quota.snapshot())['getMachineAction']?.windows[0]?.used;
    const policy = quotaPolicy(quota, clock, undefined);
    await rejection(policy(request(), () => Promise.reject(new DefenderError('CredentialError', 'words'))));
    expect(await used()).toBe(0);
    await rejection(policy(request(), sendWith(refused('ServerError'))));
    await policy(request(), sendWith());
    expect(await used()).toBe(2);
  });

  test('retry repeats what is transient and may be repeated', async () => {
    const clock = new VirtualClock();
    const policy = retryPolicy({ maxRetries: 2 }, clock, () => 1, new Quota({ clock }), undefined);
    const transient = refused('ServerError', { transient: true });
    const get = sendWith(transient, response);
    await expect(clock.run(policy(request(), get))).resolves.toBe(response);
    const post = sendWith(transient, response);
    const posting = request({ operation: { operationId: 'isolate', method: 'POST', path: '/' } });
    expect(await clock.run(rejection(policy(posting, post)))).toBe(transient);
    expect([get.mock.calls.length, post.mock.calls.length]).toEqual([2, 1]);
  });

  test('timeout ends what takes too long, gives the signal on, and leaves what is quick alone', async () => {
    const clock = new VirtualClock();
    const policy = timeoutPolicy(clock, 1000, 'attempt');
    const hanging = sendWith(new Promise<PipelineResponse>(() => {}));
    expect(await clock.run(rejection(policy(request(), hanging)))).toMatchObject({ code: 'Timeout', transient: true });
    expect(hanging.mock.calls[0]?.[0].abortSignal?.aborted).toBe(true);
    const quick = sendWith();
    await expect(policy(request(), quick)).resolves.toBe(response);
    expect(quick.mock.calls[0]?.[0].abortSignal?.aborted).toBe(false);
    expect(clock.pending).toBe(0);
  });

  test('observe tells before and after, of a failure too', async () => {
    const events: ClientEvent[] = [];
    const policy = observePolicy((event) => events.push(event), new VirtualClock(), false);
    await policy(request(), sendWith());
    await rejection(policy(request(), sendWith(refused('ServerError'))));
    expect(events.map((event) => [event.type, 'code' in event ? event.code : ''])).toEqual([
      ['request', ''],
      ['response', undefined],
      ['request', ''],
      ['response', 'ServerError'],
    ]);
  });

  test.each(['startSpan', ...Object.keys(span)])('trace breaks no call by a tracer that throws in %s', async (name) => {
    const startSpan = () => ({ ...span, [name]: broken });
    const policy = tracePolicy({ startSpan: name === 'startSpan' ? broken : startSpan });
    await expect(policy(request(), sendWith())).resolves.toBe(response);
    const error = refused('ServerError', { requestId: 'id' });
    expect(await rejection(policy(request(), sendWith(error)))).toBe(error);
  });

  test('trace ends its span, whatever happens', async () => {
    const end = vi.fn<() => void>();
    const policy = tracePolicy({ startSpan: () => ({ setAttribute() {}, setStatus() {}, end }) });
    await policy(request(), sendWith());
    await rejection(policy(request(), sendWith(refused('ServerError'))));
    expect(end).toHaveBeenCalledTimes(2);
  });
});

test('policies run in their order, the first one outermost', async () => {
  const order: string[] = [];
  const named =
    (name: string): Policy =>
    async (given, send) => {
      order.push(`${name} in`);
      const answer = await send(given);
      order.push(`${name} out`);
      return answer;
    };
  await compose([named('first'), named('second')], sendWith())(request());
  expect(order).toEqual(['first in', 'second in', 'second out', 'first out']);
});
