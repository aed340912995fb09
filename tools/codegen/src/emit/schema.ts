import type { EntitySetModel, ExampleModel, OperationModel, PropertyModel } from '../model/model.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal } from './literal.ts';
import { StructureKind } from 'ts-morph';

type JsonSchema = Readonly<Record<string, unknown>>;

const jsonTypes: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'boolean',
  'Edm.Int16': 'integer',
  'Edm.Int32': 'integer',
  'Edm.Int64': 'integer',
  'Edm.Single': 'number',
  'Edm.Double': 'number',
  'Edm.Decimal': 'number',
  'Edm.ComplexType': 'object',
};
const formats: Readonly<Record<string, string>> = {
  'Edm.Int16': 'int16',
  'Edm.Int32': 'int32',
  'Edm.Int64': 'int64',
  'Edm.Guid': 'uuid',
  'Edm.DateTimeOffset': 'date-time',
  'Edm.Date': 'date',
  'Edm.TimeOfDay': 'time',
  'Edm.Duration': 'duration',
};

const objectSchema = (properties: readonly PropertyModel[]): JsonSchema => ({
  required: properties.filter(({ required }) => required).map(({ name }) => name),
  properties: Object.fromEntries(properties.map((property) => [property.name, propertySchema(property)])),
});

const nullable = (type: string, orNull: boolean): JsonSchema => ({ type: orNull ? [type, 'null'] : type });

/** A property as a JSON Schema without references. An open enumeration has its known members as `examples`, a closed one as `enum`. */
function propertySchema(property: PropertyModel): JsonSchema {
  const { edm, nullable: orNull, nullableItems, members, open, facets, itemFacets, itemNames } = property;
  const { example, personal, properties } = property;
  const item = /^Collection\((.*)\)$/.exec(edm)?.[1];
  if (item !== undefined)
    return {
      ...nullable('array', orNull),
      ...facets,
      ...(example !== undefined && { example }),
      ...(personal !== undefined && { personal }),
      items: {
        ...nullable(jsonTypes[item] ?? 'string', nullableItems === true),
        ...(formats[item] !== undefined && { format: formats[item] }),
        ...itemFacets,
        ...(itemNames?.members && { [itemNames.open ? 'examples' : 'enum']: itemNames.members }),
        ...(properties && objectSchema(properties)),
      },
    };
  return {
    ...nullable(jsonTypes[edm] ?? 'string', orNull),
    ...(formats[edm] !== undefined && { format: formats[edm] }),
    ...facets,
    ...(example !== undefined && { example }),
    ...(personal !== undefined && { personal }),
    ...(members && { [open ? 'examples' : 'enum']: members }),
    ...(properties && objectSchema(properties)),
  };
}

/** What a row may look like, and the error examples with their statuses. */
export const emitSchema = (
  entitySets: readonly EntitySetModel[],
  examples: readonly ExampleModel[],
  operations: readonly OperationModel[],
): GeneratedModule => ({
  path: 'testing/schema.gen.ts',
  structure: {
    statements: [
      { kind: StructureKind.ImportDeclaration, moduleSpecifier: './fixtures.gen.ts', namedImports: ['fixtures'] },
      constant(
        'rowSchemas',
        'By entity type: the JSON Schema of a row, without references. Keys that are not listed are allowed.',
        `${literal(Object.fromEntries(entitySets.map(({ entityType, properties }) => [entityType, { type: 'object', ...objectSchema(properties) }])))} as const`,
      ),
      constant(
        'bodySchemas',
        'By operation: the JSON Schema of what it is sent, without references.',
        `${literal(Object.fromEntries(operations.flatMap(({ id, body }) => (body ? [[id, { type: 'object', ...objectSchema(body.properties) }]] : []))))} as const`,
      ),
      constant(
        'errorExamples',
        'The examples of errors by name: the status, and the body.',
        `{ ${examples
          .filter(({ status }) => status >= 400)
          .map(({ name, status }) => `${name}: { status: ${status}, body: fixtures.${name} }`)
          .join(', ')} } as const`,
      ),
    ],
  },
});
