import { describe, expect, it } from 'vitest';
import { emulated } from '../src/generated/emulated.gen.ts';
import {
  createClock,
  createEmulator,
  type EmulatorOptions,
  machineAction,
  type RowInput,
  type TokenOptions,
} from '../src/emulator/index.ts';
import { instantKey } from '../src/clock/instant.ts';
import { get, idsOf, list } from './ask.ts';
import { minute } from './spec.ts';

describe('rows', () => {
  it('can be added, changed and removed, and are copies on the way in and out', async () => {
    const given = { id: 'a', relatedFileInfo: { fileIdentifier: 'f', fileIdentifierType: 'Sha1' } };
    const emulator = createEmulator({ machineActions: { rows: [given] } });
    given.relatedFileInfo.fileIdentifier = 'changed';
    expect(emulator.machineActions.rows).toMatchObject([{ relatedFileInfo: { fileIdentifier: 'f' } }]);
    expect(emulator.machineActions.rows[0]).not.toBe(emulator.machineActions.rows[0]);

    emulator.machineActions.add({ id: 'b', status: 'Failed' });
    expect(emulator.machineActions.update('b', { status: 'Succeeded' })).toStrictEqual({
      id: 'b',
      status: 'Succeeded',
    });
    emulator.machineActions.remove('a');
    expect(idsOf(await list(emulator))).toStrictEqual(['b']);
    expect((await get(emulator, 'a')).status).toBe(404);
  });

  it('stay newest first when one is added or its creation changes', () => {
    const emulator = createEmulator({
      machineActions: { rows: [machineAction({}, 1), machineAction({}, 2), machineAction({}, 3)] },
    });
    const oldest = emulator.machineActions.rows.at(-1)?.id ?? '';
    emulator.machineActions.update(oldest, { creationDateTimeUtc: '2026-05-01T00:00:00.1234567Z' });
    expect(emulator.machineActions.rows[0]?.id).toBe(oldest);
    expect(emulator.machineActions.add({ type: 'Isolate' }).id).toBe(emulator.machineActions.rows[1]?.id);
  });

  it('are made whole and new where nothing but wishes are given', () => {
    const emulator = createEmulator({ machineActions: { rows: [] } });
    expect(emulator.machineActions.add({ type: 'LiveResponse', requestor: 'me' })).toMatchObject({
      type: 'LiveResponse',
      status: 'Pending',
      requestor: 'me',
      creationDateTimeUtc: expect.stringMatching(/^2026-01-01T00:00:00\.\d{5,7}Z$/),
      commands: [{ commandStatus: 'Created' }],
    });
  });

  it('do not contradict what was wished for', () => {
    const emulator = createEmulator({ machineActions: { rows: [] } });
    expect(emulator.machineActions.add({ status: 'Cancelled', requestor: 'me' }).cancellationRequestor).toBe('me');
    expect(emulator.machineActions.add({ status: 'TimeOut' })).toMatchObject({
      creationDateTimeUtc: expect.stringMatching(/^2025-12-28T23:46/),
      lastUpdateDateTimeUtc: expect.stringMatching(/^2026-01-01T00:00/),
    });
    for (const creationDateTimeUtc of ['2027-01-01T00:00:00.9999999Z', '2020-01-01T00:00:00.9999999Z']) {
      const { lastUpdateDateTimeUtc } = emulator.machineActions.add({ status: 'Succeeded', creationDateTimeUtc });
      expect(instantKey(lastUpdateDateTimeUtc) >= instantKey(creationDateTimeUtc)).toBe(true);
    }
    const { creationDateTimeUtc } = emulator.machineActions.add({ lastUpdateDateTimeUtc: '2020-01-01T00:00:00Z' });
    expect(instantKey(creationDateTimeUtc) <= '2020-01-01T00:00:00').toBe(true);
  });

  it('are new beside any number of generated ones', () => {
    const emulator = createEmulator({ machineActions: { count: 5000 } });
    const taken = new Set(emulator.machineActions.rows.map(({ id }) => id));
    expect(taken).not.toContain(emulator.machineActions.add({ type: 'Isolate' }).id);
  });

  it('can be generated, by count or from any iterable', () => {
    const emulator = createEmulator({ seed: 9, machineActions: { count: 3 } });
    expect(emulator.machineActions.rows).toStrictEqual([...machineAction.generate({ seed: 9, count: 3 })]);
    expect(
      createEmulator({ machineActions: { rows: machineAction.generate({ seed: 9, count: 3 }) } }).machineActions.rows,
    ).toStrictEqual(emulator.machineActions.rows);
  });

  it('that are not there, or whose ID is taken, are errors that say so', () => {
    const emulator = createEmulator({ machineActions: { rows: [{ id: 'first' }] } });
    expect(() => emulator.machineActions.update('frist', {})).toThrow(
      /^machineActions has no row whose id is "frist"\. Did you mean 'first'\?$/,
    );
    expect(() => emulator.machineActions.remove('x')).toThrow(expect.objectContaining({ code: 'UnknownRow' }));
    expect(() => emulator.machineActions.remove('69dc3630')).toThrow(
      /no row whose id is "69dc3630". The first are first\./,
    );
    expect(() => emulator.machineActions.add(undefined as unknown as RowInput)).toThrow(
      /the row is missing; it must be an object/,
    );
    expect(() => emulator.token({ role: [] } as TokenOptions)).toThrow(/no option 'role'. Did you mean 'roles'\?/);
    expect(() => emulator.machineActions.add({ id: 'first' })).toThrow(/"first", which another row has/);
    expect(() => emulator.machineActions.update('first', { id: 'second' })).toThrow(/cannot change/);
    expect(() => createEmulator({ machineActions: { rows: [{ id: '1' }, { id: '1' }] } })).toThrow(
      /^machineActions\.rows\[1\]\.id is "1", which another row has/,
    );
  });
});

