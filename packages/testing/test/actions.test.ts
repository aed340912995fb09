import type { MachineAction } from '@defender-odata/client';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, machine, type Emulator, type EmulatorOptions } from '../src/index.ts';
import { ADAPTERS, type Adapter } from './adapters.ts';

const ID = '1'.repeat(40);
const OTHER = '2'.repeat(40);
const active = machine({
  id: ID,
  computerDnsName: 'a.contoso.example',
  healthStatus: 'Active',
  osPlatform: 'Windows11',
});
const away = machine({
  id: OTHER,
  computerDnsName: 'b.contoso.example',
  healthStatus: 'Inactive',
  osPlatform: 'Linux',
});

interface Said {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly error?: { readonly code: string; readonly message: string };
  };
  readonly row: MachineAction;
}

const setUp = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({ machines: { rows: [active, away] }, machineActions: { rows: [] }, ...options });

async function post(emulator: Pick<Emulator, 'fetch'>, path: string, body: unknown): Promise<Said> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await emulator.fetch(`https://api.security.microsoft.com/api/${path}`, {
    method: 'POST',
    body: text,
  });
  const answered = (await response.json()) as Said['body'];
  return { status: response.status, body: answered, row: answered as unknown as MachineAction };
}
async function read(emulator: Pick<Emulator, 'fetch'>, path: string): Promise<Said> {
  const response = await emulator.fetch(`https://api.security.microsoft.com/api/${path}`);
  const answered = (await response.json()) as Said['body'];
  return { status: response.status, body: answered, row: answered as unknown as MachineAction };
}
const isolate = (emulator: Emulator, id = ID): Promise<Said> =>
  post(emulator, `machines/${id}/isolate`, { Comment: 'c', IsolationType: 'Selective' });
const session = (...commands: readonly object[]) => ({ Comment: 'c', Commands: commands });
const script = (name: string) => ({ type: 'RunScript', params: [{ key: 'ScriptName', value: name }] });
const fetchFile = (path: string) => ({ type: 'GetFile', params: [{ key: 'Path', value: path }] });

