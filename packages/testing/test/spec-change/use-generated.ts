import { expect } from 'vitest';
import { compile } from './compiler.ts';
import type { WorkspaceCopy } from './workspace-copy.ts';

/** The program of a user, in a copy. */
export const USER_CODE = 'packages/testing/test/user-code.ts';

/** Generates in a copy, and holds that no file was written by hand: only generated ones were. */
export function generateIn(copy: WorkspaceCopy): void {
  const written = copy
    .run('tools/codegen/src/main.ts')
    .split('\n')
    .filter((line) => line.startsWith('  wrote'));
  expect(written.filter((line) => !/\/generated\/|\.gen\./.test(line))).toEqual([]);
}

/**
 * Compiles lines of a user in a copy, each by itself, and holds what the compiler says of it.
 *
 * @param lines - Each line, and what is said of it.
 * @param user - The program around a line.
 */
export function compileLines(
  copy: WorkspaceCopy,
  lines: readonly (readonly [line: string, error: RegExp])[],
  user: (line: string) => string,
): void {
  const said = lines.map(([line]) => {
    copy.write(USER_CODE, user(line));
    return { line, errors: compile(copy.root, USER_CODE).errors.join(' ') };
  });
  expect(said).toEqual(lines.map(([line, error]) => ({ line, errors: expect.stringMatching(error) })));
}