describe('requests', () => {
  it('are kept parsed: the filter as text and as a tree, $top and $skip as numbers', async () => {
    const emulator = createEmulator();
    await list(emulator, "$filter=status%20eq%20'Failed'&$top=5&$skip=1");
    await get(emulator, 'a b');
    expect(emulator.requests).toMatchObject([
      {
        method: 'GET',
        operationId: 'listMachineActions',
        params: { $filter: "status eq 'Failed'", $top: 5, $skip: 1 },
        filter: {
          kind: 'comparison',
          operator: 'eq',
          left: { kind: 'property', name: 'status' },
          right: { kind: 'literal', type: 'Edm.String', value: 'Failed' },
        },
        at: emulator.clock.now(),
        status: 200,
      },
      { operationId: 'getMachineAction', collection: 'machineActions', parameters: { id: 'a b' }, status: 404 },
    ]);
  });

  it('are the latest ten thousand', async () => {
    const emulator = createEmulator({ machineActions: { rows: [] } });
    for (let call = 0; call < 20_010; call += 1) {
      await emulator.handle({
        method: 'GET',
        url: `https://api.security.microsoft.com/api/x/${String(call)}`,
        headers: {},
      });
    }
    expect(emulator.requests).toHaveLength(10_000);
    expect(emulator.requests.at(-1)?.url).toMatch(/20009$/);
  });
});

describe('reset', () => {
  it('goes back to the beginning', async () => {
    const emulator = createEmulator({ machineActions: { rows: [{ id: '1' }] }, quota: true });
    const first = emulator.clock.now();
    for (let call = 0; call <= minute.calls; call += 1) await list(emulator);
    emulator.machineActions.add({ id: '2' });
    emulator.machineActions.update('1', { status: 'Failed' });
    emulator.machineActions.traffic({ perMinute: 100 });
    await emulator.clock.advance('1h');
    emulator.failNext(500);
    emulator.reset();
    expect([emulator.requests, emulator.machineActions.rows, emulator.clock.now()]).toStrictEqual([
      [],
      [{ id: '1' }],
      first,
    ]);
    expect((await list(emulator)).status).toBe(200);
  });

  it('leaves a clock alone that was given', async () => {
    const clock = createClock(0);
    const emulator = createEmulator({ clock });
    await emulator.clock.advance('1m');
    emulator.reset();
    expect(clock.now()).toBe(60_000);
  });
});

const LARGEST = Math.max(...Object.values(emulated).map(({ entitySet }) => entitySet.top?.maximum ?? 0));

