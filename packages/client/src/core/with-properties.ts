import type { EdmProperties, EntitySetData } from '@defender-odata/query-builder';

/** An entity set of which some properties say more, each in its place. */
export const withProperties = (set: EntitySetData, properties: EdmProperties): EntitySetData => ({
  ...set,
  entityType: { ...set.entityType, properties: { ...set.entityType.properties, ...properties } },
});
