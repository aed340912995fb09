import type { MachineAction } from '@defender-odata/client';
import { describe, expect, it } from 'vitest';
import { createEmulator, fixtures, machineAction } from '../src/emulator/index.ts';
import { rowSchemas } from '../src/generated/schema.gen.ts';
import { checkValue, type ValueSchema } from '../src/rows/check-value.ts';
import { instantKey } from '../src/clock/instant.ts';
import { actionStatuses, actionTypes } from '../src/machine-actions/known-values.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{4,6}[1-9]Z$/;
const rowSchema: ValueSchema = rowSchemas.MachineAction;
const KEYS = Object.keys(rowSchema.properties ?? {});
const mismatch = (row: object) => checkValue(row, rowSchema, '');
const DAY = 24 * 60 * 60_000;

describe.each(actionTypes)('a fixture of type %s', (type) => {
  it.each(actionStatuses)('and status %s is a whole row that fits the spec, and fits itself', (status) => {
    const row = fixtures.machineActions[type][status];
    expect(mismatch(row)).toBeUndefined();
    expect(Object.keys(row).toSorted()).toStrictEqual(KEYS.toSorted());
    expect(row).toMatchObject({
      type,
      status,
      id: expect.stringMatching(GUID),
      creationDateTimeUtc: expect.stringMatching(INSTANT),
    });
    expect(row.machineId).toMatch(/^[0-9a-f]{40}$/);

    const lasted = Date.parse(row.lastUpdateDateTimeUtc ?? '') - Date.parse(row.creationDateTimeUtc);
    expect(lasted).toBeGreaterThanOrEqual(status === 'TimeOut' ? 3 * DAY : 0);
    expect(row.commands?.length === 0).toBe(type !== 'LiveResponse');
    expect(row.relatedFileInfo === null).toBe(type !== 'StopAndQuarantineFile' && type !== 'RequestSample');
    expect(row.cancellationDateTimeUtc === null).toBe(status !== 'Cancelled');
    expect(row.errorHResult === 0).toBe(status !== 'TimeOut' && status !== 'Cancelled');
    expect(row.scope === null).toBe(type !== 'Isolate' && type !== 'RunAntiVirusScan');
  });
});

describe('fixtures', () => {
  it('have unlike IDs, and can all live in one emulator', () => {
    const rows = Object.values(fixtures.machineActions).flatMap((byStatus) => Object.values(byStatus));
    const count = actionTypes.length * actionStatuses.length;
    expect(rows).toHaveLength(count);
    expect(createEmulator({ machineActions: { rows } }).machineActions.rows).toHaveLength(count);
  });

  it('of the documents fit the spec', () => {
    for (const row of [...fixtures.listAll.value, fixtures.getIsolation]) expect(mismatch(row)).toBeUndefined();
  });
});

describe('machineAction', () => {
  it('makes the same action from the same values and index, another one otherwise', () => {
    expect(machineAction({ status: 'Failed' })).toStrictEqual(machineAction({ status: 'Failed' }));
    const ids = [
      machineAction(),
      machineAction({}, 1),
      machineAction({ status: 'Failed' }),
      machineAction({ type: 'Offboard' }),
    ];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(4);
  });

  it('keeps what was given, and makes the times fit it', () => {
    const row = machineAction({ id: 'mine', status: 'TimeOut', creationDateTimeUtc: '2025-06-01T00:00:00.1234567Z' });
    expect(row).toMatchObject({ id: 'mine', creationDateTimeUtc: '2025-06-01T00:00:00.1234567Z' });
    expect(row.lastUpdateDateTimeUtc).toMatch(/^2025-06-04T00:14:00/);
    expect(mismatch(row)).toBeUndefined();
  });
});

