import { resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { record, text, texts } from '../spec/value.ts';
import type { EntitySetModel, FilterModel, RangeModel } from './model.ts';
import { isList, operationEntries, type OperationEntry } from './operations.ts';
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
      const evidence = entry['evidence'] === 'documented' ? 'documented' : 'observed';
      return [name, { operators: texts(operators[text(entry['operators'])]), evidence, source: text(entry['source']) }];
    }),
  );
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

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
      return {
        name: text(odata['entitySet']),
        constant: lowerFirst(text(odata['entitySet'])),
        description: text(odata['description']) || `${text(operation['summary'])}.`,
        ...(createdAt !== '' && { createdAt }),
        entityType,
        key: texts(odata['key']),
        properties: readProperties(spec, schema, readFilters(odata)),
        ...(top && { top }),
        ...(skip && { skip }),
      };
    });
}
