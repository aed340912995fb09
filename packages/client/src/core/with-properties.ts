import type { EdmProperties, EntitySet, EntitySetTypes } from '@defender-odata/query-builder';

/** An entity set of which some properties say more, each in its place. */
export const withProperties = <Types extends EntitySetTypes>(
  set: EntitySet<Types>,
  properties: EdmProperties,
): EntitySet<Types> => ({
  ...set,
  entityType: { ...set.entityType, properties: { ...set.entityType.properties, ...properties } },
});
