import { describe, expect, it } from 'vitest';
import { createEmulator, machineAction } from '../src/emulator/index.ts';
import { instantKey } from '../src/clock/instant.ts';
import { get, idsOf, list } from './ask.ts';

const ROW = machineAction({ type: 'LiveResponse', status: 'Pending' });

const at = (second: number): unknown => expect.stringMatching(`^2026-01-01T00:00:${String(second)}\\.`);

/** What the statuses of twenty new actions are as time goes by. */
const live = async (seed: number): Promise<readonly string[]> => {
  const emulator = createEmulator({ machineActions: { rows: [] }, seed });
  const added = Array.from({ length: 20 }, () => emulator.machineActions.add({ type: 'Isolate' }));
  expect(new Set(added.map(({ status }) => status))).toStrictEqual(new Set(['Pending']));
  const seen: string[] = [];
  for (const step of ['15s', '1m', '10m', '4d']) {
    await emulator.clock.advance(step);
    seen.push(emulator.machineActions.rows.map(({ status }) => status).join(' '));
  }
  return seen;
};

describe('an action on its timeline', () => {
  it('moves on when the test says', async () => {
    const emulator = createEmulator({ machineActions: { rows: [ROW] } });
    emulator.machineActions.timeline(ROW.id, [
      ['10s', 'InProgress'],
      ['2m', 'Succeeded'],
    ]);
    const status = async (): Promise<unknown> => (await get(emulator, ROW.id)).body;
    expect(await status()).toHaveProperty('status', 'Pending');
    await emulator.clock.advance('10s');
    expect(await status()).toHaveProperty('status', 'InProgress');
    await emulator.clock.advance('109s');
    expect(await status()).toHaveProperty('status', 'InProgress');
    await emulator.clock.advance('1s');
    expect(await status()).toMatchObject({
      status: 'Succeeded',
      creationDateTimeUtc: ROW.creationDateTimeUtc,
      lastUpdateDateTimeUtc: expect.stringMatching(/^2026-01-01T00:02:00\.\d{5,7}Z$/),
      commands: [{ commandStatus: 'Completed' }],
    });
    expect(idsOf(await list(emulator, "$filter=status eq 'Succeeded'"))).toStrictEqual([ROW.id]);
  });

  it('is changed as its end asks: who cancelled it, the HRESULT of a time-out', async () => {
    const rows = [machineAction({ status: 'Pending' }, 1), machineAction({ status: 'Pending' }, 2)];
    const emulator = createEmulator({ machineActions: { rows } });
    for (const [index, status] of ['Cancelled', 'TimeOut'].entries())
      emulator.machineActions.timeline(rows[index]?.id ?? '', [['1s', status]]);
    await emulator.clock.advance('1s');
    const ended = new Map(emulator.machineActions.rows.map((row) => [row.status, row]));
    expect(ended.get('Cancelled')).toMatchObject({
      cancellationRequestor: expect.any(String),
      cancellationDateTimeUtc: ended.get('Cancelled')?.lastUpdateDateTimeUtc,
      errorHResult: -2147467260,
    });
    expect(ended.get('TimeOut')).toMatchObject({ cancellationRequestor: null, errorHResult: -2145844840 });
  });

  it('has the times of its commands: when it began, and when it ended', async () => {
    const emulator = createEmulator({ machineActions: { rows: [] } });
    const [went, jumped] = [
      emulator.machineActions.add({ type: 'LiveResponse' }),
      emulator.machineActions.add({ type: 'LiveResponse' }),
    ];
    emulator.machineActions.timeline(went.id, [
      ['10s', 'InProgress'],
      ['20s', 'Succeeded'],
    ]);
    emulator.machineActions.timeline(jumped.id, [['20s', 'Failed']]);
    const commandsOf = (id: string) => emulator.machineActions.rows.find((row) => row.id === id)?.commands?.[0];
    expect(commandsOf(went.id)).toMatchObject({ startTime: null, endTime: null });
    await emulator.clock.advance('10s');
    expect(commandsOf(went.id)).toMatchObject({ startTime: at(10), endTime: null, commandStatus: 'Created' });
    await emulator.clock.advance('10s');
    expect(commandsOf(went.id)).toMatchObject({ startTime: at(10), endTime: at(20), commandStatus: 'Completed' });
    expect(commandsOf(jumped.id)).toMatchObject({ startTime: at(20), endTime: at(20), commandStatus: 'Failed' });
  });

  it('never changes before it was made', () => {
    const emulator = createEmulator({ machineActions: { rows: [] } });
    for (let action = 0; action < 50; action += 1) {
      emulator.machineActions.timeline(emulator.machineActions.add({ type: 'Isolate' }).id, [[0, 'InProgress']]);
    }
    const early = emulator.machineActions.rows.filter(
      ({ creationDateTimeUtc, lastUpdateDateTimeUtc = '' }) =>
        instantKey(lastUpdateDateTimeUtc) < instantKey(creationDateTimeUtc),
    );
    expect([early, new Set(emulator.machineActions.rows.map(({ status }) => status))]).toStrictEqual([
      [],
      new Set(['InProgress']),
    ]);
  });

  it('lives by seeded durations unless the test says otherwise, alike on every run', async () => {
    const first = await live(1);
    expect(first[0]).toMatch(/Pending.*InProgress|InProgress.*Pending/);
    expect(first[1]).toMatch(/InProgress.*Succeeded|Succeeded.*InProgress/);
    expect(first.at(-1)).not.toMatch(/Pending|InProgress/);
    expect(await live(1)).toStrictEqual(first);
    expect(await live(2)).not.toStrictEqual(first);
  });

  it('stays as it is with no steps, with a status that nobody knows, and once it is removed', async () => {
    const emulator = createEmulator({
      machineActions: { rows: [ROW, { id: 'odd', status: 'Unheard' }, machineAction({ status: 'Pending' })] },
    });
    emulator.machineActions.timeline(ROW.id, []);
    emulator.machineActions.remove(machineAction({ status: 'Pending' }).id);
    await emulator.clock.advance('10d');
    expect(emulator.machineActions.rows.map(({ id, status }) => [id, status])).toStrictEqual([
      [ROW.id, 'Pending'],
      ['odd', 'Unheard'],
    ]);
  });

  it('stays as it is once the test gave it a final status, until it is given another timeline', async () => {
    const emulator = createEmulator({ machineActions: { rows: [] } });
    const { id } = emulator.machineActions.add({ type: 'RunAntiVirusScan' });
    const ended = emulator.machineActions.update(id, { status: 'Failed' });
    await emulator.clock.advance('4d');
    expect(emulator.machineActions.rows).toStrictEqual([ended]);
    emulator.machineActions.timeline(id, [['1s', 'InProgress']]);
    emulator.machineActions.update(id, { requestor: 'me' });
    await emulator.clock.advance('1s');
    expect(emulator.machineActions.rows).toMatchObject([{ status: 'InProgress', requestor: 'me' }]);
  });

  it('says when a row last changed under every name that the row has for it', async () => {
    const alias = { id: 'alias', status: 'Pending', lastUpdateTimeUtc: '2025-01-01T00:00:00Z' };
    const emulator = createEmulator({ machineActions: { rows: [alias, { ...alias, id: 'both' }] } });
    emulator.machineActions.update('both', { lastUpdateDateTimeUtc: '2025-06-01T00:00:00Z' });
    for (const id of ['alias', 'both']) emulator.machineActions.timeline(id, [['1s', 'Failed']]);
    await emulator.clock.advance('1s');
    const changed = expect.stringMatching(/^2026-01-01T00:00:01\./);
    expect(emulator.machineActions.rows.find(({ id }) => id === 'both')).toMatchObject({
      lastUpdateTimeUtc: changed,
      lastUpdateDateTimeUtc: changed,
    });
    expect(emulator.machineActions.rows.find(({ id }) => id === 'alias')).not.toHaveProperty('lastUpdateDateTimeUtc');
    expect(idsOf(await list(emulator, '$filter=lastUpdateDateTimeUtc ge 2026-01-01T00:00:01Z'))).toHaveLength(2);
  });

  it('refuses a timeline that cannot be', () => {
    const emulator = createEmulator({ machineActions: { rows: [ROW] } });
    expect(() => emulator.machineActions.timeline('nobody', [['1s', 'Failed']])).toThrow(/no row whose id is "nobody"/);
    const wrong =
      (...steps: Parameters<typeof emulator.machineActions.timeline>[1]) =>
      () =>
        emulator.machineActions.timeline(ROW.id, steps);
    expect(wrong(['2m', 'InProgress'], ['10s', 'Failed'])).toThrow(/Step 1 .* not after the step before/);
    expect(wrong(['1s', 'Failed'], ['2s', 'InProgress'])).toThrow(/follows Failed, which is final/);
    expect(wrong(['soon', 'Failed'])).toThrow(/Step 0 of the timeline is "soon"/);
    expect(wrong(['1s', ''])).toThrow(/has no status/);
  });
});

