import * as client from '@defender-odata/client';
import type { EntitySet } from '@defender-odata/query-builder';
import { describe, expect, test } from 'vitest';
import { completions } from './language-service.ts';

const isEntitySet = (value: unknown): value is EntitySet =>
  typeof value === 'object' && value !== null && 'entityType' in value && 'filterable' in value;

const entitySets = Object.entries(client).flatMap(([name, value]) =>
  isEntitySet(value) ? [[name, value] as const] : [],
);

const operators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in', 'startswith', 'endswith', 'contains'] as const;
const methodOf = (operator: string) => operator.replace('with', 'With');

const stage = (set: string, start: string) => `
import { from } from '@defender-odata/query-builder';
import { ${set} } from '@defender-odata/client';
from(${set})${start}`;

/** The names that are struck through. */
const struck = (offered: ReadonlyMap<string, boolean>) => [...offered].flatMap(([name, is]) => (is ? [name] : []));

describe.each(entitySets)('an editor, for %s', (name, set) => {
  const { filterable, entityType } = set;
  const names = Object.keys(entityType.properties);
  const isDocumented = (property: string) => filterable[property]?.evidence === 'documented';

  test('strikes through what no filter may name, and nothing else', () => {
    const offered = completions(stage(name, '.filter((a) => a.'));
    expect([...offered.keys()].toSorted()).toEqual(names.toSorted());
    expect(struck(offered).toSorted()).toEqual(names.filter((one) => !isDocumented(one)).toSorted());
  });

  test('strikes through less after withObserved()', () => {
    const offered = completions(stage(name, '.withObserved().filter((a) => a.'));
    expect(struck(offered).toSorted()).toEqual(names.filter((one) => !filterable[one]).toSorted());
  });

  test.each(Object.entries(filterable))('strikes through what %s does not have', (property, rule) => {
    const offered = completions(stage(name, `.withObserved().filter((a) => a.${property}.`));
    const others = operators.filter((operator) => !rule.operators.includes(operator)).map(methodOf);
    expect([...offered.keys()].toSorted()).toEqual([...rule.operators.map(methodOf), ...others].toSorted());
    expect(struck(offered).toSorted()).toEqual(others.toSorted());
  });
});

test('there are entity sets', () => {
  expect(entitySets.map(([name]) => name)).toContain('machineActions');
});
