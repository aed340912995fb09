import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from './boundaries/imports.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The files of the repository that match, tracked or new, without what is ignored. Their lines end in LF, also where an editor wrote CRLF. */
export function filesOf(pattern: RegExp): SourceFile[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => pattern.test(path) && existsSync(`${root}${path}`))
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8').replaceAll('\r\n', '\n') }));
}