describe('traffic', () => {
  it('lets rows arrive while a test pages, newest first, so that pages by $skip repeat rows', async () => {
    const emulator = createEmulator({ machineActions: { count: 20 } });
    emulator.machineActions.traffic({ perMinute: 60 });
    const first = idsOf(await list(emulator, '$top=10'));
    await emulator.clock.advance('5s');
    const second = idsOf(await list(emulator, '$top=10&$skip=10'));
    expect(second.filter((id) => first.includes(id)).length).toBeGreaterThan(0);
    const { rows } = emulator.machineActions;
    expect(rows.map(({ creationDateTimeUtc }) => creationDateTimeUtc.slice(0, -1))).toStrictEqual(
      rows
        .map(({ creationDateTimeUtc }) => creationDateTimeUtc.slice(0, -1))
        .toSorted()
        .toReversed(),
    );
    await emulator.clock.advance('55s');
    expect(emulator.machineActions.rows.length).toBeGreaterThan(65);
    expect(emulator.machineActions.rows.length).toBeLessThan(95);
    emulator.machineActions.traffic(undefined);
    const { length } = emulator.machineActions.rows;
    await emulator.clock.advance('1h');
    expect(emulator.machineActions.rows).toHaveLength(length);
  });

  it.each([7, 13, 90])('arrives at whole ticks, %d a minute', async (perMinute) => {
    const emulator = createEmulator({ machineActions: { rows: [] } });
    emulator.machineActions.traffic({ perMinute });
    await emulator.clock.advance('1h');
    const { rows } = emulator.machineActions;
    const instants = rows.flatMap(({ creationDateTimeUtc, lastUpdateDateTimeUtc }) => [
      creationDateTimeUtc,
      lastUpdateDateTimeUtc,
    ]);
    expect(instants.filter((instant) => !/T\d\d:\d\d:\d\d\.\d{1,7}Z$/.test(instant ?? ''))).toStrictEqual([]);
    expect(idsOf(await list(emulator, '$filter=lastUpdateDateTimeUtc ge 2020-01-01T00:00:00Z'))).toHaveLength(
      rows.length,
    );
  });

  it.each([0, -1, NaN, 60_001])('refuses %d a minute', (perMinute) => {
    expect(() => createEmulator().machineActions.traffic({ perMinute })).toThrow(/above 0 and at most 60000/);
  });
});
