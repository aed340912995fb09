import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { collections, operations, type CollectionDefinition } from '../src/index.ts';
import type { MemberOperation } from '../src/actions/definition.ts';

const page = readFileSync(new URL('../../../docs/actions.md', import.meta.url), 'utf8');
const table: Readonly<Record<string, MemberOperation>> = operations;
const periods: Readonly<Record<number, string>> = { 60: 'a minute', 3600: 'an hour' };

/** What the page has to say of each action and function: a row of its table. */
const wanted = Object.values(collections as Readonly<Record<string, CollectionDefinition>>).flatMap(
  ({ name, actions = {}, functions = {} }) =>
    Object.entries({ ...actions, ...functions }).map(([method, id]) => {
      const { body, pathParameters = [], permissions, rateLimits = [] } = table[id] ?? {};
      const takes = [
        ...pathParameters.slice(1),
        ...(body?.properties ?? []).map((property) => `${property.name}${property.required ? '' : '?'}`),
      ];
      return [
        `\`client.${name}.${method}\``,
        takes.length > 0 ? `\`${takes.toSorted().join(', ')}\`` : '',
        permissions?.application.join(', ') ?? '',
        rateLimits.map(({ calls, seconds }) => `${calls} ${periods[seconds]}`).join(', '),
      ];
    }),
);

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `client.'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('the page has every action and function of the spec, with what it takes and needs, and no other', () => {
  expect(wanted.length).toBeGreaterThan(10);
  expect(rows.toSorted()).toEqual(wanted.toSorted());
});
