import type { EdmPrimitiveType } from '../edm/entity-type.ts';
import { refuseEmptyLogic } from '../args/refuse-tree.ts';
import { QueryError } from '../errors.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { createCursor } from '../parse/cursor.ts';
import { isGeoText } from '../parse/geo-text.ts';
import { lazyPattern } from '../parse/lazy-pattern.ts';
import { takeSearchText } from '../parse/search.ts';

const NAME = '[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}\\p{Pc}\\p{Cf}]{0,127}';
const identifier = lazyPattern(`^${NAME}$`, 'u');
const qualified = lazyPattern(`^${NAME}(?:\\.${NAME})*$`, 'u');
const typeName = lazyPattern(`^(?:${NAME}(?:\\.${NAME})*|Collection\\(${NAME}(?:\\.${NAME})*\\))$`, 'u');
const members = lazyPattern(`^(?:${NAME}|[+-]?\\d+)(?:,(?:${NAME}|[+-]?\\d+))*$`, 'u');

/** What the text of a literal can be made of: enough to say that it ends where it should. The type check knows the calendar. */
const LITERALS: Readonly<Record<Exclude<EdmPrimitiveType, 'Edm.String'> | 'null', RegExp>> = {
  null: /^null$/,
  'Edm.Boolean': /^(?:true|false)$/,
  'Edm.Byte': /^\d+$/,
  'Edm.SByte': /^[+-]?\d+$/,
  'Edm.Int16': /^[+-]?\d+$/,
  'Edm.Int32': /^[+-]?\d+$/,
  'Edm.Int64': /^[+-]?\d+$/,
  'Edm.Decimal': /^[+-]?\d+(?:\.\d+)?$/,
  'Edm.Single': /^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|-?INF|NaN)$/i,
  'Edm.Double': /^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|-?INF|NaN)$/i,
  'Edm.Guid': /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  'Edm.Date': /^-?\d{4,}-\d\d-\d\d$/,
  'Edm.TimeOfDay': /^\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?$/,
  'Edm.DateTimeOffset': /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)$/i,
  'Edm.Duration': /^-?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/i,
  'Edm.Binary': /^[\w-]*={0,2}$/,
};

/** Words that stand for something else where a path begins. */
const RESERVED = /^(?:true|false|null|INF|NaN|not)$/;

/** Whether text can stand for the node itself, whatever stands below it. */
function isPrintable(node: FilterNode): boolean {
  switch (node.kind) {
    case 'literal':
      if (node.type === 'Edm.String') return !/\p{Surrogate}/u.test(node.value);
      return Object.hasOwn(LITERALS, node.type) && LITERALS[node.type].test(node.value);
    case 'property':
      return identifier().test(node.name) && (node.source !== undefined || !RESERVED.test(node.name));
    case 'variable':
      return identifier().test(node.name) || /^\$(?:it|this|root)$/.test(node.name);
    case 'alias':
      return identifier().test(node.name);
    case 'call':
    case 'function':
      return qualified().test(node.name);
    case 'enum':
      return qualified().test(node.type) && members().test(node.value);
    case 'geo':
      return isGeoText(node.value);
    case 'type':
      return typeName().test(node.name);
    case 'typecast':
      return qualified().test(node.type);
    case 'annotation':
      return qualified().test(node.term) && (node.qualifier === undefined || identifier().test(node.qualifier));
    case 'lambda':
      return node.variable === undefined || identifier().test(node.variable);
    case 'count':
      return node.search === undefined || isSearch(node.search);
    default:
      return true;
  }
}

/** Whether a search ends where it should between the parentheses of `$count`. */
function isSearch(search: string): boolean {
  const c = createCursor(`${search})`);
  try {
    return takeSearchText(c) === search && c.pos === search.length;
  } catch {
    return false;
  }
}

/** Whether the names of a key or of parameters are names. */
const areNamed = (values: readonly { readonly name?: unknown }[]): boolean =>
  values.every(({ name }) => name === undefined || identifier().test(String(name)));

/**
 * Refuses a tree that holds something no text can stand for: a name with a blank in it, a number that is none. A tree of the parser or
 * the builder never does; one that was made by hand could otherwise say more than its nodes do. Walks without recursion.
 *
 * @throws {@link QueryError} `expression-not-allowed`, with the kind of the node.
 */
export function refuseUnprintable(root: FilterNode): void {
  const open: FilterNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if ((node.kind === 'and' || node.kind === 'or') && !node.operands.length) refuseEmptyLogic(node.kind);
    if (!isPrintable(node)) throw unprintable(node);
    for (const value of Object.values(node)) {
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value)) open.push(value);
      else if (node.kind !== 'object' && !areNamed(value.filter((item) => !('kind' in item)))) throw unprintable(node);
      else for (const item of value) pushNodes(item, open);
    }
  }
}

/** A node of a list, or those of a pair in a list. */
function pushNodes(item: object, open: FilterNode[]): void {
  if ('kind' in item)
    open.push(item as FilterNode); // what has a kind is a node
  else for (const value of Object.values(item)) if (typeof value === 'object' && value !== null) open.push(value);
}

const unprintable = ({ kind }: FilterNode): QueryError =>
  new QueryError(
    'expression-not-allowed',
    `A "${kind}" of this tree holds a name or value that no filter can be written with.`,
  );
