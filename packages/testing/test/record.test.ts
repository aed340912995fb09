import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, machine, machineAction } from '../src/emulator/index.ts';
import { createFakes } from '../src/recording/fakes.ts';
import { fromRecording, record } from '../src/recording/index.ts';
import { createScrubber } from '../src/recording/scrub.ts';

const LIST = 'https://api.security.microsoft.com/api/machineactions';
let dir = '';
beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'recording-')), 'nested');
});
afterEach(() => rm(join(dir, '..'), { recursive: true }));

/** Every byte that was stored. */
async function stored(): Promise<string> {
  const files = await readdir(dir);
  return (await Promise.all(files.map((file) => readFile(join(dir, file), 'utf8')))).join('\n');
}

/** The rows of machine actions in the recording. */
const recorded = () => [...(fromRecording(dir).machineActions?.rows ?? [])];

const report = async () => JSON.parse(await readFile(join(dir, 'report.json'), 'utf8')) as Record<string, unknown>;

const SECRETS = {
  id: '11111111-2222-4333-8444-555555555555',
  requestor: 'jane.doe@fabrikam.com',
  requestorComment: 'Jane lost her laptop',
  machineId: 'abcdefabcdefabcdefabcdefabcdefabcdefabcd',
  computerDnsName: 'janes-laptop.fabrikam.com',
  cancellationRequestor: 'jane.doe@fabrikam.com',
  externalId: 'TICKET-77',
  title: 'Fabrikam incident',
};
const real = {
  ...machineAction({ type: 'LiveResponse', status: 'Failed' }),
  ...SECRETS,
  relatedFileInfo: {
    fileIdentifier: 'a0c659857ccbe457fdaf5fe21d54efdcbf6f6508',
    fileIdentifierType: 'Sha1',
    path: 'C:\\secret',
  },
  commands: [
    {
      index: 0,
      startTime: '2025-12-01T00:00:00.1234567Z',
      endTime: null,
      commandStatus: 'Failed',
      errors: ['fabrikam.ps1 failed'],
      command: {
        type: 'RunScript',
        params: [
          { key: 'ScriptName', value: 'fabrikam.ps1' },
          // The spec says that names of parameters are not personal; what is no word is replaced all the same.
          { key: 'the key of Fabrikam', value: 'x' },
        ],
      },
    },
  ],
  tenantId: 'fabrikam-tenant',
  troubleshootInfo: null,
};

