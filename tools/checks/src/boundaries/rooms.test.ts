import { describe, expect, test } from 'vitest';
import { readFloors } from './floors.ts';
import { roomViolations } from './rooms.ts';

const markdown = (...lines: readonly string[]) => ['# Papers', '```floors', ...lines, '```', ''].join('\n');
const floors = readFloors(
  markdown(
    'packages/pots/src: clay glaze kiln.ts generated generated/table.gen.ts',
    'exception: packages/pots/src/clay/wet.ts imports packages/pots/src/generated/names.gen.ts',
  ),
);

/** Every room once, so that none is missing, and the files that are tried. */
const check = (...files: readonly (readonly [path: string, ...specifiers: readonly string[]])[]) =>
  roomViolations(
    [...rooms, ...files].map(([path, ...specifiers]) => ({
      path: `packages/pots/src/${path}`,
      text: specifiers.map((specifier) => `import type { X } from '${specifier}';`).join('\n'),
    })),
    floors,
  );
const rooms = [['clay/a.ts'], ['glaze/a.ts'], ['kiln.ts'], ['generated/a.gen.ts'], ['generated/table.gen.ts']] as const;

describe('within a package an import is refused', () => {
  test.each([
    ['clay/b.ts', '../glaze/a.ts', 'clay stands below glaze'],
    ['clay/deep/b.ts', '../../kiln.ts', 'clay stands below kiln.ts'],
    ['kiln.ts', './generated/a.gen.ts', 'kiln.ts stands below generated'],
    ['generated/b.gen.ts', './table.gen.ts', 'generated stands below generated/table.gen.ts'],
    ['clay/b.ts', '../index.ts', 'clay stands below what stands above all rooms'],
    ['clay/other.ts', '../generated/names.gen.ts', 'clay stands below generated'],
  ])('%s -> %s', (path, specifier, reason) => {
    expect(check([path, specifier])).toEqual([expect.stringContaining(reason)]);
  });

  test('in whatever way it is written', () => {
    const text = "export * from '../glaze/a.ts';\nconst lazy = () => import('../kiln.ts');";
    const files = [
      ...rooms.map(([path]) => ({ path: `packages/pots/src/${path}`, text: '' })),
      { path: 'packages/pots/src/clay/b.ts', text },
    ];
    expect(roomViolations(files, floors)).toHaveLength(2);
  });
});

describe('within a package an import is fine', () => {
  test.each([
    ['glaze/b.ts', '../clay/a.ts'],
    ['clay/b.ts', './a.ts'],
    ['clay/b.ts', './deep/a.ts'],
    ['generated/table.gen.ts', './a.gen.ts'],
    ['index.ts', './generated/table.gen.ts'],
    ['clay/wet.ts', '../generated/names.gen.ts'],
    ['clay/a.test.ts', '../index.ts'],
    ['clay/a.test-d.ts', '../kiln.ts'],
    ['clay/b.ts', '../../test/support/wheel.ts'],
    ['clay/b.ts', 'node:fs'],
  ])('%s -> %s', (path, specifier) => {
    expect(check([path, specifier])).toEqual([]);
  });
});

test('a folder without a floor, and a floor without a folder, are told', () => {
  expect(check(['cellar/a.ts'])).toEqual([expect.stringContaining('packages/pots/src/cellar/a.ts is in no room')]);
  expect(roomViolations([], floors)).toHaveLength(5);
});

describe('the floors are read', () => {
  test('of the papers with either end of line', () => {
    expect(readFloors(markdown('packages/a/src: x y', 'recursion: packages/a/src/x').replaceAll('\n', '\r\n'))).toEqual(
      {
        rooms: new Map([['packages/a/src', ['x', 'y']]]),
        exceptions: [],
        recursions: ['packages/a/src/x'],
      },
    );
  });

  test.each(['', 'packages/a/src x y', 'exception: packages/a/src/x.ts', 'note: later'])('or refused: %j', (line) => {
    expect(() => readFloors(markdown(line))).toThrow('AGENTS.md');
  });
});
