import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const workspace = join(import.meta.dirname, '../../../..');

/** What a generator run reads and writes, and what runs on what it wrote. */
const parts = [
  'specs',
  'docs',
  'codegen.config.ts',
  'openapitools.json',
  '.prettierrc.json',
  'package.json',
  'tsconfig.base.json',
  'tools/openapi-templates',
  'tools/codegen',
  'packages/query-builder',
  'packages/client',
  'packages/testing',
];

const isWanted = (path: string): boolean =>
  !['dist', 'coverage', '.vite', '.vite-temp', '.bin'].includes(basename(path));

/** A copy of the workspace in a temporary folder, in which the spec may be changed. */
export interface WorkspaceCopy {
  readonly root: string;
  read(path: string): string;
  /** Replaces a passage of the spec; a passage that is not there is a mistake of the test. */
  replaceInSpec(before: string, after: string): void;
  /** Runs a program of the copy on its sources, and returns what it printed. */
  run(path: string, ...args: string[]): string;
  /** Writes a file. */
  write(path: string, text: string): void;
}

/**
 * Copies the workspace. Links between its packages are relative, so they lead to the packages of the copy; other packages are
 * those of the workspace.
 */
export function copyWorkspace(onTestFinished: (clean: () => void) => void): WorkspaceCopy {
  const root = mkdtempSync(join(tmpdir(), 'spec-change-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const part of parts)
    cpSync(join(workspace, part), join(root, part), { recursive: true, verbatimSymlinks: true, filter: isWanted });
  symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
  const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  return {
    root,
    read,
    write,
    replaceInSpec: (before, after) => {
      const spec = read('specs/defender.openapi.yaml');
      if (!spec.includes(before)) throw new Error(`The spec has no passage "${before}".`);
      write(
        'specs/defender.openapi.yaml',
        spec.replace(before, () => after),
      );
    },
    run: (path, ...args) => {
      const options = ['--conditions=@defender-odata/source', join(root, path), ...args];
      const { status, stdout, stderr } = spawnSync(process.execPath, options, { cwd: root, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${path} failed:\n${stdout}\n${stderr}`);
      return stdout;
    },
  };
}
