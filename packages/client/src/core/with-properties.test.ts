import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { expect, it } from 'vitest';
import { machineActions } from '../generated/entity-sets.gen.ts';
import { machineActionsQuerySet } from '../generated/query-sets.gen.ts';

it('an entity set says what its query set says, in the same order, and the insides of complex properties', () => {
  const { entityType, ...rest } = machineActions;
  const { entityType: queried, ...queriedRest } = machineActionsQuerySet;
  expect(rest).toEqual(queriedRest);
  expect(Object.keys(entityType.properties)).toEqual(Object.keys(queried.properties));
  for (const [name, property] of Object.entries(queried.properties))
    expect(entityType.properties[name]).toMatchObject(property);
  const keeps = compileFilter("commands/any(c:c/command/type eq 'GetFile')", entityType);
  expect(keeps({ commands: [{ command: { type: 'GetFile' } }] })).toBe(true);
});