describe('an action on a machine', () => {
  it('is answered with 201 and the new row, which goes its way to the end', async () => {
    const emulator = setUp();
    const { status, row } = await isolate(emulator);
    expect(status).toBe(201);
    expect(row).toMatchObject({
      type: 'Isolate',
      status: 'Pending',
      machineId: ID,
      computerDnsName: 'a.contoso.example',
      scope: 'Selective',
      requestorComment: 'c',
      requestSource: 'PublicApi',
    });
    expect(Object.keys(emulator.machineActions.rows[0] ?? {})).toHaveLength(20);
    const seen: string[] = [];
    for (let step = 0; step < 60; step++) {
      await emulator.clock.advance('2s');
      seen.push((await read(emulator, `machineactions/${row.id}`)).row.status);
    }
    expect([...new Set(seen)]).toStrictEqual(['Pending', 'InProgress', 'Succeeded']);
  });

  it('on a machine that is away waits until its time is out, after three days and fourteen minutes', async () => {
    const emulator = setUp();
    const { row } = await isolate(emulator, OTHER);
    await emulator.clock.advance((3 * 24 * 60 + 13) * 60_000);
    expect((await read(emulator, `machineactions/${row.id}`)).row.status).toBe('Pending');
    await emulator.clock.advance('1m');
    expect((await read(emulator, `machineactions/${row.id}`)).row).toMatchObject({
      status: 'TimeOut',
      errorHResult: -2_145_844_840,
    });
  });

  it.each([
    ['without its comment', {}, 'MissingRequiredParameter', /lacks 'Comment'\.$/],
    ['with a name in another case', { comment: 'c' }, 'MissingRequiredParameter', /lacks 'Comment'. It has 'comment'/],
    ['with a name besides', { Comment: 'c', isolationtype: 'Full' }, 'InvalidRequestBody', /'isolationtype'/],
    ['with an empty comment', { Comment: '' }, 'InvalidRequestBody', /'Comment'/],
    ['with a comment that is no text', { Comment: null }, 'InvalidRequestBody', /'Comment'/],
    ['that is no JSON', '{', 'InvalidRequestBody', /not JSON/],
    ['that is no object', '[]', 'InvalidRequestBody', /JSON object/],
    ['that is not there', '', 'MissingRequiredParameter', /is missing/],
  ])('with a body %s is refused, and adds no row', async (_, body, code, message) => {
    const emulator = setUp();
    const { status, body: said } = await post(emulator, `machines/${ID}/isolate`, body);
    const error = { code, message: expect.stringMatching(message), target: expect.any(String) };
    expect([status, said.error]).toStrictEqual([400, error]);
    expect(emulator.machineActions.rows).toStrictEqual([]);
  });

  it('isolates in full where no type is sent', async () => {
    const { row } = await post(setUp(), `machines/${ID}/isolate`, { Comment: 'c' });
    expect(row.scope).toBe('Full');
  });

  it('takes an isolation type that the spec does not know, since it is open', async () => {
    const { status, row } = await post(setUp(), `machines/${ID}/isolate`, { Comment: 'c', IsolationType: 'Deep' });
    expect([status, row.scope]).toStrictEqual([201, 'Deep']);
  });

  it('goes by the key alone: a DNS name is refused, an unknown key is not found', async () => {
    const emulator = setUp();
    expect((await isolate(emulator, 'a.contoso.example')).status).toBe(400);
    expect((await isolate(emulator, '3'.repeat(40))).status).toBe(404);
    expect(emulator.machineActions.rows).toStrictEqual([]);
  });

  it('needs the roles of its own, and has windows of its own', async () => {
    const emulator = setUp({ auth: true, quota: true });
    const ask = async (roles: readonly string[], path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${emulator.token({ roles })}` };
      return (await emulator.fetch(`https://api.security.microsoft.com/api/${path}`, { ...init, headers })).status;
    };
    const body = JSON.stringify({ Comment: 'c' });
    const isolation = `machines/${ID}/isolate`;
    expect(await ask(['Machine.Read.All'], isolation, { method: 'POST', body })).toBe(403);
    expect(await ask(['Machine.Isolate'], isolation, { method: 'POST', body })).toBe(201);
    const links: number[] = [];
    for (let call = 0; call < 3; call++) links.push(await ask(['Machine.Read.All'], 'machineactions/x/getPackageUri'));
    expect(links).toStrictEqual([404, 404, 429]);
    expect(await ask(['Machine.ReadWrite.All'], 'machineactions')).toBe(200);
  });

  it('sets the file of a quarantine, and refuses a hash that is none', async () => {
    const emulator = setUp();
    const path = `machines/${ID}/StopAndQuarantineFile`;
    const { row } = await post(emulator, path, { Comment: 'c', Sha1: 'a'.repeat(40) });
    expect(row.relatedFileInfo).toStrictEqual({ fileIdentifier: 'a'.repeat(40), fileIdentifierType: 'Sha1' });
    expect((await post(emulator, path, { Comment: 'c', Sha1: 'xyz' })).status).toBe(400);
  });

  it('that offboards changes the machine once it succeeded, and is refused on Linux', async () => {
    const emulator = setUp();
    const { status } = await post(emulator, `machines/${ID}/offboard`, { Comment: 'c' });
    expect(status).toBe(200);
    await emulator.clock.advance('10m');
    expect(emulator.machines.rows[0]).toMatchObject({ onboardingStatus: 'CanBeOnboarded', healthStatus: 'Inactive' });
    const linux = await post(emulator, `machines/${OTHER}/offboard`, { Comment: 'c' });
    expect([linux.status, linux.body.error?.code]).toStrictEqual([400, 'OsPlatformNotSupported']);
  });
});

