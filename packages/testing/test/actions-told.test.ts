import type { MachineAction } from '@defender-odata/client';
import { describe, expect, it } from 'vitest';
import {
  createEmulator,
  libraryFile,
  machine,
  standingOf,
  type ActionOptions,
  type Emulator,
  type EmulatorOptions,
} from '../src/index.ts';

const ID = '1'.repeat(40);
const AWAY = '2'.repeat(40);
const HOST = 'https://api.security.microsoft.com/api';
const rows = [machine({ id: ID, healthStatus: 'Active' }), machine({ id: AWAY, healthStatus: 'NoSensorData' })];

const setUp = (actions?: ActionOptions, more: EmulatorOptions = {}): Emulator =>
  createEmulator({ machines: { rows }, machineActions: { rows: [] }, ...(actions && { actions }), ...more });

async function post(emulator: Emulator, path: string, body: object = {}): Promise<MachineAction> {
  const init = { method: 'POST', body: JSON.stringify({ Comment: 'c', ...body }) };
  return (await emulator.fetch(`${HOST}/${path}`, init)).json() as Promise<MachineAction>;
}
const act = (emulator: Emulator, what: string, id = ID, body = {}) => post(emulator, `machines/${id}/${what}`, body);
const statusOf = (emulator: Emulator, { id }: MachineAction) =>
  emulator.machineActions.rows.find((row) => row.id === id)?.status;
const command = (type: string, key: string, value: string, args?: string) => ({
  type,
  params: [{ key, value }, ...(args === undefined ? [] : [{ key: 'Args', value: args }])],
});
const run = (emulator: Emulator, ...Commands: readonly object[]) => act(emulator, 'runliveresponse', ID, { Commands });

/** What is behind the link of a result. */
async function follow(emulator: Emulator, path: string): Promise<Response> {
  const { value } = (await (await emulator.fetch(`${HOST}/${path}`)).json()) as { readonly value: string };
  return emulator.fetch(value);
}
const resultOf = (emulator: Emulator, { id }: MachineAction, index: number) =>
  follow(emulator, `machineactions/${id}/GetLiveResponseResultDownloadLink(index=${index})`);

describe('what becomes of actions', () => {
  it('is said in steps for all of them, on a machine that is away as well', async () => {
    const emulator = setUp({ timeline: [['1m', 'InProgress'], ['1h', 'Failed']] }); // prettier-ignore
    const [one, other] = [await act(emulator, 'unisolate'), await act(emulator, 'unisolate', AWAY)];
    await emulator.clock.advance('1m');
    expect([statusOf(emulator, one), statusOf(emulator, other)]).toStrictEqual(['InProgress', 'InProgress']);
    await emulator.clock.advance('59m');
    expect([statusOf(emulator, one), statusOf(emulator, other)]).toStrictEqual(['Failed', 'Failed']);
  });

  it('is said for the one that is meant; the others go their way', async () => {
    const seen: MachineAction[] = [];
    const emulator = setUp({
      timeline(action) {
        seen.push(action);
        return action.type === 'Isolate' ? [] : undefined;
      },
    });
    const [one, other] = [
      await act(emulator, 'isolate'),
      await act(emulator, 'runAntiVirusScan', ID, { ScanType: 'Quick' }),
    ];
    await emulator.clock.advance('10m');
    expect([statusOf(emulator, one), statusOf(emulator, other)]).toStrictEqual(['Pending', 'Succeeded']);
    expect(seen).toMatchObject([
      { id: one.id, machineId: ID },
      { scope: 'Quick', requestorComment: 'c' },
    ]);
  });

  it('is the same in every run of one seed', async () => {
    const [one, other] = [setUp(), setUp()];
    for (const emulator of [one, other]) {
      await act(emulator, 'isolate');
      await emulator.clock.advance('1h');
    }
    expect(one.machineActions.rows).toStrictEqual(other.machineActions.rows);
  });
});

