import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeFiles } from './write.ts';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'write-files-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

it('writes what changed, makes folders, and leaves nothing behind', () => {
  const root = folder();
  writeFileSync(join(root, 'same.ts'), 'same');
  const { mtimeMs } = statSync(join(root, 'same.ts'));
  const files = new Map([
    ['same.ts', 'same'],
    ['a/b/new.ts', 'new'],
  ]);
  expect(writeFiles(root, files)).toEqual(['a/b/new.ts']);
  expect(readFileSync(join(root, 'a/b/new.ts'), 'utf8')).toBe('new');
  expect(statSync(join(root, 'same.ts')).mtimeMs).toBe(mtimeMs);
  expect(readdirSync(root).toSorted()).toEqual(['a', 'same.ts']);
});

it('leaves everything as it was when one of the files cannot be written', () => {
  const root = folder();
  writeFileSync(join(root, 'first.ts'), 'before');
  writeFileSync(join(root, 'file'), 'not a folder');
  const files = new Map([
    ['first.ts', 'after'],
    ['file/second.ts', 'after'],
  ]);
  expect(() => writeFiles(root, files)).toThrow(/ENOTDIR|EEXIST/);
  expect(readFileSync(join(root, 'first.ts'), 'utf8')).toBe('before');
  expect(readdirSync(root).toSorted()).toEqual(['file', 'first.ts']);
});
