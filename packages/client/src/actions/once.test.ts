import { describe, expect, test } from 'vitest';
import { actionService, MACHINE, OTHER, type Behaviour, type Fault } from '../../test/support/action-service.ts';
import { json, rejection } from '../../test/support/fake-service.ts';
import { DefenderClient, isDefenderError, operations, waitFor, type AccessToken, type ClientEvent } from '../index.ts';

const asked = { comment: 'Case 17', isolationType: 'Full' } as const;
const MINUTE = 60_000;

/** One isolation through faults. */
function isolate(behaviour: Behaviour = {}, options: Parameters<typeof actionService>[1] = {}) {
  const service = actionService(behaviour, options);
  const outcome = service.clock.run(service.client.machines.isolate(MACHINE, asked));
  return { ...service, outcome };
}

describe('an action that goes well', () => {
  test('sends the names of the service, once, and gives the row as it came', async () => {
    const { outcome, writes, rows } = isolate();
    const row = await outcome;
    expect(writes.map(({ url, body }) => [url.pathname, body])).toEqual([
      [`/api/machines/${MACHINE}/isolate`, { Comment: 'Case 17', IsolationType: 'Full' }],
    ]);
    expect(row).toEqual(rows[0]);
    expect(JSON.stringify(row)).not.toContain('wasRunning');
    expect(row.wasRunning).toBe(false);
  });

  test('is waited for as it is, though a get does not know it yet', async () => {
    const { client, clock, rows } = actionService({ lag: 20_000 });
    const action = await clock.run(client.machines.isolate(MACHINE, asked));
    void clock.sleep(30_000).then(() => Object.assign(rows[0] ?? {}, { status: 'Succeeded' }));
    const result = await clock.run(waitFor(client.machineActions, action));
    expect(result).toMatchObject({ id: action.id, outcome: 'final', action: { status: 'Succeeded' } });
    const [first] = await clock.run(waitFor(client.machineActions, [action, action.id]));
    expect(first?.outcome).toBe('final');
  });

  test('whose first answer lacks the machine and how far it goes is its own all the same', async () => {
    const { client, clock } = actionService({
      write: (row) => ({ ...row, machineId: null, scope: null }),
    });
    const action = await clock.run(client.machines.isolate(MACHINE, asked));
    expect([action.wasRunning, action.machineId]).toEqual([false, null]);
  });
});

