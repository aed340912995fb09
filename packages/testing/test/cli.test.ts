import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fixtures, machineAction } from '../src/emulator/index.ts';
import { minute } from './spec.ts';

const CLI = fileURLToPath(new URL('../src/adapters/http/cli.ts', import.meta.url));
const running: ChildProcessWithoutNullStreams[] = [];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'defender-emulator-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

function run(...args: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--conditions=@defender-odata/source', CLI, ...args]);
  running.push(child);
  return child;
}

/** Starts it, and gives the lines it prints first. */
async function start(
  lines: number,
  ...args: string[]
): Promise<{ child: ChildProcessWithoutNullStreams; printed: string[] }> {
  const child = run(...args);
  let text = '';
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.split('\n').length > lines) break;
  }
  return { child, printed: text.split('\n').slice(0, lines) };
}

const urlOf = (line = ''): string =>
  `${/^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? ''}/api/machineactions`;

async function failure(...args: string[]): Promise<{ code: unknown; stderr: string }> {
  const child = run(...args);
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, stderr };
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const keysOf = async (from: string): Promise<readonly string[]> =>
  ((await (await fetch(from)).json()) as { value: readonly { id: string }[] }).value.map(({ id }) => id);

describe('defender-emulator', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says first where it listens, and ends on %s', async (signal) => {
    const { child, printed } = await start(1);
    const url = urlOf(printed[0]);
    expect(await (await fetch(url)).json()).toStrictEqual(fixtures.listAll);
    child.kill(signal);
    expect(await once(child, 'close')).toStrictEqual([0, null]);
  });

  it('generates rows by seed, asks for a token, limits calls, shows quirks', async () => {
    const args = ['--seed=42', '--count=200', '--auth', '--quota', '--quirk=keys-documents', '--latency=1'];
    const { printed } = await start(2, ...args);
    const url = urlOf(printed[0]);
    expect((await fetch(url)).status).toBe(401);
    const authorization = `Bearer ${printed[1]?.split(': ')[1] ?? ''}`;
    const statuses = [];
    let first: unknown;
    for (let call = 0; call <= minute.calls; call += 1) {
      const response = await fetch(`${url}?$top=1&$skip=${String(call)}`, { headers: { authorization } });
      statuses.push(response.status);
      first ??= await response.json();
    }
    const [row] = [...machineAction.generate({ seed: 42, count: 1 })];
    expect(first).toMatchObject({ value: [{ id: row?.id }] });
    expect([statuses.slice(0, minute.calls).every((status) => status === 200), statuses[minute.calls]]).toStrictEqual([
      true,
      429,
    ]);
  });

  it.each([
    ['a JSON list', '[{"id":"1"},{"id":"2"}]'],
    ['a saved answer', '{"@odata.context":"x","value":[{"id":"1"},{"id":"2"}]}'],
    ['NDJSON', '{"id":"1"}\n\n{"id":"2"}\n'],
  ])('serves rows from %s', async (name, text) => {
    const { printed } = await start(1, '--data', await file(`${name}.json`, text));
    expect(await (await fetch(urlOf(printed[0]))).json()).toHaveProperty('value', [{ id: '1' }, { id: '2' }]);
  });

  it('serves a file for each collection, and lets new rows come', async () => {
    const machines = await file('machines.ndjson', '{"id":"m"}\n');
    const { printed } = await start(1, '--data', machines, '--count=3', '--traffic=60000');
    const url = urlOf(printed[0]);
    expect(await keysOf(url.replace('machineactions', 'machines'))).toStrictEqual(['m']);
    let { length } = await keysOf(url);
    // A thousand a second: the next call finds some, however fast it is made; a hundred calls are no measure of time.
    for (let call = 0; call < 100 && length <= 3; call += 1) ({ length } = await keysOf(url));
    expect(length).toBeGreaterThan(3);
  });

  it('says so where a file has no rows', async () => {
    const { printed } = await start(2, '--data', await file('empty.json', ''));
    expect(printed).toContainEqual(
      expect.stringMatching(/^defender-emulator: .*empty\.json has no rows: every list of machineActions is empty\.$/),
    );
    const url = urlOf(printed.find((line) => line.startsWith('listening')));
    expect(await (await fetch(url)).json()).toHaveProperty('value', []);
  });

  it('prints what it can do', async () => {
    const { printed } = await start(1, '--help');
    expect(printed).toStrictEqual(['defender-emulator [options]']);
  });

  it('says what is wrong with the command line or the data, and ends with 2', async () => {
    const cases: readonly (readonly [string[], RegExp])[] = [
      [
        ['--count=1', '--data=rows.json'],
        /Give rows of machineActions with --data, or have them generated with --count; not both/,
      ],
      [['--prot=1'], /'--prot'\. Did you mean '--port'\?/],
      [
        ['--data', await file('wrong.json', '[{"id":"1"},{"id":2}]')],
        /wrong\.json: machineActions\.rows\[1\]\.id is 2; it must be a string/,
      ],
    ];
    const results = await Promise.all(cases.map(([args]) => failure(...args)));
    for (const [index, { code, stderr }] of results.entries()) {
      expect(stderr).toMatch(cases[index]?.[1] ?? /never/);
      expect(stderr).toMatch(/^defender-emulator: /);
      expect(code).toBe(2);
    }
  }, 30_000);
});
