import type { CollectionModel, EntitySetModel, OperationModel } from './model.ts';

/** What the entity type says of its properties' other names. */
const aliasesOf = ({ properties }: EntitySetModel): Readonly<Record<string, string>> =>
  Object.fromEntries(properties.flatMap(({ name, aliases }) => (aliases ?? []).map((alias) => [alias, name])));

/** The collections: one for each entity set, which is what has a list. */
export function readCollections(
  entitySets: readonly EntitySetModel[],
  operations: readonly OperationModel[],
): readonly CollectionModel[] {
  return entitySets.map((entitySet) => {
    const own = operations.filter((operation) => operation.entitySet === entitySet.name);
    const list = own.find(({ kind, under }) => kind === 'list' && !under);
    // An entity set may be read by other paths too.
    const gets = own.filter(({ kind }) => kind === 'get');
    const get = gets.find(({ member }) => member === undefined);
    const aliases = aliasesOf(entitySet);
    const status = entitySet.properties.find(({ finalValues }) => finalValues);
    return {
      name: entitySet.constant,
      description: entitySet.description,
      ...(list?.deprecated !== undefined && { deprecated: list.deprecated }),
      entitySet,
      key: entitySet.key[0] ?? '',
      actions: own.filter(({ kind }) => kind === 'action'),
      gets: gets.filter((one) => one !== get),
      lists: operations.filter(({ under }) => under?.entitySet === entitySet.name),
      functions: own.filter(({ kind }) => kind === 'function'),
      operations: { list: list?.id ?? '', ...(get && { get: get.id }) },
      ...(get && { get: { pathParameters: get.pathParameters, model: get.answerModel ?? entitySet.entityType } }),
      ...(get?.alternateKeys && { alternateKeys: get.alternateKeys }),
      ...(entitySet.createdAt !== undefined && { createdAt: entitySet.createdAt }),
      ...(Object.keys(aliases).length > 0 && { aliases }),
      ...(status?.finalValues && { final: { property: status.name, values: status.finalValues } }),
    };
  });
}
