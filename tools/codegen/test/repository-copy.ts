import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesUnder, readText } from '../src/output/files.ts';

const repository = join(import.meta.dirname, '../../..');

/** Whatever the generator reads and writes. */
const parts = [
  'specs',
  'codegen.config.ts',
  'openapitools.json',
  '.prettierrc.json',
  'tools/openapi-templates',
  'tools/codegen/package.json',
  'tools/codegen/src',
  'tools/codegen/manifest.gen.json',
  'packages/client/src/generated',
  'packages/testing/src/generated',
  'docs/filterable-properties.gen.md',
];

/** A copy of what the generator reads and writes, to be changed at will. */
export interface RepositoryCopy {
  readonly root: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Replaces a passage of a file; a passage that is not there is a mistake of the test. */
  replace(path: string, before: string, after: string): void;
  remove(path: string): void;
  /** Every file with its text, to compare before and after. */
  snapshot(): Readonly<Record<string, string>>;
}

/** Makes a copy in a temporary folder, which is removed when the test ends. */
export function copyRepository(onTestFinished: (clean: () => void) => void): RepositoryCopy {
  const root = mkdtempSync(join(tmpdir(), 'codegen-test-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const part of parts) cpSync(join(repository, part), join(root, part), { recursive: true });
  symlinkSync(join(repository, 'tools/codegen/node_modules'), join(root, 'tools/codegen/node_modules'));
  const read = (path: string): string => {
    const text = readText(root, path);
    if (text === undefined) throw new Error(`There is no ${path}.`);
    return text;
  };
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  return {
    root,
    read,
    write,
    replace: (path, before, after) => {
      const text = read(path);
      if (!text.includes(before)) throw new Error(`${path} has no passage "${before}".`);
      write(
        path,
        text.replace(before, () => after),
      );
    },
    remove: (path) => rmSync(join(root, path)),
    snapshot: () =>
      Object.fromEntries(parts.flatMap((part) => filesUnder(root, part)).map((path) => [path, read(path)])),
  };
}

/** How the first entity set states its largest page: `maxTop: 10;`. */
export function largestPage(copy: RepositoryCopy): string {
  const [stated] = /maxTop: \d+;/.exec(copy.read('packages/client/src/generated/entity-sets.gen.ts')) ?? [];
  if (stated === undefined) throw new Error('No entity set states its largest page.');
  return stated;
}

/** What stands in the spec before the description of a model. */
export const modelDescription = '\n    MachineAction:\n      type: object\n      description: ';
