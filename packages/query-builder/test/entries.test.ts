import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The files that an entry loads, through imports that are more than types, by their paths under `src`. */
function loadedBy(entry: string): ReadonlySet<string> {
  const base = new URL('../src/', import.meta.url);
  const loaded = new Set<string>();
  const open = [new URL(entry, base)];
  for (let file = open.pop(); file; file = open.pop()) {
    const path = file.pathname.slice(base.pathname.length);
    if (loaded.has(path)) continue;
    loaded.add(path);
    const text = readFileSync(file, 'utf8');
    const imports = /^(?:import|export) (?!type )(?:[^;']*? from )?'(\.[^']+)';/gms;
    for (const [, target = ''] of text.matchAll(imports)) open.push(new URL(target, file));
  }
  return loaded;
}

describe('what is only paid for when imported', () => {
  it('the builder loads neither parser nor evaluator', () => {
    const loaded = [...loadedBy('index.ts')];
    expect(loaded).toContain('builder/query.ts');
    expect(loaded.filter((path) => /^(?:parse|evaluate|explain)\//.test(path))).toEqual([]);
    expect(loaded).not.toContain('print/print-filter.ts');
  });

  it('the parser does not load the evaluator', () => {
    const loaded = [...loadedBy('parse/index.ts')];
    expect(loaded).toContain('parse/expression.ts');
    expect(loaded.filter((path) => path.startsWith('evaluate/'))).toEqual([]);
  });

  it('nothing turns text into code', () => {
    const paths = ['index.ts', 'parse/index.ts', 'evaluate/index.ts'].flatMap((entry) => [...loadedBy(entry)]);
    const guilty = paths.filter((path) => {
      const text = readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8');
      return /\beval\(|new Function\b|\bFunction\(/.test(text);
    });
    expect(guilty).toEqual([]);
  });
});