describe('how a machine stands', () => {
  it('follows from what took effect: not from what is pending, failed or was cancelled', async () => {
    const emulator = setUp();
    const at = () => standingOf(emulator, ID);
    expect(at()).toStrictEqual({ isolation: null, restricted: false });
    await act(emulator, 'isolate', ID, { IsolationType: 'Selective' });
    await act(emulator, 'restrictCodeExecution');
    expect(at()).toStrictEqual({ isolation: null, restricted: false });
    await emulator.clock.advance('10m');
    expect(at()).toStrictEqual({ isolation: 'Selective', restricted: true });
    const release = await act(emulator, 'unisolate');
    await post(emulator, `machineactions/${release.id}/cancel`);
    await act(emulator, 'unrestrictCodeExecution');
    await emulator.clock.advance('10m');
    expect(at()).toStrictEqual({ isolation: 'Selective', restricted: false });
    await act(emulator, 'unisolate');
    await emulator.clock.advance('10m');
    expect(at()).toStrictEqual({ isolation: null, restricted: false });
    await act(emulator, 'isolate', AWAY);
    await emulator.clock.advance('5d');
    expect(standingOf(emulator, AWAY).isolation).toBeNull();
  });

  it('is isolated again after the release, where a second isolation sticks', async () => {
    const emulator = setUp({ duplicates: 'sticks' });
    await act(emulator, 'isolate');
    const second = await act(emulator, 'isolate');
    await emulator.clock.advance('10m');
    await act(emulator, 'unisolate');
    await emulator.clock.advance('10m');
    expect([statusOf(emulator, second), standingOf(emulator, ID).isolation]).toStrictEqual(['Succeeded', 'Full']);
  });

  it('and one that sticks where nothing is released runs out of time', async () => {
    const emulator = setUp({ duplicates: 'sticks' });
    await act(emulator, 'isolate');
    const second = await act(emulator, 'isolate');
    await emulator.clock.advance('3d');
    expect(statusOf(emulator, second)).toBe('Pending');
    await emulator.clock.advance('14m');
    expect(statusOf(emulator, second)).toBe('TimeOut');
  });
});

describe('a session', () => {
  it('gives a script its arguments and its machine', async () => {
    const emulator = setUp({
      scripts: { 'x.ps1': ({ machineId, args }) => ({ exitCode: 2, output: `${machineId.length} ${args}` }) },
    });
    const session = await run(emulator, command('RunScript', 'ScriptName', 'x.ps1', '-All'));
    await emulator.clock.advance('10m');
    expect(await (await resultOf(emulator, session, 0)).json()).toStrictEqual({
      script_name: 'x.ps1',
      exit_code: 2,
      script_output: '40 -All',
      script_errors: '',
    });
  });

  it('puts a file on a machine that the library has, and fails with another', async () => {
    const emulator = setUp({}, { libraryFiles: { rows: [libraryFile({ fileName: 'there.ps1' })] } });
    const ends = [];
    for (const name of ['there.ps1', 'gone.ps1']) {
      const session = await run(emulator, command('PutFile', 'FileName', name));
      await emulator.clock.advance('10m');
      ends.push(statusOf(emulator, session));
    }
    expect(ends).toStrictEqual(['Succeeded', 'Failed']);
    // What was put there has no result (documented).
    const { id } = emulator.machineActions.rows.at(-1) ?? { id: '' };
    const link = await emulator.fetch(`${HOST}/machineactions/${id}/GetLiveResponseResultDownloadLink(index=0)`);
    expect(link.status).toBe(404);
  });

  it('has no result before it is over', async () => {
    const emulator = setUp({ timeline: [['1m', 'InProgress']] });
    const { id } = await run(emulator, command('GetFile', 'Path', '/a'));
    await emulator.clock.advance('2m');
    const link = await emulator.fetch(`${HOST}/machineactions/${id}/GetLiveResponseResultDownloadLink(index=0)`);
    expect(link.status).toBe(404);
  });

  it('ends as a test says, whatever its commands would come to', async () => {
    const emulator = setUp({ timeline: [['1m', 'Failed']] });
    await run(emulator, command('RunScript', 'ScriptName', 'x'), command('GetFile', 'Path', '/a'));
    await emulator.clock.advance('1m');
    const [failed] = emulator.machineActions.rows;
    expect(failed?.commands?.map(({ commandStatus }) => commandStatus)).toStrictEqual(['Failed', 'Created']);
    const other = setUp({ timeline: [['1m', 'Succeeded']], scripts: {} });
    await run(other, command('RunScript', 'ScriptName', 'x'));
    await other.clock.advance('1m');
    expect(other.machineActions.rows[0]?.commands).toMatchObject([{ commandStatus: 'Completed', errors: [] }]);
  });

  it('that is cancelled makes room for another one', async () => {
    const emulator = setUp();
    const first = await run(emulator, command('GetFile', 'Path', '/a'));
    expect(await run(emulator, command('GetFile', 'Path', '/a'))).toHaveProperty('error');
    await post(emulator, `machineactions/${first.id}/cancel`);
    expect(await run(emulator, command('GetFile', 'Path', '/a'))).toMatchObject({ status: 'Pending' });
  });
});

