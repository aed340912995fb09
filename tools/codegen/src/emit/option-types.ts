import type { OptionalKind, PropertySignatureStructure } from 'ts-morph';
import type { EntitySetModel, NamesModel } from '../model/model.ts';
import { quote } from './literal.ts';

const union = ({ properties }: NamesModel): string => properties.map(quote).join(' | ');

/** What `$select` may name: all of the row, or all but what is listed, whichever is shorter. */
function selectable({ entityType, properties, select }: EntitySetModel): string {
  const others = properties.filter(({ name }) => !select?.properties.includes(name)).map(({ name }) => quote(name));
  if (others.length === 0) return `Selectable<${entityType}, keyof ${entityType}>`;
  return others.length < (select?.properties.length ?? 0)
    ? `Selectable<${entityType}, Exclude<keyof ${entityType}, ${others.join(' | ')}>>`
    : `Selectable<${entityType}, ${select ? union(select) : 'never'}>`;
}

/** The query options beside `$filter`, `$top` and `$skip`, as the compiler knows them: those that stand in documents, and all that were seen. */
export function optionTypes(set: EntitySetModel): readonly OptionalKind<PropertySignatureStructure>[] {
  const { orderBy, select, count } = set;
  const options = [
    { name: 'orderBy', evidence: orderBy?.evidence, type: orderBy ? union(orderBy) : '' },
    { name: 'count', evidence: count?.evidence, type: 'true' },
    { name: 'select', evidence: select?.evidence, type: select ? selectable(set) : '' },
  ].filter(({ evidence }) => evidence);
  const bag = (some: typeof options): string => `{ ${some.map(({ name, type }) => `${name}: ${type}`).join('; ')} }`;
  const documented = options.filter(({ evidence }) => evidence === 'documented');
  return [
    ...(documented.length > 0 ? [{ name: 'options', type: bag(documented) }] : []),
    ...(options.length > 0 ? [{ name: 'observedOptions', type: bag(options) }] : []),
  ];
}
