import { describe, expect, test } from 'vitest';
import { jobs } from '../../test/example-set.ts';
import { call, comparison, inList, list, literal, logic, not, property } from '../nodes/create.ts';
import { type FilterNode, from, QueryError } from '../index.ts';
import { checkFilter } from '../parse/index.ts';

const id = property('id');
const a = literal('Edm.String', 'a');
const idIsA = comparison('eq', id, a);
const yes = literal('Edm.Boolean', 'true');
const tree = (node: unknown) => node as FilterNode;
const nested = (depth: number) => {
  let node: FilterNode = idIsA;
  for (let level = 1; level < depth; level++) node = not(node);
  return node;
};

/** A condition of `any` with so many negations. */
const anyOf = (levels: number): FilterNode => {
  let node: FilterNode = comparison('eq', tree({ kind: 'variable', name: 't' }), a);
  for (let level = 0; level < levels; level++) node = not(node);
  return tree({ kind: 'lambda', operator: 'any', source: property('tags'), variable: 't', predicate: node });
};

describe('a tree is held to the list of the entity set', () => {
  test.each(['and', 'or'] as const)('counts the levels of %s, so that no tree is too deep for the stack', (kind) => {
    // Of one kind in itself the operands are taken together; with a negation between them every turn is two levels.
    const made = (turns: number) => {
      let node: FilterNode = idIsA;
      for (let turn = 0; turn < turns; turn++) node = logic(kind, [idIsA, not(node)]);
      return node;
    };
    expect(() => checkFilter(made(200), jobs)).not.toThrow();
    expect(() => checkFilter(made(260), jobs)).toThrow(expect.objectContaining({ code: 'too-deep' }));
  });

  test('counts the level of any', () => {
    expect(() => checkFilter(anyOf(498), jobs)).not.toThrow();
    expect(() => checkFilter(anyOf(499), jobs)).toThrow(expect.objectContaining({ code: 'too-deep' }));
  });

  test.each<[string, FilterNode]>([
    ["id eq 'a'", idIsA],
    ["'a' eq id", comparison('eq', a, id)],
    ['5 lt size', comparison('lt', literal('Edm.Int32', '5'), property('size'))],
    ["startswith(id,'a')", call('startswith', [id, a])],
    ["owner in ('a',null)", inList(property('owner'), list([a, literal('null', 'null')]))],
    ["not (id eq 'a' or id eq 'a')", not(logic('or', [idIsA, idIsA]))],
  ])('%s', (text, node) => {
    expect(() => checkFilter(node, jobs)).not.toThrow();
    expect(from(jobs).filter(node).toParams().$filter).toBe(text);
  });

  test.each<[string, FilterNode]>([
    ['property-not-filterable', comparison('eq', property('note'), a)],
    [
      'property-observed-only',
      comparison('gt', property('changedAt'), literal('Edm.DateTimeOffset', '2019-11-22T00:00:00Z')),
    ],
    ['unknown-property', comparison('eq', property('toString'), a)],
    ['operator-not-allowed', comparison('gt', id, a)],
    // 5 ge size is size le 5; 5 gt size is size lt 5, which the set does not have.
    ['operator-not-allowed', comparison('gt', literal('Edm.Int32', '5'), property('size'))],
    ['expression-not-allowed', comparison('eq', id, property('owner'))],
    ['expression-not-allowed', comparison('eq', call('tolower', [id]), a)],
    ['expression-not-allowed', comparison('eq', property('city', property('id')), a)],
    ['expression-not-allowed', literal('Edm.Boolean', 'false')],
    ['expression-not-allowed', id],
    ['expression-not-allowed', call('eq', [id, a])],
    ['expression-not-allowed', call('contains', [id, a, a])],
    ['expression-not-allowed', tree({ kind: 'comparison', operator: 'contains', left: id, right: a })],
    ['expression-not-allowed', tree({ kind: 'comparison', operator: "eq 'a' or id ne", left: id, right: a })],
    ['invalid-operand', comparison('eq', id, literal('Edm.Guid', '69dc3630-1ccc-4342-acf3-35286eec741d'))],
    ['invalid-operand', comparison('eq', id, literal('null', 'null'))],
    ['invalid-operand', comparison('eq', property('size'), literal('Edm.Int32', '1 or true'))],
    ['empty-list', inList(id, list([]))],
    ['empty-logic', tree({ kind: 'and', operands: [] })],
    ['match-all-in-logic', logic('or', [yes, idIsA])],
    ['match-all-in-logic', logic('or', [logic('and', [yes, yes]), idIsA])],
    ['match-all-in-logic', not(yes)],
    ['too-deep', nested(501)],
    ['too-deep', nested(100_000)],
  ])('%s', (code, node) => {
    expect(() => checkFilter(node, jobs)).toThrow(expect.objectContaining({ name: 'QueryError', code }));
    expect(() => from(jobs).filter(node)).toThrow(QueryError);
  });

  test.each([
    [comparison('eq', id, property('Pending')), "text needs quotes: 'Pending'."],
    [comparison('eq', not(id), a), '"not" binds tighter, so write not (a eq b).'],
    [comparison('eq', call('tolower', [id]), a), '"tolower" has no place there.'],
  ])('in words that teach: %#', (node, words) => {
    expect(() => checkFilter(node, jobs)).toThrow(words);
  });

  test('observed properties count where they are asked for', () => {
    const node = comparison('gt', property('changedAt'), literal('Edm.DateTimeOffset', '2019-11-22T00:00:00Z'));
    expect(() => checkFilter(node, jobs, { observed: true })).not.toThrow();
  });

  test('a tree as deep as is allowed can be printed', () => {
    expect(from(jobs).filter(nested(500)).toParams().$filter).toMatch(/^not .*\(id eq 'a'\)$/);
  });
});