describe('the same action again', () => {
  it('is the one under way', async () => {
    const emulator = setUp();
    const first = await isolate(emulator);
    const second = await isolate(emulator);
    expect(second.row.id).toBe(first.row.id);
    await emulator.clock.advance('10m');
    expect((await isolate(emulator)).row.id).not.toBe(first.row.id);
  });

  it('is refused where the emulator is told so; a package always is', async () => {
    const emulator = setUp({ actions: { duplicates: 'refuse' } });
    await isolate(emulator);
    expect((await isolate(emulator)).body.error?.message).toMatch(/already in progress/);
    const plain = setUp();
    const collect = () => post(plain, `machines/${ID}/collectInvestigationPackage`, { Comment: 'c' });
    expect((await collect()).status).toBe(201);
    expect((await collect()).status).toBe(400);
  });

  it('sticks where the emulator is told so: it isolates again after the release', async () => {
    const emulator = setUp({ actions: { duplicates: 'sticks' } });
    await isolate(emulator);
    await emulator.clock.advance('10m');
    const second = await isolate(emulator);
    await emulator.clock.advance('1h');
    expect((await read(emulator, `machineactions/${second.row.id}`)).row.status).toBe('Pending');
    await post(emulator, `machines/${ID}/unisolate`, { Comment: 'c' });
    await emulator.clock.advance('10m');
    const [latest] = emulator.machineActions.rows
      .filter(({ status }) => status === 'Succeeded')
      .toSorted((a, b) => String(b.lastUpdateDateTimeUtc).localeCompare(String(a.lastUpdateDateTimeUtc)));
    expect(latest).toMatchObject({ id: second.row.id, type: 'Isolate' });
  });
});

describe('cancelling', () => {
  it('ends an action, and is refused for one that is over', async () => {
    const emulator = setUp();
    const { row } = await isolate(emulator);
    const cancel = () => post(emulator, `machineactions/${row.id}/cancel`, { Comment: 'by mistake' });
    const cancelled = await cancel();
    expect(cancelled.status).toBe(200);
    expect(cancelled.row).toMatchObject({
      status: 'Cancelled',
      errorHResult: -2_147_467_260,
      cancellationComment: 'by mistake',
    });
    expect(cancelled.row.cancellationDateTimeUtc).toMatch(/^2026/);
    await emulator.clock.advance('10m');
    expect((await read(emulator, `machineactions/${row.id}`)).row.status).toBe('Cancelled');
    expect((await cancel()).status).toBe(400);
    expect((await post(emulator, 'machineactions/none/cancel', { Comment: 'c' })).status).toBe(404);
  });
});