describe('record', () => {
  it('stores nothing that names somebody, and hands the real answer on', async () => {
    const service = createEmulator({ machineActions: { rows: [real] }, auth: true });
    const token = service.token();
    const response = await record(service.fetch, dir)(`${LIST}?$filter=machineId eq '${SECRETS.machineId}'`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toHaveProperty('value', [real]);

    const text = await stored();
    for (const secret of [...Object.values(SECRETS), 'fabrikam', 'Fabrikam', 'C:\\', 'a0c659857', token])
      expect(text).not.toContain(secret);
    expect(await report()).toStrictEqual({
      answers: { 200: 1 },
      rows: { machineActions: 1 },
      // Not under their names, which may be personal themselves: `{ "jane.doe": … }`.
      dropped: { 'machineActions.unknown-2': 1, 'machineActions.relatedFileInfo.unknown-1': 1 },
    });
  });

  it('keeps what names nobody: types, statuses, times, numbers, the words of the service', async () => {
    const service = createEmulator({ machineActions: { rows: [real] } });
    await record(service.fetch, dir)(`${LIST}/${SECRETS.id}`);
    const [row] = recorded();
    expect(row).toMatchObject({
      type: 'LiveResponse',
      status: 'Failed',
      creationDateTimeUtc: real.creationDateTimeUtc,
      errorHResult: 0,
      requestor: 'user-1@contoso.example',
      cancellationRequestor: 'user-1@contoso.example',
      computerDnsName: 'device-1.contoso.example',
      relatedFileInfo: { fileIdentifier: expect.stringMatching(/^[0-9a-f]{40}$/), fileIdentifierType: 'Sha1' },
      commands: [
        {
          startTime: '2025-12-01T00:00:00.1234567Z',
          endTime: null,
          command: { type: 'RunScript', params: [{ key: 'ScriptName' }, { key: expect.stringMatching(/^text-/) }] },
        },
      ],
      troubleshootInfo: null,
    });
    expect(row?.id).not.toBe(SECRETS.id);
  });

  it('replaces the same by the same, so that an emulator plays the recording with its filters', async () => {
    const rows = [0, 1, 2, 3].map((index) =>
      machineAction({ machineId: index < 3 ? 'a'.repeat(40) : 'b'.repeat(40) }, index),
    );
    const service = createEmulator({ machineActions: { rows } });
    const recording = record(service.fetch, dir);
    await Promise.all([
      recording(`${LIST}?$top=2`),
      recording(LIST),
      recording(`${LIST}/nobody`),
      recording('https://example.com/api/x'),
    ]);
    service.machineActions.update(rows[0]?.id ?? '', { status: 'Failed' });
    await recording(`${LIST}/${rows[0]?.id ?? ''}`);

    const emulator = createEmulator(fromRecording(dir));
    expect(emulator.machineActions.rows).toHaveLength(4);
    const machineId = emulator.machineActions.rows[0]?.machineId ?? '';
    const answer = await emulator.fetch(`${LIST}?$filter=machineId eq '${machineId}'`);
    expect(await answer.json()).toHaveProperty('value.length', 3);
    expect(emulator.machineActions.rows.filter(({ status }) => status === 'Failed')).toHaveLength(1);
    expect(await report()).toMatchObject({ answers: { 200: 3, 404: 1 }, rows: { machineActions: 7 }, dropped: {} });
  });

  it('drops what is not as the spec says, in lists as well, and never stores an unknown value of an enumeration', async () => {
    const odd = {
      id: 'x',
      type: 'Fabrikam',
      errorHResult: 'fabrikam',
      creationDateTimeUtc: 'fabrikam',
      commands: ['fabrikam', { index: 1, note: 'fabrikam' }],
      lastUpdateTimeUtc: '2026-01-01T00:00:00Z',
    };
    await record(async () => Response.json({ value: [odd, 'fabrikam'] }), dir)(LIST);
    expect((await stored()).toLowerCase()).not.toContain('fabrikam');
    expect(recorded()).toMatchObject([
      { id: 'text-1', type: 'text-2', commands: [{ index: 1 }], lastUpdateDateTimeUtc: '2026-01-01T00:00:00Z' },
    ]);
    expect(await report()).toHaveProperty('dropped', {
      'machineActions.errorHResult': 1,
      'machineActions.creationDateTimeUtc': 1,
      'machineActions.commands[]': 1,
      'machineActions.commands[].unknown-1': 1,
    });
  });

  it('survives answers that are not rows', async () => {
    const bodies = ['<html>', '', 'null', '[]', '{"value":5}', '{"error":{"code":"x"}}'];
    const recording = record(async () => new Response(bodies.shift()), dir);
    for (let call = 0; call < 6; call += 1) await recording(LIST);
    expect(recorded()).toStrictEqual([]);
    expect(await report()).toMatchObject({ answers: { 200: 6 }, rows: { machineActions: 0 } });
  });

  it('stores no row without an ID, which could not be played, and counts it', async () => {
    const rows = [{ id: 5, status: 'Failed' }, { status: 'Pending' }, machineAction()];
    await record(async () => Response.json({ value: rows }), dir)(LIST);
    expect(createEmulator(fromRecording(dir)).machineActions.rows).toHaveLength(1);
    expect(await report()).toStrictEqual({
      answers: { 200: 1 },
      rows: { machineActions: 1 },
      dropped: { 'machineActions.id': 1 },
      withoutKey: { machineActions: 2 },
    });
  });

  it('takes the real name where a row has its alias as well', async () => {
    const row = { id: 'x', lastUpdateDateTimeUtc: '2026-01-01T00:00:00Z', lastUpdateTimeUtc: null };
    await record(async () => Response.json({ value: [row] }), dir)(LIST);
    expect(recorded()).toMatchObject([{ lastUpdateDateTimeUtc: '2026-01-01T00:00:00Z' }]);
    expect(await report()).toHaveProperty('dropped', { 'machineActions.unknown-1': 1 });
  });

  it('hands on a body that breaks, and records what comes after it', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"value":['));
        controller.error(new TypeError('terminated'));
      },
    });
    const answers = [new Response(broken), Response.json({ value: [machineAction()] })];
    const recording = record(async () => answers.shift() ?? Response.error(), dir);
    const first = await recording(LIST);
    expect(first.status).toBe(200);
    await expect(first.text()).rejects.toThrow('terminated');
    expect(await (await recording(LIST)).json()).toHaveProperty('value.length', 1);
    expect(await report()).toMatchObject({ answers: { 200: 1 }, rows: { machineActions: 1 } });
  });

  it('lets no call wait for the body of another', async () => {
    const answers = [new Response(new ReadableStream()), Response.json({ value: [machineAction()] })];
    const recording = record(async () => answers.shift() ?? Response.error(), dir);
    void recording(LIST);
    expect((await recording(LIST)).status).toBe(200);
    expect(await report()).toMatchObject({ rows: { machineActions: 1 } });
  });

  it('tells what cannot be written to the call that met it alone', async () => {
    const parent = join(dir, '..');
    const recording = record(async () => Response.json({ value: [machineAction()] }), dir);
    await writeFile(dir, 'a file where the folder should be');
    await expect(recording(LIST)).rejects.toThrow(/EEXIST|ENOTDIR/);
    await rm(dir);
    await recording(LIST);
    await rm(join(dir, 'machineActions.ndjson'));
    await mkdir(join(dir, 'machineActions.ndjson'));
    await expect(recording(LIST)).rejects.toThrow('EISDIR');
    await rm(join(dir, 'machineActions.ndjson'), { recursive: true });
    await recording(LIST);
    expect(await readdir(parent)).toEqual(['nested']);
    expect(await report()).toMatchObject({ rows: { machineActions: 2 } });
  });

  it('scrubs a collection by what the spec says of its type, and keeps what rows point at together', async () => {
    const id = 'ABCDEFabcdef0123456789abcdef0123456789ab';
    const secrets = {
      id,
      computerDnsName: 'janes-laptop.fabrikam.com',
      lastIpAddress: '10.20.30.40',
      lastExternalIpAddress: '2001:db8:1::5',
      rbacGroupName: 'Fabrikam Finance',
      aadDeviceId: '11111111-2222-4333-8444-555555555555',
      machineTags: ['Jane Doe', 'finance'],
      ipAddresses: [
        { ipAddress: '10.20.30.41', macAddress: 'AA-BB-CC-DD-EE-FF', type: 'Ethernet', operationalStatus: 'Up' },
      ],
    };
    const service = createEmulator({
      machines: { rows: [machine({ ...secrets, version: '22H2', osBuild: 22_631 })] },
      machineActions: { rows: [machineAction({ machineId: id })] },
    });
    const recording = record(service.fetch, dir);
    await recording('https://api.security.microsoft.com/api/machines');
    await recording(LIST);
    const text = await stored();
    for (const secret of [
      'janes',
      'fabrikam',
      'Fabrikam',
      '10.20.30',
      '2001:db8:1',
      id,
      'Jane',
      'finance',
      '1111-2222',
      'AA-BB',
      'EE-FF',
    ]) {
      expect(text).not.toContain(secret);
    }
    const options = fromRecording(dir);
    const [found] = [...(options.machines?.rows ?? [])];
    expect(found).toMatchObject({
      id: expect.stringMatching(/^[0-9A-F]{40}$/),
      computerDnsName: 'device-1.contoso.example',
      lastIpAddress: '198.18.0.1',
      lastExternalIpAddress: '2001:db8::1',
      rbacGroupName: expect.stringMatching(/^text-/),
      aadDeviceId: expect.stringMatching(/^[0-9a-f]{8}-/),
      machineTags: [expect.stringMatching(/^text-/), expect.stringMatching(/^text-/)],
      ipAddresses: [
        {
          ipAddress: '198.18.0.2',
          macAddress: expect.stringMatching(/^(?:[0-9A-F]{2}-){5}[0-9A-F]{2}$/),
          type: 'Ethernet',
          operationalStatus: 'Up',
        },
      ],
      version: '22H2',
      osBuild: 22_631,
    });
    // The action still points at its machine.
    const emulator = createEmulator(options);
    expect(emulator.machineActions.rows).toMatchObject([{ machineId: emulator.machines.rows[0]?.id }]);
  });

  it('takes texts of which the spec says nothing for personal, and numbers that it calls so', () => {
    const dropped: string[] = [];
    const scrub = createScrubber(createFakes(), (path) => dropped.push(path));
    const schema = {
      type: 'object',
      properties: {
        unsaid: { type: 'string' },
        plain: { type: 'string', personal: false },
        phone: { type: 'integer', personal: true },
        size: { type: 'integer' },
        list: { type: 'array', personal: true, items: { type: 'object', properties: { inner: { type: 'string' } } } },
        open: { type: 'string', personal: false, examples: ['Known'] },
      },
    };
    const row = {
      unsaid: 'x',
      plain: 'word',
      phone: 555,
      size: 7,
      list: [{ inner: 'y' }],
      open: 'Other',
      'jane.doe': 1,
    };
    expect(scrub(row, schema)).toStrictEqual({
      unsaid: 'text-1',
      plain: 'word',
      phone: 0,
      size: 7,
      list: [{ inner: 'text-2' }],
      open: 'text-3',
    });
    expect(scrub({ 'jane.doe': 2, 'john.doe': 3, open: 'Known', plain: 'two words' }, schema)).toStrictEqual({
      open: 'Known',
      plain: 'text-4',
    });
    expect(dropped).toStrictEqual(['unknown-1', 'unknown-1', 'unknown-2']);
  });

  it('says so where there is no recording', () => {
    expect(() => fromRecording(dir)).toThrow(/There is no recording in/);
  });
});
