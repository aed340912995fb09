import { expect, test } from 'vitest';
import { hover } from './language-service.ts';

const query = `
import { and, from, not, or, whenDefined } from '@defender-odata/query-builder';
import { machineActions } from '@defender-odata/client';
const query = from(machineActions).filter((action) => action.machineId.startsWith('svc-')).top(2);
const condition = from(machineActions).filter((a) => {
  const one = not(a.status.in(['Failed']));
  return and(one.and(one), or([one, one]), whenDefined(1, () => one));
}).skip(1).withObserved().toParams();
`;

test("a field shows the spec's description", () => {
  expect(hover(query, 'machineId')).toContain('The ID of the device');
});

test('an operator shows what it does and what OData calls it', () => {
  expect(hover(query, 'startsWith')).toContain('Begins with this text, case-sensitively: `startswith`.');
});

test('a query has a short type', () => {
  expect(hover(query, 'query = from')).toContain('const query: Query<MachineActionTypes>');
});

test.each([
  ['one.and', 'const one: Condition'],
  ['and(one)', 'and(first: Predicate, ...others: Predicate[]): Condition'],
  ['and(one.', 'and(first: Predicate, ...others: Predicate[]): Condition'],
  ['or([', 'or<readonly [Condition, Condition]>('],
  ['not(', 'not(condition: Predicate): Condition'],
  ['in([', 'InOperator<MachineActionStatus>.in(values: readonly MachineActionStatus[]): Condition'],
  ['status', 'status: ChoiceField<"status", MachineActionStatus>'],
  ['whenDefined(', 'whenDefined<number>(value: number | undefined, build: (value: number) => Predicate): Condition'],
  ['withObserved', 'withObserved(): Query<WithObserved<MachineActionTypes>>'],
])('over %s stand names that a person gave', (name, text) => {
  const shown = hover(query, name);
  expect(shown).toContain(text);
  // Parameters that have no name, and types by the path of their file.
  expect(shown).not.toMatch(/\w_\d|import\(/);
});

test('a condition of a signature is called by its name, with what it is', () => {
  const code = `
import { and, type Condition } from '@defender-odata/query-builder';
const twice = (condition: Condition) => and(condition, condition);`;
  expect(hover(code, 'twice')).toContain('const twice: (condition: Condition) => Condition');
  expect(hover(code, 'Condition)')).toContain('What operators return');
  expect(hover(code, 'Condition)')).not.toContain('ConditionType');
});

const refused = (code: string, name: string) =>
  hover(
    `
import { from } from '@defender-odata/query-builder';
import { machineActions } from '@defender-odata/client';
from(machineActions).filter((a) => ${code});`,
    name,
  );

test.each([
  ['a.computerDnsName', 'computerDnsName', /@deprecated The service does not filter by it\. The DNS name/],
  ['a.lastUpdateDateTimeUtc', 'lastUpdateDateTimeUtc', /@deprecated .*withObserved\(\) allows it\. When/],
  ['a.status.contains', 'contains', /Refused<"status has no contains\. Allowed: eq, ne, in">\s.*@deprecated/s],
])('%s is deprecated, with the reason', (code, name, text) => {
  expect(refused(code, name)).toMatch(text);
});
