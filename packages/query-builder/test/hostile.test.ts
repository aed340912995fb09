import { describe, expect, it } from 'vitest';
import type { EntityType } from '../src/index.ts';
import { compileFilter } from '../src/evaluate/index.ts';
import {
  explain,
  type FilterNode,
  isODataSyntaxError,
  parseFilter,
  parseQuery,
  printFilter,
} from '../src/parse/index.ts';
import * as create from '../src/parse/index.ts';

const type: EntityType = {
  name: 'Row',
  key: ['s'],
  properties: Object.fromEntries(
    ['s', 'constructor', '__proto__', 'toString'].map((name) => [
      name,
      { type: 'Edm.String', nullable: true } as const,
    ]),
  ),
};

const MANY = 100_000;

/** What a text comes to: an answer or an error of the parser; anything else fails the test. */
function outcome(text: string): FilterNode | 'refused' {
  try {
    return parseFilter(text);
  } catch (error) {
    if (isODataSyntaxError(error)) return 'refused';
    throw error;
  }
}

describe('depth', () => {
  it.each([
    ['parentheses', '('.repeat(MANY) + 'true' + ')'.repeat(MANY)],
    ['parentheses that never close', '('.repeat(MANY)],
    ['not', 'not '.repeat(MANY) + 'true'],
    ['minus', '-'.repeat(MANY) + 's'],
    ['arrays', '['.repeat(MANY) + ']'.repeat(MANY)],
    ['objects', '{"a":'.repeat(MANY) + '1' + '}'.repeat(MANY)],
    ['calls', 'tolower('.repeat(MANY) + 's' + ')'.repeat(MANY)],
    ['any', 'a/any(x:'.repeat(MANY) + 'true' + ')'.repeat(MANY)],
    ['a chain of eq', 's' + ' eq s'.repeat(MANY)],
    ['a chain of add', 's' + ' add s'.repeat(MANY)],
    ['a path', 's' + '/s'.repeat(MANY)],
    ['keys in keys', 's('.repeat(MANY) + '1' + ')'.repeat(MANY)],
  ])('%s, 100,000 deep, are refused', (_what, text) => {
    expect(outcome(text)).toBe('refused');
  });

  it('500 operators are as deep as a filter may be, for every function', () => {
    const text = 'not '.repeat(499) + "(s eq 'a')";
    const node = parseFilter(text);
    expect(printFilter(node)).toBe(text);
    expect(compileFilter(node, type)({ s: 'a' })).toBe(false);
    expect(explain(node)).toContain('not');
    expect(outcome(`not ${text}`)).toBe('refused');
  });

  it('a tree made by hand that is deeper is refused by every function', () => {
    let node: FilterNode = create.literal('Edm.Boolean', 'true');
    for (let depth = 0; depth < MANY; depth++) node = create.not(node);
    expect(() => printFilter(node)).toThrow(expect.objectContaining({ code: 'too-deep' }));
    expect(() => explain(node)).toThrow(expect.objectContaining({ code: 'too-deep' }));
    expect(() => compileFilter(node, type)).toThrow(expect.objectContaining({ name: 'ODataTypeError' }));
  });
});

describe('length', () => {
  it('a chain of 100,000 and, or of a mixture, is flat', () => {
    const node = parseFilter(Array.from({ length: MANY }, (_, index) => `s ne '${index}'`).join(' and '));
    expect(node).toMatchObject({ kind: 'and', operands: { length: MANY } });
    expect(compileFilter(node, type)({ s: '99999' })).toBe(false);
    expect(compileFilter(node, type)({ s: 'x' })).toBe(true);
    const mixed = parseFilter(Array.from({ length: MANY }, (_, index) => `s eq '${index}'`).join(' or '));
    expect(compileFilter(mixed, type)({ s: '99999' })).toBe(true);
    expect(parseFilter(printFilter(mixed))).toMatchObject({ kind: 'or', operands: { length: MANY } });
  });

  it('a list of 100,000 members is a set', () => {
    const node = parseFilter(`s in (${Array.from({ length: MANY }, (_, index) => `'${index}'`).join(',')})`);
    expect(compileFilter(node, type)({ s: '99999' })).toBe(true);
    expect(compileFilter(node, type)({ s: '100000' })).toBe(false);
  });

  it('a literal of a megabyte is a literal', () => {
    const value = "O'Neil ".repeat(150_000);
    const node = create.comparison('eq', create.property('s'), create.literal('Edm.String', value));
    expect(parseFilter(printFilter(node))).toEqual(node);
    expect(compileFilter(node, type)({ s: value })).toBe(true);
  });

  it('a number of a megabyte, and an exponent of a million digits, have an answer', () => {
    const numbers: EntityType = { name: 'N', key: [], properties: { d: { type: 'Edm.Decimal' } } };
    const keeps = (filter: string, d: unknown): boolean => compileFilter(filter, numbers)({ d });
    expect(keeps(`d lt 1e${'9'.repeat(1_000_000)}`, 5)).toBe(true);
    expect(keeps('d lt 5', `1e-${'9'.repeat(1_000_000)}`)).toBe(true);
    expect(keeps(`d gt ${'9'.repeat(100_000)}`, 5)).toBe(false);
  });

  it('a name of a megabyte is refused', () => {
    expect(outcome('a'.repeat(1_000_000))).toBe('refused');
  });

  it('takes time in proportion: ten times the text is nowhere near a hundred times the work', () => {
    // Unfinished strings, and a quote at every place, are where a scanner looks back. No clock: the texts end in time or never.
    for (const text of [
      "'".repeat(1_000_001),
      "''".repeat(500_000) + 'x',
      ' '.repeat(1_000_000),
      '"'.repeat(1_000_000),
    ]) {
      expect(outcome(text)).toBe('refused');
    }
    expect(() => parseQuery('%'.repeat(1_000_000))).toThrow(expect.objectContaining({ name: 'ODataSyntaxError' }));
    expect(() => parseQuery('&'.repeat(1_000_000))).not.toThrow();
  });
});

