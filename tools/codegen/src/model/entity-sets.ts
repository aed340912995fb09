import { resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { isRecord, record, text, texts } from '../spec/value.ts';
import type { EntitySetModel, Evidence, FilterModel, NamesModel, PropertyModel, RangeModel } from './model.ts';
import { isList, lowerFirst, operationEntries, type OperationEntry } from './operations.ts';
import { readProperties } from './property.ts';

function readRange(parameters: OperationEntry['parameters'], name: string): RangeModel | undefined {
  const parameter = parameters.find((candidate) => candidate.name === name);
  if (!parameter) return undefined;
  const { minimum, maximum } = parameter.schema;
  return { minimum: typeof minimum === 'number' ? minimum : 0, ...(typeof maximum === 'number' && { maximum }) };
}

function readFilters(odata: Readonly<Record<string, unknown>>): Readonly<Record<string, FilterModel>> {
  const operators = record(odata['operators']);
  return Object.fromEntries(
    Object.entries(record(odata['filterable'])).map(([name, value]) => {
      const entry = record(value);
      const groupOf = (key: string) => ({ group: text(entry[key]), operators: texts(operators[text(entry[key])]) });
      return [
        name,
        {
          ...groupOf('operators'),
          ...('items' in entry && { items: groupOf('items') }),
          evidence: evidenceOf(entry),
          source: text(entry['source']),
        },
      ];
    }),
  );
}

const evidenceOf = (entry: Readonly<Record<string, unknown>>): Evidence =>
  entry['evidence'] === 'documented' ? 'documented' : 'observed';

/** What `$orderby` or `$select` may name: a list, or `all` of the properties but some. */
function readNames(value: unknown, properties: readonly PropertyModel[]): NamesModel | undefined {
  if (!isRecord(value)) return undefined;
  const except = texts(value['except']);
  const names =
    value['properties'] === 'all'
      ? properties.flatMap(({ name }) => (except.includes(name) ? [] : [name]))
      : texts(value['properties']);
  return { properties: names, evidence: evidenceOf(value) };
}

/** The entity sets: one for each operation that lists one. */
export function readEntitySets(spec: Spec): readonly EntitySetModel[] {
  return operationEntries(spec)
    .filter(({ operation }) => isList(operation))
    .map(({ operation, parameters }) => {
      const odata = record(operation['x-odata']);
      const createdAt = text(odata['immutableTimestamp']);
      const entityType = text(odata['entityType']);
      const schema = record(resolve(spec, { $ref: `#/components/schemas/${entityType}` }));
      const top = readRange(parameters, '$top');
      const skip = readRange(parameters, '$skip');
      const properties = readProperties(spec, schema, readFilters(odata), [entityType]);
      const orderBy = readNames(odata['orderBy'], properties);
      const select = readNames(odata['select'], properties);
      return {
        name: text(odata['entitySet']),
        constant: lowerFirst(text(odata['entitySet'])),
        description: text(odata['description']) || `${text(operation['summary'])}.`,
        ...(createdAt !== '' && { createdAt }),
        entityType,
        key: texts(odata['key']),
        properties,
        ...(top && { top }),
        ...(skip && { skip }),
        ...(orderBy && { orderBy }),
        ...(select && { select }),
        ...(isRecord(odata['count']) && { count: { evidence: evidenceOf(odata['count']) } }),
      };
    });
}