describe('a live response', () => {
  const path = `machines/${ID}/runliveresponse`;

  it('refuses commands in another order, a second session on a machine, and the twenty-sixth at once', async () => {
    const ids = Array.from({ length: 26 }, (_, index) => String(index).padStart(40, '0'));
    const emulator = setUp({
      machines: { rows: [active, ...ids.map((id) => machine({ id, healthStatus: 'Active' }))] },
    });
    const turned = await post(emulator, path, session(fetchFile('a'), script('b')));
    expect([turned.status, turned.body.error?.message]).toStrictEqual([
      400,
      expect.stringMatching(/PutFile, RunScript, GetFile/),
    ]);
    const first = await post(emulator, path, session(script('b')));
    expect([first.status, first.row.machineId]).toStrictEqual([201, null]);
    const again = await post(emulator, path, session(script('b')));
    expect([again.status, again.body.error?.code]).toStrictEqual([400, 'ActiveRequestAlreadyExists']);
    const statuses: number[] = [];
    for (const id of ids)
      statuses.push((await post(emulator, `machines/${id}/runliveresponse`, session(script('b')))).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(24);
    expect(statuses.at(-1)).toBe(400);
  });

  it('stops at the first command that fails', async () => {
    const emulator = setUp({ actions: { scripts: { ok: { output: 'fine' } } } });
    const { row } = await post(emulator, path, session(script('ok'), script('missing'), fetchFile('c:/x')));
    await emulator.clock.advance('10m');
    const { row: done } = await read(emulator, `machineactions/${row.id}`);
    expect(done.status).toBe('Failed');
    expect(done.commands?.map(({ commandStatus }) => commandStatus)).toStrictEqual(['Completed', 'Failed', 'Created']);
    const result = (index: number) =>
      read(emulator, `machineactions/${row.id}/GetLiveResponseResultDownloadLink(index=${index})`);
    expect((await result(0)).status).toBe(200);
    expect((await result(1)).status).toBe(404);
    expect((await result(7)).status).toBe(404);
  });
});

describe.each(Object.entries(ADAPTERS))('a link, through %s,', (_, open) => {
  const adapters: Adapter[] = [];
  afterEach(async () => {
    await Promise.all(adapters.splice(0).map((adapter) => adapter.close()));
  });

  async function prepare(options: EmulatorOptions = {}) {
    const emulator = setUp(options);
    const adapter = await open(emulator);
    adapters.push(adapter);
    const send = async (target: string, body: object) =>
      (await (
        await adapter.ask(`/api/${target}`, { method: 'POST', body: JSON.stringify(body) })
      ).json()) as MachineAction;
    const link = async (target: string) => {
      const response = await adapter.ask(`/api/${target}`);
      const { value } = (await response.json()) as { readonly value?: string };
      return { status: response.status, value: value ?? '' };
    };
    return { emulator, adapter, send, link };
  }

  it('leads to a package once there is one, in parts, until it has expired; and refuses a token', async () => {
    const { emulator, adapter, send, link } = await prepare();
    const { id } = await send(`machines/${ID}/collectInvestigationPackage`, { Comment: 'c' });
    expect((await link(`machineactions/${id}/getPackageUri`)).status).toBe(404);
    await emulator.clock.advance('10m');
    const { value } = await link(`machineactions/${id}/getPackageUri`);
    const whole = new Uint8Array(await (await adapter.follow(value)).arrayBuffer());
    expect(whole.length).toBeGreaterThan(1000);
    const part = await adapter.follow(value, { headers: { range: 'bytes=1000-' } });
    expect([part.status, part.headers.get('content-range')]).toStrictEqual([
      206,
      `bytes 1000-${whole.length - 1}/${whole.length}`,
    ]);
    expect(new Uint8Array(await part.arrayBuffer())).toStrictEqual(whole.slice(1000));
    expect((await adapter.follow(value, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416);
    const middle = await adapter.follow(value, { headers: { range: 'bytes=10-19' } });
    expect(new Uint8Array(await middle.arrayBuffer())).toStrictEqual(whole.slice(10, 20));
    for (const range of ['bytes=20-10', 'bytes=-5', 'bytes=0-1,4-5', 'lines=1-'])
      expect([range, (await adapter.follow(value, { headers: { range } })).status]).toStrictEqual([range, 200]);
    const leaked = await adapter.follow(value, { headers: { authorization: 'Bearer secret' } });
    expect([leaked.status, await leaked.text()]).toStrictEqual([400, expect.stringContaining('TokenSentElsewhere')]);
    const sent = { headers: { authorization: 'Bearer' }, status: 400, violation: 'TokenSentElsewhere' };
    expect(emulator.violations).toMatchObject([sent]);
    expect(JSON.stringify(emulator.requests)).not.toContain('secret');
    expect((await adapter.follow(value, { method: 'POST' })).status).toBe(405);
    expect((await adapter.follow(value.replace('/1/', '/2/'))).status).toBe(404);
    await emulator.clock.advance('10m');
    expect((await adapter.follow(value)).status).toBe(403);
    const renewed = await adapter.follow((await link(`machineactions/${id}/getPackageUri`)).value);
    expect([renewed.status, renewed.headers.get('etag')]).toStrictEqual([200, part.headers.get('etag')]);
    emulator.reset();
    expect([(await adapter.follow(value)).status, emulator.violations]).toStrictEqual([404, []]);
  });

  it('leads to what a script said, and to a file, compressed', async () => {
    const { emulator, adapter, send, link } = await prepare({
      actions: {
        scripts: { 'x.ps1': { exitCode: 3, output: 'said', errors: 'warned' } },
        files: { 'c:/a.txt': 'inside' },
      },
    });
    const commands = session(script('x.ps1'), fetchFile('c:/a.txt'));
    await send(`machines/${ID}/runliveresponse`, commands);
    await emulator.clock.advance('10m');
    const id = emulator.machineActions.rows[0]?.id ?? '';
    const result = (index: number) => link(`machineactions/${id}/GetLiveResponseResultDownloadLink(index=${index})`);
    expect(await (await adapter.follow((await result(0)).value)).json()).toStrictEqual({
      script_name: 'x.ps1',
      exit_code: 3,
      script_output: 'said',
      script_errors: 'warned',
    });
    const packed = (await adapter.follow((await result(1)).value)).body;
    const plain = packed?.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(plain ?? null).text()).toBe('inside');
  });
});

describe('quirks', () => {
  it('leave out of the first answer what the record has', async () => {
    const emulator = setUp({ quirks: ['bare-first-answer'] });
    const { row } = await isolate(emulator);
    expect([row.machineId, row.scope]).toStrictEqual([null, null]);
    expect((await read(emulator, `machineactions/${row.id}`)).row).toMatchObject({ machineId: ID, scope: 'Selective' });
  });

  it('let the first get not find an action', async () => {
    const emulator = setUp({ quirks: ['late-action'] });
    const { row } = await isolate(emulator);
    const statuses = [
      await read(emulator, `machineactions/${row.id}`),
      await read(emulator, `machineactions/${row.id}`),
    ];
    expect(statuses.map(({ status }) => status)).toStrictEqual([404, 200]);
  });
});

describe('a failure', () => {
  it('comes before what was asked for is done, or after', async () => {
    const emulator = setUp();
    emulator.failNext({ networkError: true });
    await expect(isolate(emulator)).rejects.toThrow('fetch failed');
    expect(emulator.machineActions.rows).toHaveLength(0);
    emulator.failNext({ networkError: true, performed: true });
    await expect(isolate(emulator)).rejects.toThrow('fetch failed');
    expect(emulator.machineActions.rows).toHaveLength(1);
    emulator.failNext({ status: 503, performed: true });
    expect((await isolate(emulator, OTHER)).status).toBe(503);
    expect(emulator.machineActions.rows).toHaveLength(2);
  });

  it('may be that the answer comes late: what was asked for is done at once', async () => {
    const emulator = setUp();
    emulator.failNext({ latency: '2m', times: 2 });
    const started = emulator.clock.now();
    const { status, row } = await isolate(emulator);
    expect([status, emulator.clock.now() - started]).toStrictEqual([201, 120_000]);
    expect(Date.parse(row.creationDateTimeUtc)).toBe(started);
    // Whoever waits no longer than 30 seconds has no answer, and the action is there.
    const late = new AbortController();
    void emulator.clock.sleep(30_000).then(() => late.abort());
    const url = `https://api.security.microsoft.com/api/machines/${ID}/unisolate`;
    const asked = emulator.fetch(url, { method: 'POST', body: '{"Comment":"c"}', signal: late.signal });
    await expect(asked).rejects.toThrow('aborted');
    expect(emulator.machineActions.rows.map(({ type }) => type)).toStrictEqual(['Unisolate', 'Isolate']);
    const before = emulator.clock.now();
    emulator.failNext({ status: 504, latency: '1m' });
    expect((await isolate(emulator, OTHER)).status).toBe(504);
    expect([emulator.machineActions.rows.length, emulator.clock.now() - before]).toStrictEqual([2, 60_000]);
  });

  it.each<readonly [object, RegExp]>([
    [{ latency: 'soon' }, /latency is "soon"/],
    [{ latency: '1m', body: 'x' }, /got body without a status/],
    [{ status: 500, performed: 'yes' }, /performed "yes"; it must be true or false/],
    [{ performed: true }, /status undefined; give a whole number .* or \{ latency: '2m' \}/],
    [{ delay: '1m' }, /Did you mean 'latency'/],
  ])('is refused at once where it is none: %o', (failure, words) => {
    expect(() => setUp().failNext(failure)).toThrow(words);
  });
});

it('says the time of its clock with each answer', async () => {
  const emulator = setUp();
  const response = await emulator.fetch('https://api.security.microsoft.com/api/machines');
  expect(response.headers.get('date')).toBe(new Date(emulator.clock.now()).toUTCString());
});