describe('a failure after which it may have been done', () => {
  const ambiguous: readonly (readonly [string, Fault['seen']])[] = [
    ['a reset', 'reset'],
    ['no answer in time', 'silence'],
    ['an answer that was cut off', 'cut'],
    ['a 500', 500],
    ['a 502', 502],
    ['a 503', 503],
    ['a 504', 504],
    ['a 408', 408],
    ['a 520', 520],
    ['a redirect to what was done', 303],
  ];

  test.each(ambiguous)('%s: it is found, and not asked again', async (_, seen) => {
    const { outcome, writes, rows } = isolate({ faults: [{ isDone: true, seen }] });
    const action = await outcome;
    expect([action.id, action.wasRunning]).toEqual([rows[0]?.id, false]);
    expect(writes).toHaveLength(1);
  });

  test.each(ambiguous)('%s: where it is not found the outcome is unknown, and not asked again', async (_, seen) => {
    const { outcome, writes, clock } = isolate({ faults: [{ isDone: false, seen }] });
    const startedAt = new Date(clock.now()).toISOString();
    const error = await rejection(outcome);
    expect(error).toMatchObject({
      code: 'OutcomeUnknown',
      operationId: 'isolateMachine',
      startedAt,
      asked: { key: MACHINE, parameters: ['comment', 'isolationType'] },
      cause: expect.objectContaining({ operationId: 'isolateMachine' }),
    });
    expect(writes).toHaveLength(1);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('Case 17');
  });

  test('is told as a warning, by its name', async () => {
    const messages: string[] = [];
    const onEvent = (event: ClientEvent) => void (event.type === 'warning' && messages.push(event.message));
    const { outcome } = isolate({ faults: [{ isDone: true, seen: 'reset' }] }, { onEvent });
    await outcome;
    expect(messages).toEqual([
      'isolateMachine may have been done, and failed (NetworkError): it is looked for, and not sent again.',
    ]);
  });

  test('is looked for while the list lags behind', async () => {
    const { outcome, reads } = isolate({ faults: [{ isDone: true, seen: 'reset' }], lag: 10_000 });
    expect((await outcome).wasRunning).toBe(false);
    expect(reads.length).toBeGreaterThan(2);
  });

  test('is looked for as long as is said', async () => {
    const { client, clock, reads } = actionService({ faults: [{ isDone: true, seen: 'reset' }], lag: 10_000 });
    const start = clock.now();
    const error = await clock.run(rejection(client.machines.isolate(MACHINE, asked, { lookFor: 0 })));
    expect(error).toMatchObject({ code: 'OutcomeUnknown' });
    expect(clock.now() - start).toBe(0);
    expect(reads.length).toBeLessThan(3);
  });

  test('says what to look at, which shows it where it is followed', async () => {
    const { client, clock, fetch, rows } = actionService({
      faults: [{ isDone: true, seen: 'reset' }],
      lag: 5 * MINUTE,
    });
    const error = await clock.run(rejection(client.machines.isolate(MACHINE, asked)));
    if (!isDefenderError(error)) throw error;
    expect(error.message).toContain(error.lookAt);
    await clock.advance(5 * MINUTE);
    const [method = '', url = ''] = error.lookAt?.split(' ') ?? [];
    const answer = await fetch(url, { method });
    expect(JSON.parse(await answer.text())).toMatchObject({ value: [{ id: rows[0]?.id }] });
  });

  test('asks for the kind, the machine and the time, and for nothing of another machine', async () => {
    const { outcome, reads } = isolate({ faults: [{ isDone: false, seen: 'reset' }] });
    await rejection(outcome);
    expect(reads[0]?.searchParams.get('$filter')).toBe(
      `machineId eq '${MACHINE}' and type eq 'Isolate' and creationDateTimeUtc ge 2025-12-31T23:58:00.000Z`,
    );
  });

  test.each([
    ['another machine', { machineId: OTHER }],
    ['no machine', { machineId: null }],
    ['another kind', { type: 'Unisolate' }],
  ])('does not take a row of %s, even if the service sends one', async (_, other) => {
    const strange = {
      id: 'strange',
      status: 'Pending',
      machineId: MACHINE,
      type: 'Isolate',
      scope: 'Full',
      requestorComment: 'Case 17',
      creationDateTimeUtc: '2026-01-01T00:00:01Z',
      ...other,
    };
    const { client, clock } = actionService({
      faults: [{ isDone: false, seen: 'reset' }],
      read: () => json({ value: [strange] }),
    });
    expect(await clock.run(rejection(client.machines.isolate(MACHINE, asked)))).toMatchObject({
      code: 'OutcomeUnknown',
    });
  });

  test.each([
    ['that is over, from just before', { status: 'Succeeded', requestorComment: 'Case 17', scope: 'Full' }, -1000],
    ['of somebody else that is over', { status: 'Succeeded', requestorComment: 'mine', scope: 'Full' }, 0],
    ['that goes less far and is over', { status: 'Failed', requestorComment: 'Case 17', scope: 'Selective' }, 0],
    ['that is over, from long ago', { status: 'Cancelled', requestorComment: 'Case 17' }, -30 * MINUTE],
  ])('does not take an action %s', async (_, row, ago) => {
    const { client, clock, add } = actionService({ faults: [{ isDone: false, seen: 'reset' }] });
    add({ type: 'Isolate', ...row }, clock.now() + ago);
    expect(await clock.run(rejection(client.machines.isolate(MACHINE, asked)))).toMatchObject({
      code: 'OutcomeUnknown',
    });
  });

  test('takes the oldest of several that were made since: it took effect', async () => {
    const { client, clock, add } = actionService({ faults: [{ isDone: false, seen: 'reset' }] });
    const same = { type: 'Isolate', scope: 'Full', requestorComment: 'Case 17' };
    const first = add(same, clock.now() + 10);
    add(same, clock.now() + 20);
    expect((await clock.run(client.machines.isolate(MACHINE, asked))).id).toBe(first.id);
  });

  test('gives what runs already, where nothing else is found: the service would have answered with it', async () => {
    const { client, clock, add } = actionService({ faults: [{ isDone: false, seen: 'reset' }] });
    const old = add({ type: 'Isolate', requestorComment: 'another', status: 'InProgress' }, clock.now() - 90 * MINUTE);
    const action = await clock.run(client.machines.isolate(MACHINE, asked));
    expect([action.id, action.wasRunning]).toEqual([old.id, true]);
  });

  test('does not give an action that this client was answered with before for a new one', async () => {
    const { client, clock, rows } = actionService({
      faults: [
        { isDone: true, seen: 201 },
        { isDone: false, seen: 'reset' },
      ],
    });
    await clock.run(client.machines.isolate(MACHINE, asked));
    Object.assign(rows[0] ?? {}, { status: 'Succeeded' });
    expect(await clock.run(rejection(client.machines.isolate(MACHINE, asked)))).toMatchObject({
      code: 'OutcomeUnknown',
    });
  });

  test.each([3 * MINUTE, -3 * MINUTE])(
    'goes by the clock of the service, %d ms ahead, where it tells the time',
    async (ahead) => {
      const { client, clock, rows } = actionService({
        faults: [{ isDone: true, seen: 'reset' }],
        ahead,
        saysDate: true,
      });
      const action = await clock.run(client.machines.isolate(MACHINE, asked));
      expect([action.id, action.wasRunning]).toEqual([rows[0]?.id, false]);
    },
  );

  test('of which the list may not be read says which permission is missing', async () => {
    const { client, clock, writes, reads } = actionService({
      faults: [{ isDone: true, seen: 'reset' }],
      read: () => json({}, 403),
    });
    const error = await clock.run(rejection(client.machines.isolate(MACHINE, asked)));
    expect(error).toMatchObject({
      code: 'OutcomeUnknown',
      message: expect.stringContaining(operations.listMachineActions.permissions.application[0]),
    });
    expect([writes.length, reads.length]).toEqual([1, 1]);
  });

  test('is told at once to a caller who gives up: an abort does not say that it was not done', async () => {
    const { client, clock, writes, reads } = actionService({ faults: [{ isDone: true, seen: 'silence' }] });
    const controller = new AbortController();
    const failed = rejection(client.machines.isolate(MACHINE, asked, { abortSignal: controller.signal }));
    await clock.advance(1000);
    controller.abort();
    const error = await failed;
    expect(error).toMatchObject({ code: 'OutcomeUnknown', cause: { code: 'Aborted' } });
    expect([writes.length, reads.length]).toEqual([1, 0]);
  });

  test('is not looked for on and on by a caller who gives up meanwhile', async () => {
    const { client, clock } = actionService({ faults: [{ isDone: false, seen: 'reset' }] });
    const controller = new AbortController();
    const failed = rejection(client.machines.isolate(MACHINE, asked, { abortSignal: controller.signal }));
    await clock.advance(2000);
    controller.abort();
    expect(await failed).toMatchObject({ code: 'OutcomeUnknown', cause: { code: 'NetworkError' } });
    expect(clock.pending).toBe(0);
  });
});

