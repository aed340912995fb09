import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EntityType } from '../src/index.ts';
import { compileFilter, isODataEvaluationError, isODataTypeError } from '../src/evaluate/index.ts';
import { canonicalFunctions } from '../src/nodes/functions.ts';
import { explain, parseFilter, printFilter } from '../src/parse/index.ts';
import { operatorNames } from '../src/parse/operators.ts';

const page = readFileSync(new URL('../../../docs/odata-reference.md', import.meta.url), 'utf8').replaceAll(
  '\r\n',
  '\n',
);

const block = (label: string): unknown =>
  JSON.parse(new RegExp(`\`\`\`json ${label}\n([^]*?)\n\`\`\``).exec(page)?.[1] ?? '');
const row = block('row') as object; // the page's own JSON
const type = block('type') as EntityType; // the page's own JSON

/** The lines of the tables: what is shown, the example, and what it gives. */
const examples = [...page.matchAll(/^\| ([^|]+?) +\| `([^|]+)` +\| (\w+) +\|/gm)].map(
  ([, form = '', example = '', gives = '']) => [form.replaceAll('`', ''), example, gives] as const,
);

const options = { now: () => '2026-01-01T00:00:00Z', aliases: { five: '5' } };

function outcome(filter: string): string {
  try {
    if (compileFilter(filter, type, options)(row)) return 'true';
    // Three-valued: what is neither true nor has a true opposite is null.
    return compileFilter(`not (${filter})`, type, options)(row) ? 'false' : 'null';
  } catch (error) {
    if (isODataTypeError(error)) return 'refused';
    if (isODataEvaluationError(error)) return 'fails';
    throw error;
  }
}

describe('the reference page', () => {
  it.each(examples)('%s: %s gives %s', (_form, example, gives) => {
    expect(outcome(example)).toBe(gives);
  });

  it.each(examples)('%s: %s is a fixed point of the printer and has words', (_form, example) => {
    const node = parseFilter(example);
    expect(parseFilter(printFilter(node))).toEqual(node);
    expect(explain(node)).not.toBe('');
  });

  it('has every operator and every function', () => {
    const shown = new Set(examples.map(([form]) => form));
    const wanted = [
      ...operatorNames,
      ...canonicalFunctions,
      'not',
      '-',
      'case',
      'any',
      'all',
      '$count',
      '$filter',
      '$it',
      '$this',
      '$root',
    ];
    expect(wanted.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('has every type that a literal can have', () => {
    for (const name of [
      'String',
      'Boolean',
      'Guid',
      'Date',
      'TimeOfDay',
      'DateTimeOffset',
      'Duration',
      'Binary',
      'Double',
    ]) {
      expect(examples.map(([form]) => form)).toContain(name);
    }
  });
});
