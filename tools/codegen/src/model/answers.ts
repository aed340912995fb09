import { referenceName, resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { list, record, text } from '../spec/value.ts';
import type { AnswerKind, PropertyModel } from './model.ts';
import { readProperties } from './property.ts';

/** What an operation answers with where it succeeds. */
export interface Answer {
  readonly kind: AnswerKind;
  /** The entity type of the rows, or of the one row. */
  readonly entityType?: string;
  /** The model of the whole body, where its schema has a name. */
  readonly model?: string;
  /** The value that an answer holds which is no entity. */
  readonly value?: PropertyModel;
}

/** The entity type that a schema is: the one that it refers to, by itself or as a part of what it is made of. */
function entityTypeOf(spec: Spec, value: unknown, entityTypes: ReadonlySet<string>): string | undefined {
  const name = referenceName(text(record(value)['$ref']));
  if (entityTypes.has(name)) return name;
  const parts = list(record(resolve(spec, value))['allOf']);
  return parts.map((part) => entityTypeOf(spec, part, entityTypes)).find((found) => found !== undefined);
}

/** The statuses of the answers that are successes. */
export const successStatuses = (operation: Readonly<Record<string, unknown>>): readonly number[] =>
  Object.keys(record(operation['responses']))
    .filter((status) => /^2\d\d$/.test(status))
    .map(Number);

/**
 * Reads the first answer of an operation that is a success.
 *
 * @param entityTypes The names of the entity types; an answer of anything else is a value.
 */
export function readAnswer(
  spec: Spec,
  operation: Readonly<Record<string, unknown>>,
  entityTypes: ReadonlySet<string>,
): Answer {
  const success = record(operation['responses'])[String(successStatuses(operation)[0])];
  const schema = record(record(record(resolve(spec, success))['content'])['application/json'])['schema'];
  if (schema === undefined) return { kind: 'nothing' };
  const model = referenceName(text(record(schema)['$ref']));
  const named = model === '' ? {} : { model };
  const rows = record(record(record(resolve(spec, schema))['properties'])['value']);
  const row = entityTypeOf(spec, rows['items'], entityTypes);
  if (row !== undefined) return { kind: 'collection', entityType: row, ...named };
  const entityType = entityTypeOf(spec, schema, entityTypes);
  if (entityType !== undefined) return { kind: 'entity', entityType, ...named };
  const value = readProperties(spec, record(resolve(spec, schema))).find(({ name }) => name === 'value');
  return { kind: 'value', ...(value && { value }), ...named };
}
