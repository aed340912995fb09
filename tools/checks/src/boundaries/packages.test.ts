import { describe, expect, test } from 'vitest';
import { packageViolations } from './packages.ts';

const check = (path: string, specifier: string) =>
  packageViolations([{ path, text: `import { x } from '${specifier}';` }]);

describe('an import is refused', () => {
  test.each([
    ['packages/query-builder/src/a.ts', '@defender-odata/client', 'never import upwards'],
    ['packages/client/src/a.ts', '@defender-odata/testing/emulator', 'never import upwards'],
    ['packages/client/src/a.ts', '@defender-odata/checks', 'never import upwards'],
    ['packages/client/src/a.ts', '../../testing/src/index.ts', 'must not leave its package'],
    ['packages/testing/src/a.ts', '../../client/src/generated/runtime.ts', 'generated/ of client is its own affair'],
    ['packages/testing/src/a.ts', '@defender-odata/client/generated/runtime', 'generated/ of client is its own affair'],
    ['tools/codegen/src/a.ts', '@defender-odata/query-builder', 'imports no package of ours'],
    ['tools/codegen/src/a.ts', '../../../packages/client/src/index.ts', 'must not leave its package'],
  ])('%s -> %s', (path, specifier, reason) => {
    expect(check(path, specifier)).toEqual([expect.stringContaining(reason)]);
  });

  test('however it is written', () => {
    const text = [
      "export * from '@defender-odata/client';",
      "const lazy = () => import('@defender-odata/client');",
      "import type { X } from '@defender-odata/client';",
    ].join('\n');
    expect(packageViolations([{ path: 'packages/query-builder/src/a.ts', text }])).toHaveLength(3);
  });
});

describe('an import is fine', () => {
  test.each([
    ['packages/testing/src/a.ts', '@defender-odata/client'],
    ['packages/client/src/a.ts', '@defender-odata/query-builder/parse'],
    ['packages/client/src/a.ts', './generated/runtime.ts'],
    ['packages/client/src/deep/a.ts', '../generated/runtime.ts'],
    ['packages/client/vitest.config.ts', '../../vitest.shared.ts'],
    ['tools/bench/src/a.ts', '@defender-odata/testing'],
    ['packages/client/src/a.ts', 'node:fs'],
  ])('%s -> %s', (path, specifier) => {
    expect(check(path, specifier)).toEqual([]);
  });
});
