import { spawnSync } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { compile } from './compiler.ts';
import { compileLines, generateIn, USER_CODE } from './use-generated.ts';
import { copyWorkspace } from './workspace-copy.ts';

const isJavaThere = spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;

/** An action with a body of its own, which no hand-written line knows. */
const path = `  /api/machines/{id}/requestSample:
    post:
      operationId: requestSampleOfMachine
      summary: Request a sample
      description: Asks a machine for a file.
      x-source: assumed
      tags: [Machines]
      x-permissions: { application: [Machine.Sample], delegated: [Machine.Sample] }
      x-rate-limits: [{ calls: 3, seconds: 60 }]
      x-action: { on: Machines, creates: MachineActions, owner: machineId, with: { type: RequestSample, requestorComment: { from: Comment } } }
      parameters: [{ $ref: '#/components/parameters/machineId' }]
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/RequestSampleRequest' } } }
      responses:
        '201':
          description: The machine action.
          x-source: assumed
          content: { application/json: { schema: { $ref: '#/components/schemas/MachineActionEntity' } } }

components:
`;

const schema = `  schemas:
    RequestSampleRequest:
      type: object
      description: Which file is asked for.
      x-source: assumed
      required: [Comment, FilePath]
      properties:
        Comment: { type: string, minLength: 1, description: Why it is asked for., x-source: assumed }
        FilePath: { type: string, minLength: 3, description: Where the file is., x-source: assumed }
        Depth: { type: integer, format: int32, minimum: 1, maximum: 9, description: How deep., x-source: assumed }
        Urgent: { type: boolean, description: Whether it is urgent., x-source: assumed }
`;

const user = (
  line: string,
): string => `import { DefenderClient, type RequestSampleOfMachineParameters } from '@defender-odata/client';
declare const client: DefenderClient;
export const given: RequestSampleOfMachineParameters = { comment: 'c', filePath: '/a' };
export const result = ${line};
`;

/** What compiles, and what the compiler says of the rest. */
const lines: readonly (readonly [line: string, error: RegExp])[] = [
  [
    "client.machines.requestSample('x', { comment: 'c', filePath: '/a', depth: 2, urgent: true }).then((a) => a.wasRunning && a.status)",
    /^$/,
  ],
  ["client.machines.requestSample('x', { filePath: '/a' })", /Property 'comment' is missing/],
  [
    "client.machines.requestSample('x', { comment: 'c', filePath: '/a', depth: '2' })",
    /not assignable to type 'number'/,
  ],
  ["client.machines.requestSample('x', { comment: 'c', filePath: '/a', depht: 2 })", /'depht' does not exist/],
  ["client.machines.requestSample('x', { Comment: 'c', FilePath: '/a' })", /'Comment' does not exist/],
];

const program = `import { DefenderClient, operations } from '@defender-odata/client';
import { createEmulator, machine } from '../src/emulator/index.ts';

const emulator = createEmulator({ machines: { rows: [machine()] } });
const [{ id }] = emulator.machines.rows;
const writes = [];
let reset = false;
const client = new DefenderClient('a-token', { clock: emulator.clock, fetch: async (url, init) => {
  if (init.method === 'POST') writes.push([new URL(url).pathname, JSON.parse(init.body)]);
  const answer = await emulator.fetch(url, init);
  if (init.method === 'POST' && reset) throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
  return answer;
} });
const run = (promise) => emulator.clock.runUntil(promise);
const refused = (...given) => client.machines.requestSample(...given).then(() => 'none', ({ message }) => message);
const first = await run(client.machines.requestSample(id, { comment: 'Why', filePath: '/a/b', depth: 2 }));
const words = [await refused(id, { comment: '', filePath: '/a/b' }), await refused(id, { comment: 'c', filePath: '/a/b', depth: 10 }), await refused('a-name', { comment: 'c', filePath: '/a/b' })];
emulator.machineActions.update(first.id, { status: 'Succeeded' });
await emulator.clock.advance('1h');
reset = true;
const second = await run(client.machines.requestSample(id, { comment: 'Again', filePath: '/a/b' }));
console.log(JSON.stringify({
  writes: writes.map(([path, body]) => [path.replace(id, '{id}'), body]),
  first: [first.type, first.machineId === id, first.requestorComment],
  second: [second.id !== first.id, second.requestorComment, second.wasRunning],
  words,
  limits: operations.requestSampleOfMachine.rateLimits,
}));
`;

it.skipIf(!isJavaThere)(
  'an action with a body of its own is called by the client, once, by the spec alone (skipped where there is no Java to generate with)',
  { timeout: 300_000 },
  () => {
    const copy = copyWorkspace(onTestFinished);
    copy.replaceInSpec('\ncomponents:\n', `\n${path}`);
    copy.replaceInSpec('\n  schemas:\n', `\n${schema}`);
    generateIn(copy);
    compileLines(copy, lines, user);
    expect(compile(copy.root, USER_CODE).hover('requestSample')).toMatch(
      /^Request a sample\. Asks a machine for a file\./,
    );

    copy.write('packages/testing/test/program.ts', program);
    expect(JSON.parse(copy.run('packages/testing/test/program.ts'))).toEqual({
      writes: [
        ['/api/machines/{id}/requestSample', { Comment: 'Why', FilePath: '/a/b', Depth: 2 }],
        ['/api/machines/{id}/requestSample', { Comment: 'Again', FilePath: '/a/b' }],
      ],
      first: ['RequestSample', true, 'Why'],
      second: [true, 'Again', false],
      words: [
        'requestSampleOfMachine: comment must not be empty.',
        'requestSampleOfMachine: depth must be a whole number from 1 to 9, not 10.',
        expect.stringContaining('requestSampleOfMachine: id must match'),
      ],
      limits: [{ calls: 3, seconds: 60 }],
    });
  },
);