describe('characters', () => {
  it('half of a surrogate pair is refused with its place, a whole pair and NUL are text', () => {
    expect(() => parseFilter("s eq 'a\ud800b'")).toThrow(expect.objectContaining({ position: 7 }));
    expect(() => parseFilter("s eq 'a\udc00'")).toThrow(expect.objectContaining({ position: 7 }));
    expect(() => parseFilter('s eq ["\\ud800"]')).toThrow(expect.objectContaining({ name: 'ODataSyntaxError' }));
    expect(compileFilter("s eq '😀\u0000'", type)({ s: '😀\u0000' })).toBe(true);
  });
});

const nested = (before: string, core: string, after: string): string => before.repeat(100) + core + after.repeat(100);

describe('nesting', () => {
  it.each([
    ['in in in', nested('(', "(s eq 'a')", ' in (true,true))')],
    ['in an expression', nested('(true in (', "s eq 'a'", '))')],
    ['a test as text', nested('contains(cast(', "s eq 'a'", ",Edm.String),'true')")],
    ['logic as a value', nested('((', "s eq 'a'", ' and true) eq true or false)')],
    ['case', nested('case(', "s eq 'a'", ':true,true:false)')],
    ['arithmetic', `${nested('(', '1', ' add 1 add length(s))')} gt 1`],
  ])('%s, 100 deep, is compiled and run once, not 2^100 times', (_what, filter) => {
    expect(compileFilter(filter, type)({ s: 'a' })).toBe(true);
  });
});

describe("objects' own names", () => {
  it.each(['constructor', '__proto__', 'toString'])('%s is a property like any other', (name) => {
    const missing = compileFilter(`${name} eq null`, type);
    expect(missing({})).toBe(true);
    expect(compileFilter(`${name} eq 'a'`, type)(JSON.parse(`{"${name}":"a"}`))).toBe(true);
  });

  it.each(['valueOf', 'hasOwnProperty', '__defineGetter__'])('%s is no property of the type', (name) => {
    expect(() => compileFilter(`${name} eq null`, type)).toThrow(expect.objectContaining({ name: 'ODataTypeError' }));
  });

  it('nothing that is inherited is read, and nothing is written to a prototype', () => {
    expect(compileFilter("s eq 'a'", type)(Object.create({ s: 'a' }))).toBe(false);
    parseFilter('{"__proto__":{"polluted":true}} eq null');
    parseQuery('__proto__=1&constructor=2&@__proto__=1');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('aliases named like them are looked up among aliases only', () => {
    expect(compileFilter('s eq @constructor', type)({ s: 'Object' })).toBe(false);
    expect(compileFilter('@constructor eq null', type)({ s: 'Object' })).toBe(true);
    expect(
      compileFilter('s eq @__proto__', type, { aliases: Object.fromEntries([['@__proto__', "'a'"]]) })({ s: 'a' }),
    ).toBe(true);
  });
});

describe('aliases', () => {
  it('that stand for themselves, or for too much, are refused', () => {
    const laughs = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`a${index}`, `@a${index + 1} and @a${index + 1}`]),
    );
    for (const aliases of [{ a0: '@a0' }, { a0: '@b', b: '@a0' }, laughs]) {
      expect(() => compileFilter('@a0', type, { aliases })).toThrow(
        expect.objectContaining({ name: 'ODataTypeError' }),
      );
    }
  });
});

const matches = (pattern: string, s: string): boolean => compileFilter(`matchesPattern(s,'${pattern}')`, type)({ s });

describe('patterns', () => {
  it.each(['(a+)+$', '^(a|a)*$', '(a|aa)+$', '^(a?){50}a{50}$', '(.*)*x', '^([a-zA-Z]+)*$', '(x+x+)+y'])(
    '%s ends',
    (pattern) => {
      expect(matches(pattern, `${'a'.repeat(2_000)}!`)).toBe(false);
    },
  );

  it.each(['(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(a)\\1', '(?<n>a)\\k<n>', 'a{5000}', '(', '[', 'a{2,1}'])(
    '%s is refused in words',
    (pattern) => {
      expect(() => matches(pattern, 'a')).toThrow(expect.objectContaining({ name: 'ODataTypeError' }));
      expect(() => matches(pattern, 'a')).toThrow(/pattern is refused/);
    },
  );
});
