import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, fixtures, type Emulator } from '../src/emulator/index.ts';
import { serve, type EmulatorServer } from '../src/adapters/http/index.ts';

const run = promisify(execFile);
const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

const PYTHON = `
import json, sys, urllib.error, urllib.parse, urllib.request
url, token = sys.argv[1], sys.argv[2]
def ask(path):
    request = urllib.request.Request(url + path, headers={"Authorization": "Bearer " + token})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
# urlencode writes a space as a plus
query = urllib.parse.urlencode({"$filter": "status eq 'Succeeded' and contains(id,'-')", "$top": 2})
print(json.dumps([ask("?" + query), ask("/nobody"), ask("?%24stop=2")]))
`;

let server: EmulatorServer | undefined;
let emulator: Emulator;
let url = '';

beforeAll(async () => {
  emulator = createEmulator({ auth: true });
  server = await serve(emulator);
  url = `${server.url}/api/machineactions`;
});
afterAll(() => server?.close());

describe('clients in other languages', () => {
  it.skipIf(!has('curl'))('curl (skipped where there is none)', async () => {
    const args = [
      '--silent',
      '--get',
      '--data-urlencode',
      "$filter=status eq 'Succeeded'",
      '--data-urlencode',
      '$top=1',
    ];
    const { stdout } = await run('curl', [...args, '--oauth2-bearer', emulator.token(), url]);
    expect(JSON.parse(stdout)).toHaveProperty('value', fixtures.listAll.value.slice(0, 1));
    const refused = await run('curl', ['--silent', '--write-out', '%{http_code}', '--output', '/dev/null', url]);
    expect(refused.stdout).toBe('401');
  });

  it.skipIf(!has('python3'))("Python's standard library (skipped where there is none)", async () => {
    const { stdout } = await run('python3', ['-c', PYTHON, url, emulator.token()]);
    expect(JSON.parse(stdout)).toMatchObject([
      [200, { value: fixtures.listAll.value.slice(0, 2) }],
      [404, { error: { code: 'ResourceNotFound' } }],
      [400, { error: { code: '', message: expect.stringContaining("'$top'") } }],
    ]);
  });
});
