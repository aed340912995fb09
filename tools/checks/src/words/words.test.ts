import { expect, test } from 'vitest';
import { wordViolations } from './words.ts';

const check = (path: string, text: string) => wordViolations([{ path, text }]);

test.each([
  ['const machineActions = 1;', 'machineAction'],
  ['// The machine actions of a tenant.', 'machine action'],
  ["filter('machineId', id)", 'machineId'],
  ['type MACHINE_ACTION = 1;', 'MACHINE_ACTION'],
  ['if (row.isIsolated) return;', 'Isolat'],
  ["import './machine-action.ts';", 'machine-action'],
])('a word of one collection is told with its place: %s', (line, word) => {
  expect(check('packages/client/src/core/a.ts', `\n${line}`)).toEqual([
    `packages/client/src/core/a.ts:2 says "${word}": what is special to a collection stands in its own folder`,
  ]);
});

test.each(['packages/testing/src/store/a.ts', 'tools/codegen/src/emit/a.ts', 'packages/query-builder/src/a.ts'])(
  'wherever every collection is data: %s',
  (path) => {
    expect(check(path, 'isolate()')).toHaveLength(1);
  },
);

test.each([
  'packages/client/src/wait/a.ts',
  'packages/testing/src/machine-actions/a.ts',
  'packages/client/src/machines/deep/a.ts',
  'packages/client/src/generated/a.ts',
  'packages/client/src/core/a.gen.ts',
  'packages/client/src/core/a.test.ts',
  'packages/client/src/core/a.test-d.ts',
  'packages/client/test/a.ts',
  'examples/a.ts',
  'tools/bench/src/a.ts',
])('but for what is special, generated or a test: %s', (path) => {
  expect(check(path, 'isolate(machineActions)')).toEqual([]);
});

test('a public entry hands on what stands there, under its name', () => {
  const entry =
    "export {\n  machineAction,\n} from './machine-actions/fixtures.ts';\nexport * from './machines/index.ts';\n";
  expect(check('packages/testing/src/index.ts', entry)).toEqual([]);
  // Whoever plugs it in names its folder, and calls what is in it by no name of its own.
  expect(check('packages/testing/src/index.ts', entry.replaceAll('export', 'import'))).toEqual([
    expect.stringContaining('index.ts:2 says "machineAction"'),
  ]);
});

test('a machine alone is any computer, and an example calls something by its name', () => {
  expect(check('packages/client/src/core/a.ts', '// http on this machine alone; the IDs of machines\n')).toEqual([]);
  const documented = [
    '/**',
    ' * Reads.',
    ' *',
    ' * @example',
    ' * await client.machineActions.get(id);',
    ' * @example',
    ' * await client.machineActions.list();',
    ' */',
    'export const a = 1;',
    '/** A machine action. */',
  ].join('\n');
  expect(check('packages/client/src/core/a.ts', documented)).toEqual([
    expect.stringContaining(':10 says "machine action"'),
  ]);
});