it('a package holds what a test puts into it, by the machine', async () => {
  const emulator = setUp({ packages: { [ID]: Uint8Array.of(1, 2, 3) } });
  const { id } = await act(emulator, 'collectInvestigationPackage');
  await emulator.clock.advance('10m');
  const response = await follow(emulator, `machineactions/${id}/getPackageUri`);
  expect(new Uint8Array(await response.arrayBuffer())).toStrictEqual(Uint8Array.of(1, 2, 3));
});

it('the library is listed', async () => {
  const files = [libraryFile({ fileName: 'a.ps1' }), libraryFile({ fileName: 'b.ps1', hasParameters: true })];
  const emulator = setUp({}, { libraryFiles: { rows: files } });
  const { value } = (await (await emulator.fetch(`${HOST}/libraryfiles`)).json()) as { readonly value: object[] };
  expect(value).toStrictEqual(expect.arrayContaining(files));
  expect(value).toHaveLength(2);
});

it.each<readonly [object, RegExp]>([
  [{ duplicates: 'twice' }, /actions\.duplicates is "twice"; it must be one of same, refuse, sticks/],
  [{ duplicate: 'same' }, /actions knows no option 'duplicate'. Did you mean 'duplicates'\?/],
  [
    { scripts: { x: 'output' } },
    /actions\.scripts\['x'\] takes an object of options \(exitCode, output, errors\), not a string/,
  ],
  [{ scripts: { x: { exitcode: 1 } } }, /knows no option 'exitcode'/],
  [{ scripts: { x: { exitCode: 'one' } } }, /actions\.scripts\['x'\] must be such as/],
  [{ files: { '/a': 5 } }, /actions\.files\['\/a'\] must be a text, or a Uint8Array/],
  [{ packages: { m: null } }, /actions\.packages\['m'\] must be/],
  [
    {
      timeline: [
        ['1m', 'Succeeded'],
        ['2m', 'Failed'],
      ],
    },
    /follows Succeeded, which is final/,
  ],
  [{ timeline: 'slow' }, /timeline takes a list of steps/],
])('options that are none are refused at once: %o', (actions, words) => {
  expect(() => setUp(actions as ActionOptions)).toThrow(words);
});

it('options are own keys alone, and nothing is given by a name that every object has', async () => {
  const emulator = setUp({ scripts: {}, files: {} });
  const session = await run(emulator, command('RunScript', 'ScriptName', 'toString'));
  await emulator.clock.advance('10m');
  expect(statusOf(emulator, session)).toBe('Failed');
});
