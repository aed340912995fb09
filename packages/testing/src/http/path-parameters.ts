import type { CollectionDefinition } from '../rows/definition.ts';
import type { OperationDefinition } from './operation.ts';

/** What a parameter of a path means to the rows of a collection: the property whose value it is. */
export type Meaning = ReadonlyMap<string, string>;

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The property by which rows of other collections point at rows of this one: the entity type and its key in one word. */
export const pointerName = ({ entityType, key }: CollectionDefinition): string => `${lower(entityType)}${upper(key)}`;

/** What stands in a path before a parameter: the path of a list, where the parameter is a key of it. */
const before = (path: string, parameter: string): string => path.slice(0, path.indexOf(`/{${parameter}}`));

/** The collection whose list is at a path. */
export type CollectionAt = (path: string) => CollectionDefinition | undefined;

function propertyOf(
  parameter: string,
  { path, kind, under }: OperationDefinition,
  { schema, key, name }: CollectionDefinition,
  collectionAt: CollectionAt,
): string | undefined {
  const has = (property: string): boolean => Object.hasOwn(schema.properties ?? {}, property);
  // What the spec says needs no guess.
  if (under !== undefined) return has(under.by) ? under.by : undefined;
  const parent = collectionAt(before(path, parameter));
  if (parent?.name === name) return key;
  if (parent !== undefined) {
    // A list under an entity, such as `orders/{id}/lines`: a line says with `orderId` which order it belongs to.
    const pointer = pointerName(parent);
    return has(pointer) ? pointer : undefined;
  }
  if (has(parameter)) return parameter;
  return kind === 'get' && path.endsWith(`/{${parameter}}`) ? key : undefined;
}

/**
 * Reads what the parameters of an operation's path mean to the rows that it answers with: a key of the collection that stands before it
 * in the path, or a property of its name; what ends the path of a get is the key.
 *
 * @returns The properties by parameter, or the first parameter that says nothing of a row.
 */
export function readMeaning(
  operation: OperationDefinition,
  definition: CollectionDefinition,
  collectionAt: CollectionAt,
): Meaning | string {
  const meaning = new Map<string, string>();
  for (const parameter of operation.pathParameters) {
    const property = propertyOf(parameter, operation, definition, collectionAt);
    // Beside the key, a parameter of a function is the function's own.
    if (property === undefined && operation.kind === 'function' && meaning.size > 0) continue;
    if (property === undefined) return parameter;
    meaning.set(parameter, property);
  }
  return meaning;
}
