import type { EdmProperties, EntityType, FilterNode } from '@defender-odata/query-builder';

const NONE: EdmProperties = {};

/**
 * A name as the entity type spells it, where exactly one of its properties fits in any case; as it was written otherwise, so that what is
 * refused is refused under the name that was sent.
 */
export function fittingName(name: string, properties: EdmProperties): string {
  if (Object.hasOwn(properties, name)) return name;
  const wanted = name.toLowerCase();
  const [fitting, ...more] = Object.keys(properties).filter((candidate) => candidate.toLowerCase() === wanted);
  return fitting === undefined || more.length > 0 ? name : fitting;
}

type Scope = ReadonlyMap<string, EdmProperties>;

/** The properties of what a node gives, where it is a row, an item or a complex value. */
function propertiesOf(node: FilterNode, root: EdmProperties, scope: Scope): EdmProperties {
  switch (node.kind) {
    case 'variable':
      return scope.get(node.name) ?? (node.name === '$it' ? root : NONE);
    case 'property': {
      const owner = node.source === undefined ? root : propertiesOf(node.source, root, scope);
      return (Object.hasOwn(owner, node.name) ? owner[node.name]?.properties : undefined) ?? NONE;
    }
    case 'key':
    case 'filtered':
      return propertiesOf(node.source, root, scope);
    default:
      return NONE;
  }
}

const isNode = (value: unknown): value is FilterNode => typeof value === 'object' && value !== null;

/** Rewrites whatever of a value are nodes; what does not change stays the same object. */
function foldAll<Value>(value: Value, fold: (node: FilterNode) => FilterNode): Value {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => foldAll(item, fold));
    return items.some((item, index) => item !== value[index]) ? (Object.freeze(items) as Value) : value;
  }
  if (!isNode(value)) return value;
  if ('kind' in value) return fold(value) as Value;
  return foldParts(value, fold);
}

function foldParts<Value extends object>(value: Value, fold: (node: FilterNode) => FilterNode): Value {
  const entries = Object.entries(value).map(([key, part]) => [key, foldAll(part as unknown, fold)] as const);
  const isSame = entries.every(([key, part]) => part === (value as Record<string, unknown>)[key]);
  return isSame ? value : (Object.freeze(Object.fromEntries(entries)) as Value);
}

function foldNode(node: FilterNode, root: EdmProperties, scope: Scope): FilterNode {
  const fold = (part: FilterNode): FilterNode => foldNode(part, root, scope);
  if (node.kind === 'property') {
    const folded = foldParts(node, fold);
    const owner = folded.source === undefined ? root : propertiesOf(folded.source, root, scope);
    const name = fittingName(node.name, owner);
    return name === folded.name ? folded : Object.freeze({ ...folded, name });
  }
  if (node.kind === 'lambda') {
    const source = fold(node.source);
    const { variable, predicate } = node;
    if (variable === undefined || predicate === undefined)
      return source === node.source ? node : Object.freeze({ ...node, source });
    const inner = new Map(scope).set(variable, propertiesOf(source, root, scope));
    const folded = foldNode(predicate, root, inner);
    if (source === node.source && folded === predicate) return node;
    return Object.freeze({ ...node, source, predicate: folded });
  }
  return foldParts(node, fold);
}

/**
 * A filter with the names of properties as the entity type spells them: several clients, and a page of the service's documents, write
 * `Status eq 'Failed'`, and the service reads it (observed). A name stays as it is where no property fits it, or more than one.
 *
 * @param filter The filter, as it was parsed.
 * @param entityType Whose properties it names.
 * @returns The filter itself where nothing changes.
 */
export const foldNames = (filter: FilterNode, { properties }: EntityType): FilterNode =>
  foldNode(filter, properties, new Map());
