import { machineActions } from '@defender-odata/client';
import type { FilterNode } from '@defender-odata/query-builder';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { parseFilter } from '@defender-odata/query-builder/parse';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalForm } from './normal-form.ts';

const form = (text: string): string => normalForm(parseFilter(text));

describe('normalForm', () => {
  it.each([
    ["id eq 'a' and status eq 'b'", "status eq 'b' and id eq 'a'"],
    ["id eq 'a' and (status eq 'b' and type eq 'c')", "(type eq 'c' and id eq 'a') and status eq 'b'"],
    ["id eq 'a' or id eq 'b'", "id in ('b','a','b')"],
    ["id in ('a')", "'a' eq id"],
    ["not (id eq 'a')", "id ne 'a'"],
    ["not (id in ('a','b'))", "id ne 'a' and id ne 'b'"],
    ["not (id eq 'a' or not (status eq 'b'))", "id ne 'a' and status eq 'b'"],
    ['creationDateTimeUtc gt 2026-01-01T10:00:00.100Z', 'creationDateTimeUtc gt 2026-01-01T12:00:00.1+02:00'],
    ['creationDateTimeUtc gt 2026-01-01T10:00Z', '2026-01-01T10:00:00Z lt creationDateTimeUtc'],
    ["id eq 'O''Neil'", "(id eq 'O''Neil')"],
  ])('takes %s for %s', (left, right) => {
    expect(form(left)).toBe(form(right));
  });

  it.each([
    ["id eq 'a' or status eq 'b'", "id eq 'a' and status eq 'b'"],
    ["id eq 'A'", "id eq 'a'"],
    ["not (id gt 'a')", "id le 'a'"],
    ["contains(id,'a')", "not contains(id,'a')"],
    ["contains(id,'a')", "startswith(id,'a')"],
    ['creationDateTimeUtc gt 2026-01-01T10:00:00.1Z', 'creationDateTimeUtc gt 2026-01-01T10:00:00.1000001Z'],
    ['creationDateTimeUtc lt 10000-01-01T00:00:00Z', 'creationDateTimeUtc lt 2016-12-31T23:59:60Z'],
    ['creationDateTimeUtc lt 2016-12-31T23:59:60Z', 'creationDateTimeUtc lt 2020-12-31T23:59:60Z'],
    ["id eq 'a' and (status eq 'b' or type eq 'c')", "(id eq 'a' and status eq 'b') or type eq 'c'"],
  ])('does not take %s for %s', (left, right) => {
    expect(form(left)).not.toBe(form(right));
  });

  it('is the same only for filters that keep the same rows', () => {
    const property = fc.constantFrom('id', 'machineId').map((name): FilterNode => ({ kind: 'property', name }));
    const literal = fc
      .constantFrom('a', 'b')
      .map((text): FilterNode => ({ kind: 'literal', type: 'Edm.String', value: text }));
    const leaf = fc.oneof(
      fc
        .tuple(fc.constantFrom('eq' as const, 'ne' as const, 'gt' as const, 'le' as const), property, literal)
        .map(([operator, left, right]): FilterNode => ({ kind: 'comparison', operator, left, right })),
      fc
        .tuple(property, fc.array(literal, { minLength: 1, maxLength: 2 }))
        .map(([left, items]): FilterNode => ({ kind: 'in', left, right: { kind: 'list', items } })),
    );
    const { tree } = fc.letrec<{ tree: FilterNode }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie('tree').map((operand): FilterNode => ({ kind: 'not', operand })),
        fc
          .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('tree'), { minLength: 2, maxLength: 3 }))
          .map(([kind, operands]): FilterNode => ({ kind, operands })),
      ),
    }));
    const values = ['a', 'b', 'c', null];
    const rows = values.flatMap((id) => values.map((machineId) => ({ id, machineId })));
    const kept = (filter: FilterNode): string => {
      const matches = compileFilter(filter, machineActions.entityType);
      return rows.map((row) => (matches(row) ? '1' : '0')).join('');
    };
    const rowsOfForm = new Map<string, string>();
    let repeated = 0;
    fc.assert(
      fc.property(tree, (filter) => {
        const text = normalForm(filter);
        repeated += rowsOfForm.has(text) ? 1 : 0;
        expect(kept(filter)).toBe(rowsOfForm.get(text) ?? kept(filter));
        rowsOfForm.set(text, kept(filter));
      }),
      { seed: 11, numRuns: 5000 },
    );
    // The law is empty where no two filters have the same form.
    expect(repeated).toBeGreaterThan(500);
  });
});
