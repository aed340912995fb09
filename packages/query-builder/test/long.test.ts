import { describe, expect, test } from 'vitest';
import { compileFilter } from '../src/evaluate/index.ts';
import { type EdmProperties, from, or, type Predicate } from '../src/index.ts';
import { checkFilter, explain, parseFilter, parseQuery, printFilter } from '../src/parse/index.ts';
import { jobs } from './example-set.ts';

/** Long enough that work in the square of it, ten thousand million steps, would never end. No clock decides: these end in time or never. */
const MANY = 100_000;
const terms = (count: number, term: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => term(index));

describe('a filter of very many terms takes work in proportion', () => {
  test('grown one by one in the builder, from the left and from the right, and the query from filter to filter', () => {
    const query = from(jobs).filter((job) => {
      let left: Predicate = job.id.eq('a');
      for (let count = 1; count < MANY; count++) left = left.or(job.id.eq('a'));
      let right: Predicate = job.id.eq('b');
      for (let count = 1; count < MANY; count++) right = or(job.id.eq('b'), right);
      return or(left, right);
    });
    expect(query.filterNode).toMatchObject({ kind: 'or', operands: { length: 2 * MANY } });
    let longer = from(jobs);
    for (let count = 0; count < MANY; count++) longer = longer.filter((job) => job.id.ne('a'));
    expect(longer.filterNode).toMatchObject({ kind: 'and', operands: { length: MANY } });
    expect(longer.toParams().$filter?.slice(0, 25)).toBe("id ne 'a' and id ne 'a' a");
  });

  test.each([
    ['or', terms(MANY, (index) => `id eq '${index}'`).join(' or ')],
    ['and', terms(MANY, (index) => `id ne '${index}'`).join(' and ')],
    ['in', `id in (${terms(MANY, (index) => `'${index}'`).join(',')})`],
  ])('%s, parsed, checked, compiled, printed and explained', (_kind, text) => {
    const node = parseFilter(text);
    expect(() => checkFilter(node, jobs)).not.toThrow();
    expect(compileFilter(text, jobs.entityType)({ id: '7' })).toBe(!text.includes(' ne '));
    expect(printFilter(node)).toBe(text);
    expect(explain(node).length).toBeGreaterThan(MANY);
  });

  test('names in $select, and options of a query string', () => {
    const names = terms(MANY, (index) => `n${index}`).join(',');
    expect(parseQuery(`$select=${names}&${terms(MANY, (index) => `@n${index}=1`).join('&')}`)).toMatchObject({
      $select: names,
    });
  });

  test('the type is asked once for each property, however many terms name it', () => {
    const asked: PropertyKey[] = [];
    const properties = new Proxy(jobs.entityType.properties, {
      get: (target, name) => (asked.push(name), Reflect.get(target, name) as EdmProperties[string]),
    });
    const text = terms(1_000, (index) => `id eq '${index}' and $it/status ne '${index}'`).join(' or ');
    compileFilter(text, { ...jobs.entityType, properties })({ id: '1' });
    expect(asked).toEqual(['id', 'status']);
  });
});

test('a chain is flat and frozen once it is handed out, and a shorter one is not changed by a longer one', () => {
  from(jobs).filter((job) => {
    const short = or(job.id.eq('a'), job.id.eq('b'));
    const long = short.or(job.id.eq('c')).or(or(job.id.eq('d'), job.id.eq('e')));
    const both = short.and(long);
    expect(long.node).toMatchObject({ kind: 'or', operands: { length: 5 } });
    expect(short.node).toMatchObject({ kind: 'or', operands: { length: 2 } });
    expect(both.node).toMatchObject({
      kind: 'and',
      operands: [{ operands: { length: 2 } }, { operands: { length: 5 } }],
    });
    expect(both.not().node).toMatchObject({ kind: 'not', operand: { kind: 'and' } });
    expect(Object.isFrozen(long.node) && 'operands' in long.node && Object.isFrozen(long.node.operands)).toBe(true);
    return both;
  });
});