describe('machineAction with times of its own', () => {
  const early = '2024-05-01T00:00:00.1234567Z';

  it.each<Partial<MachineAction>>([
    ...actionStatuses.flatMap((status) => [
      { status },
      { status, creationDateTimeUtc: early },
      { status, creationDateTimeUtc: '2025-06-01T00:00:00.9999999Z' },
      { status, creationDateTimeUtc: '2025-06-01T02:00:00.123999999999+02:00' },
      { status, creationDateTimeUtc: '2027-01-01T00:00:00Z' },
      { status, lastUpdateDateTimeUtc: early },
      { status, lastUpdateDateTimeUtc: '2024-05-01T00:00:00Z' },
      { status, lastUpdateDateTimeUtc: '2027-01-01T00:00:00Z' },
      { status, creationDateTimeUtc: early, lastUpdateDateTimeUtc: early },
      { status, creationDateTimeUtc: early, lastUpdateDateTimeUtc: '2024-05-01T00:10:00Z' },
    ]),
    { status: 'Cancelled', cancellationDateTimeUtc: early },
    { status: 'Cancelled', cancellationDateTimeUtc: early, creationDateTimeUtc: '2024-04-30T00:00:00Z' },
    { status: 'Cancelled', cancellationDateTimeUtc: early, lastUpdateDateTimeUtc: '2024-05-02T00:00:00Z' },
  ])('%j does not contradict itself', (values) => {
    for (let index = 0; index < 5; index += 1) {
      const row = machineAction({ type: 'LiveResponse', ...values }, index);
      expect(row).toMatchObject(values);
      expect(mismatch(row)).toBeUndefined();
      const [created, changed] = [instantKey(row.creationDateTimeUtc), instantKey(row.lastUpdateDateTimeUtc)];
      expect(created <= changed).toBe(true);
      if (row.status !== 'Cancelled') continue;
      const cancelled = instantKey(row.cancellationDateTimeUtc);
      expect(created <= cancelled && cancelled <= changed).toBe(true);
    }
  });

  it('lasts from the creation to the last change, commands and all', () => {
    const lastUpdateDateTimeUtc = '2024-05-01T00:10:00.1234567Z';
    const row = machineAction({ type: 'LiveResponse', creationDateTimeUtc: early, lastUpdateDateTimeUtc });
    expect(row.commands?.[0]?.endTime).toMatch(/^2024-05-01T00:10:00\.123/);
    expect(machineAction({ status: 'TimeOut', lastUpdateDateTimeUtc }).creationDateTimeUtc).toMatch(
      /^2024-04-27T23:56/,
    );
  });

  it.each(['9999-12-31T23:59:59.9999999Z', '0000-01-01T00:00:00Z'])('fits the spec at the end of time: %s', (time) => {
    for (const key of ['creationDateTimeUtc', 'lastUpdateDateTimeUtc', 'cancellationDateTimeUtc'])
      for (const type of actionTypes)
        for (const status of actionStatuses)
          expect(mismatch(machineAction({ [key]: time, type, status }))).toBeUndefined();
    const emulator = createEmulator({ machineActions: { rows: [] }, quirks: 'creation-time-moves' });
    emulator.machineActions.add({ ...machineAction(), creationDateTimeUtc: time });
    expect(emulator.machineActions.rows.map(mismatch)).toStrictEqual([undefined]);
  });

  it('was cancelled by who asked for it, or by who is given', () => {
    expect(machineAction({ status: 'Cancelled', requestor: 'me' }).cancellationRequestor).toBe('me');
    expect(machineAction({ status: 'Cancelled', requestor: 'me', cancellationRequestor: 'you' })).toMatchObject({
      requestor: 'me',
      cancellationRequestor: 'you',
    });
    expect(machineAction({ requestor: 'me' }).cancellationRequestor).toBeNull();
  });
});

describe('machineAction.generate', () => {
  const rows = [...machineAction.generate({ seed: 42, count: 3000 })];

  it('makes rows that fit the spec, newest first, with unlike IDs', () => {
    for (const row of rows) {
      expect(mismatch(row)).toBeUndefined();
      expect(row.creationDateTimeUtc).toMatch(INSTANT);
    }
    const times = rows.map(({ creationDateTimeUtc }) => creationDateTimeUtc.slice(0, -1));
    expect(times).toStrictEqual(times.toSorted().toReversed());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('makes every type, every status that an action goes through, and timestamps of 5, 6 and 7 digits', () => {
    expect(new Set(rows.map(({ type }) => type))).toStrictEqual(new Set(actionTypes));
    // The newest of a seed may be Pending still.
    const newest = Array.from({ length: 200 }, (_, seed) => [...machineAction.generate({ seed, count: 1 })]).flat();
    expect(new Set([...newest, ...rows].map(({ status }) => status))).toStrictEqual(
      new Set(['Pending', 'InProgress', 'Succeeded', 'Failed', 'TimeOut', 'Cancelled']),
    );
    const digits = rows.map(({ creationDateTimeUtc }) => creationDateTimeUtc.length - '2026-01-01T00:00:00.Z'.length);
    expect(new Set(digits)).toStrictEqual(new Set([5, 6, 7]));
  });

  it('depends on the seed and on nothing else', () => {
    expect([...machineAction.generate({ seed: 42, count: 10 })]).toStrictEqual(rows.slice(0, 10));
    expect([...machineAction.generate({ seed: 43, count: 1 })]).not.toStrictEqual(rows.slice(0, 1));
    expect(() => machineAction.generate({ count: 1.5 })).toThrow(/count is 1\.5/);
    expect(() => machineAction.generate({ seed: NaN, count: 1 })).toThrow(/seed is NaN/);
  });

  it.each<[unknown, RegExp]>([
    [{ count: 1, before: NaN }, /before is NaN; it must be in milliseconds since 1970/],
    [{ count: 1, before: Infinity }, /before is Infinity/],
    [{ count: 1, before: '2020-01-01' }, /before is 2020-01-01/],
    [{ count: 1, sed: 3 }, /generate knows no option 'sed'.*seed/],
    [undefined, /generate takes an object of options \(seed, count, before\), not undefined/],
    [5, /not a number/],
  ])('refuses %s before the first row', (options, message) => {
    expect(() => machineAction.generate(options as never)).toThrow(expect.objectContaining({ code: 'InvalidOption' }));
    expect(() => machineAction.generate(options as never)).toThrow(message);
  });
});