describe('a failure after which it was not done', () => {
  test.each([
    ['no connection', 'connect'],
    ['a 429', 429],
  ] as const)('%s: it is asked again', async (_, seen) => {
    const { outcome, done, writes } = isolate({ faults: [{ isDone: false, seen }] });
    expect((await outcome).wasRunning).toBe(false);
    expect([done(), writes.length]).toEqual([1, 2]);
  });

  test.each([
    [400, 'BadRequest'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [409, 'UnexpectedStatus'],
    [501, 'ServerError'],
  ])('%d: it is told as it is, and nothing is looked for', async (seen, code) => {
    const { outcome, writes, reads } = isolate({ faults: [{ isDone: false, seen }] });
    expect(await rejection(outcome)).toMatchObject({ code, statusCode: seen });
    expect([writes.length, reads.length]).toEqual([1, 0]);
  });

  test('an abort before it is sent is an abort', async () => {
    const { client, clock, writes } = actionService();
    const error = await clock.run(
      rejection(client.machines.isolate(MACHINE, asked, { abortSignal: AbortSignal.abort() })),
    );
    expect(error).toMatchObject({ code: 'Aborted' });
    expect(writes).toEqual([]);
  });

  test('an abort while it waits to ask again, after a 429, is an abort', async () => {
    const { client, clock, writes, reads } = actionService({ faults: [{ isDone: false, seen: 429 }] });
    const controller = new AbortController();
    const failed = rejection(client.machines.isolate(MACHINE, asked, { abortSignal: controller.signal }));
    await clock.advance(100);
    controller.abort();
    expect(await failed).toMatchObject({ code: 'Aborted' });
    expect([writes.length, reads.length]).toEqual([1, 0]);
  });

  test('a 429 tells the windows of the operation', async () => {
    const { client, clock } = actionService({ faults: [{ isDone: false, seen: 429 }] }, { retry: { maxRetries: 0 } });
    const commands = [{ type: 'GetFile', params: [{ key: 'Path', value: 'x' }] }];
    const error = await clock.run(rejection(client.machines.runLiveResponse(MACHINE, { commands, comment: 'c' })));
    const [{ calls, seconds }] = operations.runLiveResponse.rateLimits;
    expect(error).toMatchObject({
      code: 'Throttled',
      message: expect.stringContaining(`it takes ${calls} calls in ${seconds} s`),
    });
  });

  test('a token that comes too late is not sent after all', async () => {
    const answers: ((token: AccessToken) => void)[] = [];
    const late = actionService();
    const slow = new DefenderClient(
      { getToken: () => new Promise((resolve) => answers.push(resolve)) },
      { clock: late.clock, fetch: late.fetch, timeout: { attempt: 1000 }, retry: { maxRetries: 0 } },
    );
    const error = await late.clock.run(rejection(slow.machines.isolate(MACHINE, asked)));
    for (const answer of answers) answer({ token: 't', expiresOnTimestamp: late.clock.now() + MINUTE * 60 });
    await late.clock.advance(MINUTE);
    expect(error).toMatchObject({ code: expect.stringMatching(/Timeout|CredentialError/) });
    expect(late.writes).toEqual([]);
  });

  test('a 403 names the permissions of the operation', async () => {
    const { outcome } = isolate({ faults: [{ isDone: false, seen: 403 }] });
    const { application, delegated, role } = operations.isolateMachine.permissions;
    expect(await rejection(outcome)).toMatchObject({
      message: expect.stringContaining(
        `needs ${application.join(' or ')} (application), or ${delegated.join(' or ')} (delegated, for a user with the role '${role}')`,
      ),
    });
  });
});

describe('the same action again', () => {
  test('that is answered with the one that runs, from before the call, was running', async () => {
    const { client, clock, add } = actionService();
    const old = add({ type: 'Isolate', scope: 'Full', requestorComment: 'Case 17' }, clock.now() - 10 * MINUTE);
    const action = await clock.run(client.machines.isolate(MACHINE, asked));
    expect([action.id, action.wasRunning]).toEqual([old.id, true]);
  });

  test('of this client, at the same moment, was running', async () => {
    const { client, clock } = actionService();
    const first = await clock.run(client.machines.isolate(MACHINE, asked));
    const second = await clock.run(client.machines.isolate(MACHINE, asked));
    expect([first.wasRunning, second.wasRunning, second.id]).toEqual([false, true, first.id]);
  });

  test('of somebody else, a moment before, was running: it has another comment', async () => {
    const { client, clock, add } = actionService();
    add({ type: 'Isolate', scope: 'Full', requestorComment: 'another' });
    expect((await clock.run(client.machines.isolate(MACHINE, asked))).wasRunning).toBe(true);
  });

  test('that is refused as in progress gives the one that runs', async () => {
    const { client, clock, add, writes } = actionService({ duplicates: 'refuse' });
    add({ type: 'Isolate', status: 'Succeeded' }, clock.now() - 20 * MINUTE);
    const old = add({ type: 'Isolate', requestorComment: 'another' }, clock.now() - 10 * MINUTE);
    add({ type: 'Unisolate' }, clock.now() - MINUTE);
    add({ type: 'Isolate', machineId: OTHER }, clock.now() - MINUTE);
    const action = await clock.run(client.machines.isolate(MACHINE, asked));
    expect([action.id, action.wasRunning, writes.length]).toEqual([old.id, true, 1]);
  });

  test('that is refused as in progress where none is found stays refused, with a way out', async () => {
    const { client, clock, add } = actionService({ duplicates: 'refuse', lag: 60 * MINUTE });
    add({ type: 'Isolate' });
    const error = await clock.run(rejection(client.machines.isolate(MACHINE, asked)));
    expect(error).toMatchObject({
      code: 'BadRequest',
      statusCode: 400,
      message: expect.stringContaining('look at the list, then ask again'),
    });
  });

  test('of a session, by the code of the service, gives the session that runs', async () => {
    const busy = { error: { code: 'ActiveRequestAlreadyExists', message: 'busy', target: 't' } };
    const service = actionService();
    const old = service.add({ type: 'LiveResponse', requestorComment: 'another' }, service.clock.now() - MINUTE * 5);
    const own = new DefenderClient('t', {
      clock: service.clock,
      fetch: (url, init) => (init.method === 'POST' ? Promise.resolve(json(busy, 400)) : service.fetch(url, init)),
    });
    const commands = [{ type: 'RunScript', params: [{ key: 'ScriptName', value: 'a.ps1' }] }];
    const session = await service.clock.run(own.machines.runLiveResponse(MACHINE, { commands, comment: 'c' }));
    expect([session.id, session.wasRunning]).toEqual([old.id, true]);
  });
});

describe('an answer that is of something else', () => {
  test.each([
    ['another machine', { machineId: OTHER }],
    ['another kind', { type: 'Offboard' }],
    ['nothing', { id: undefined }],
  ])('(%s) is not taken: the right one is looked for', async (_, wrong) => {
    const { client, clock, rows, writes } = actionService({
      write: (row) => ({ ...row, ...wrong }),
    });
    const action = await clock.run(client.machines.isolate(MACHINE, asked));
    expect([action.id, action.machineId, action.type]).toEqual([rows[0]?.id, MACHINE, 'Isolate']);
    expect(writes).toHaveLength(1);
  });
});

describe('a change of a row', () => {
  const why = { comment: 'A mistake' };
  function cancel(behaviour: Behaviour, status = 'Pending') {
    const service = actionService(behaviour);
    const row = service.add({ type: 'Isolate', status });
    return { ...service, row, outcome: service.clock.run(service.client.machineActions.cancel(row.id, why)) };
  }

  test('gives the row as it is then', async () => {
    const { outcome, writes, row } = cancel({});
    expect(await outcome).toMatchObject({ id: row.id, status: 'Cancelled' });
    expect(writes[0]?.body).toEqual({ Comment: 'A mistake' });
    expect('wasRunning' in (await outcome)).toBe(false);
  });

  test('that may have been done is looked at, and not asked again', async () => {
    const { outcome, writes, row } = cancel({ faults: [{ isDone: true, seen: 'reset' }] });
    expect(await outcome).toMatchObject({ id: row.id, status: 'Cancelled' });
    expect(writes).toHaveLength(1);
  });

  test('that may have been done and does not show is unknown, with what to look at', async () => {
    const { outcome, writes, fetch, row } = cancel({ faults: [{ isDone: false, seen: 502 }] });
    const error = await rejection(outcome);
    expect(error).toMatchObject({ code: 'OutcomeUnknown', asked: { key: row.id, parameters: ['comment'] } });
    expect(writes).toHaveLength(1);
    if (!isDefenderError(error)) throw error;
    const [method = '', url = ''] = error.lookAt?.split(' ') ?? [];
    expect(JSON.parse(await (await fetch(url, { method })).text())).toMatchObject({ id: row.id });
  });

  test.each(['Succeeded', 'Failed', 'TimeOut', 'Cancelled'])('of what is %s says so', async (status) => {
    const { outcome } = cancel({}, status);
    expect(await rejection(outcome)).toMatchObject({
      code: 'AlreadyFinal',
      statusCode: 400,
      message: `cancelMachineAction: it is over, status ${status}: nothing can be changed any more.`,
    });
  });

  test('that came too late, and got no answer, says so', async () => {
    const { outcome } = cancel({ faults: [{ isDone: false, seen: 'reset' }] }, 'Succeeded');
    expect(await rejection(outcome)).toMatchObject({ code: 'AlreadyFinal' });
  });

  test('that is answered with another row is looked at', async () => {
    const service = actionService();
    const other = service.add({ type: 'Isolate' });
    const row = service.add({ type: 'Isolate' });
    const client = new DefenderClient('t', {
      clock: service.clock,
      fetch: async (url, init) => {
        const answer = await service.fetch(url, init);
        return init.method === 'POST' ? json(other) : answer;
      },
    });
    expect((await service.clock.run(client.machineActions.cancel(row.id, why))).id).toBe(row.id);
  });

  test('of what is not there is a NotFound', async () => {
    const { client, clock } = actionService();
    expect(await clock.run(rejection(client.machineActions.cancel('nope', why)))).toMatchObject({ code: 'NotFound' });
  });
});

test('each operation has windows of its own', async () => {
  const service = actionService();
  const { quota } = service.client;
  const snapshot = await quota.snapshot();
  for (const [id, { rateLimits }] of Object.entries(operations))
    expect([id, snapshot[id]?.windows.map(({ calls, seconds }) => ({ calls, seconds }))]).toEqual([id, rateLimits]);
  const commands = [{ type: 'GetFile', params: [{ key: 'Path', value: 'x' }] }];
  await service.clock.run(service.client.machines.runLiveResponse(MACHINE, { commands, comment: 'c' }));
  const after = await quota.snapshot();
  expect([after['runLiveResponse']?.windows[0]?.used, after['isolateMachine']?.windows[0]?.used]).toEqual([1, 0]);
});
