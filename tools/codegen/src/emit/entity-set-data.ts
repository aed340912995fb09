import type { EntitySetModel, PropertyModel } from '../model/model.ts';

/** A property as the query builder's `EdmProperty`. An open enumeration is text with known members, a closed one an `Edm.EnumType`. */
const edmProperty = ({ edm, nullable, nullableItems, itemNames, ...property }: PropertyModel): object => {
  const { members, open } = itemNames ?? property;
  return {
    type: members && !open ? edm.replace('Edm.String', 'Edm.EnumType') : edm,
    ...(nullable && { nullable }),
    ...(nullableItems && { nullableItems }),
    ...(members && { members }),
  };
};

const wholeProperty = (property: PropertyModel): object => ({
  ...edmProperty(property),
  ...(property.properties && { properties: byName(property.properties, wholeProperty) }),
});

const byName = (properties: readonly PropertyModel[], data: (property: PropertyModel) => object): object =>
  Object.fromEntries(properties.map((property) => [property.name, data(property)]));

const filterable = (properties: readonly PropertyModel[]): object =>
  Object.fromEntries(
    properties.flatMap(({ name, filter }) =>
      filter
        ? [
            [
              name,
              {
                operators: filter.operators,
                ...(filter.items && { items: filter.items.operators }),
                evidence: filter.evidence,
              },
            ],
          ]
        : [],
    ),
  );

/**
 * What a query asks of the entity set, as the query builder's `EntitySet`: without descriptions, which are for the compiler, and
 * without the insides of complex properties. Who only queries does not pay for them.
 */
export const querySetData = ({
  name,
  entityType,
  key,
  properties,
  top,
  skip,
  orderBy,
  count,
  select,
}: EntitySetModel): object => ({
  name,
  entityType: { name: entityType, key, properties: byName(properties, edmProperty) },
  filterable: filterable(properties),
  ...(top && { top }),
  ...(skip && { skip }),
  ...(orderBy && { orderBy }),
  ...(count && { count }),
  ...(select && { select }),
});

/** The complex properties of the entity set, whole: what an evaluator needs in addition. */
export const complexProperties = ({ properties }: EntitySetModel): object =>
  byName(
    properties.filter((property) => property.properties),
    wholeProperty,
  );