describe('options that are not right', () => {
  const cases: readonly (readonly [object | null, RegExp])[] = [
    [{ machineAction: {} }, /no option 'machineAction'. Did you mean 'machineActions'\?/],
    [{ rows: [] }, /takes rows by collection, such as \{ machineActions: \{ rows: … \} \}/],
    [{ count: 1 }, /takes count by collection, such as \{ machineActions: \{ count: … \} \}/],
    [{ nonsense: [] }, /no option 'nonsense'. Allowed: machineActions, .*seed, clock,/],
    [null, /takes an object of options \(machineActions, .*\), not null/],
    [[{ id: '1' }], /takes an object of options \(machineActions, .*\), not a list/],
    [{ quirks: 5 }, /quirks must be the name of a quirk, a list of names, or 'all'/],
    [{ quirks: null }, /quirks must be the name of a quirk/],
    [{ quirks: [5] }, /There is no quirk 5\. Allowed: all, broken-next-link,/],
    [{ auth: 'yes' }, /auth is "yes"; it must be true or false/],
    [{ quota: 'yes' }, /quota takes an object of options \(window\), not a string/],
    [{ quota: { windw: 'aligned' } }, /quota knows no option 'windw'. Did you mean 'window'\?/],
    [{ seed: '1' }, /seed is "1"; it must be a whole number/],
    [{ latency: NaN }, /latency is NaN, which is not a span of time/],
    [{ machineActions: { rows: [], count: 1 } }, /^machineActions takes rows or count, one of them/],
    [{ machineActions: {} }, /^machineActions takes rows or count, one of them/],
    [{ machineActions: [] }, /^machineActions takes an object of options \(rows, count\), not a list/],
    [{ machineActions: { row: [] } }, /^machineActions knows no option 'row'. Did you mean 'rows'\?/],
    [{ machineActions: { rows: 5 } }, /^machineActions\.rows must be a list/],
    [
      { machineActions: { rows: [{ id: '1' }, { id: '2', status: 5 }] } },
      /^machineActions\.rows\[1\]\.status is 5; it must be a string/,
    ],
    [
      { machineActions: { rows: [{ Id: '1' }] } },
      /^machineActions\.rows\[0\]\.Id is "1"; it must be called 'id', as the service writes it\./,
    ],
    [
      { machineActions: { rows: [{ id: '' }] } },
      /^machineActions\.rows\[0\]\.id is ""; it must be a string of at least 1/,
    ],
    [{ machineActions: { rows: [null] } }, /^machineActions\.rows\[0\] is null; it must be an object/],
    [
      { machineActions: { rows: [{ id: '1', relatedFileInfo: { fileIdentifier: 1, fileIdentifierType: 'Sha1' } }] } },
      /^machineActions\.rows\[0\]\.relatedFileInfo\.fileIdentifier is 1; it must be a string/,
    ],
    [
      { machineActions: { rows: [{ id: '1', commands: [{ index: 0 }] }] } },
      /^machineActions\.rows\[0\]\.commands\[0\]\.startTime is missing; it must be there/,
    ],
    [
      { machineActions: { rows: [{ id: '1', creationDateTimeUtc: 'yesterday' }] } },
      /^machineActions\.rows\[0\]\.creationDateTimeUtc is "yesterday"; it must be a timestamp/,
    ],
    [
      { machineActions: { rows: [{ id: '1', creationDateTimeUtc: '2019-02-29T00:00:00Z' }] } },
      /^machineActions\.rows\[0\]\.creationDateTimeUtc is "2019-02-29T00:00:00Z"; it must be a timestamp/,
    ],
    [
      { machineActions: { rows: [{ id: '1', lastUpdateDateTimeUtc: '2019-02-28T24:00:00Z' }] } },
      /it must be a timestamp/,
    ],
    [
      { machineActions: { rows: [{ id: '1', errorHResult: 3e9 }] } },
      /errorHResult is 3000000000; .* from -2147483648 to 2147483647/,
    ],
    [
      { machineActions: { rows: [{ id: '1', errorHResult: 1.5 }] } },
      /^machineActions\.rows\[0\]\.errorHResult is 1\.5; it must be a whole number/,
    ],
    [{ machineActions: { count: -1 } }, /machineActions\.count is -1/],
    [{ seed: 0.5 }, /seed is 0\.5/],
    [{ pageSize: 0 }, /pageSize is 0/],
    [{ pageSize: LARGEST + 1 }, new RegExp(`largest page is ${String(LARGEST)}`)],
    [{ latency: -1 }, /latency is -1; time only goes forward/],
    [{ latency: 'soon' }, /latency is "soon"/],
    [{ quota: { window: 'fixed' } }, /'sliding' or 'aligned'/],
    [{ clock: {} }, /clock must have now\(\) and sleep/],
  ];

  it.each(cases)('%o', (options, words) => {
    expect(() => createEmulator(options as EmulatorOptions)).toThrow(words);
    expect(() => createEmulator(options as EmulatorOptions)).toThrow(
      expect.objectContaining({ name: 'EmulatorError' }),
    );
  });

  it('include an advance into the past, and one of a clock that cannot be moved', () => {
    expect(() => createEmulator().clock.advance('-1h')).toThrow(/only goes forward/);
    const { clock } = createEmulator({ clock: { now: () => 0, sleep: async () => undefined } });
    expect(() => clock.advance('1h')).toThrow(/cannot be moved/);
  });
});
