import type { AliasNode, KeyNode, NamedValue, TypeCastNode, VariableNode } from '../nodes/filter-node.ts';
import { heightOf } from '../nodes/depth.ts';
import { comparison, logic, property } from '../nodes/create.ts';
import { isNamed } from '../nodes/create-more.ts';
import { canonicalFunctions } from '../nodes/functions.ts';
import { MAX_DEPTH } from '../nodes/max-depth.ts';
import { nearest } from '../nodes/nearest.ts';
import { compileCollection } from './collection.ts';
import { compile } from './compile.ts';
import { constant, type Context, type Expression, refuse } from './context.ts';
import { compileCondition } from './logic.ts';
import { createSlot, withVariable } from './slot.ts';
import { NULL_TYPE, type StaticType } from './static-type.ts';
import { compileTypeTest } from './type-test.ts';
import { lift } from './lift.ts';

/** Compiles `$it`, `$this` and the variable of an enclosing `any` or `all`. */
export function compileVariable(node: VariableNode, cx: Context): Expression {
  if (node.name === '$it') return cx.it;
  if (node.name === '$this') return cx.self;
  if (node.name === '$root') return refuse(cx, node, '$root cannot be evaluated: it reaches beyond the rows.');
  return cx.variables.get(node.name) ?? refuse(cx, node, `There is no variable '${node.name}' here.`);
}

/** How many aliases one filter may expand, so that aliases of aliases cannot grow without end. */
const MAX_EXPANSIONS = 1000;

/** Compiles a parameter alias: its value in its place, null where it has none (5.3). It is about the row, whatever encloses it. */
export function compileAlias(node: AliasNode, cx: Context): Expression {
  const value = cx.aliases.get(node.name);
  if (value === undefined) return constant(NULL_TYPE, null);
  const { aliasing } = cx;
  const depth = aliasing.depth + heightOf(value);
  if (aliasing.open.has(node.name) || depth > MAX_DEPTH || ++aliasing.count.expansions > MAX_EXPANSIONS) {
    return refuse(cx, node, `The alias @${node.name} stands for itself, or for too much.`);
  }
  return compile(value, {
    ...cx,
    self: cx.it,
    variables: new Map(),
    aliasing: { ...aliasing, depth, open: new Set([...aliasing.open, node.name]) },
  });
}

/** Compiles a type as a segment: the value where it is of that type, else null (4.11). */
export function compileTypeCast(node: TypeCastNode, cx: Context): Expression {
  const source = node.source ? compile(node.source, cx) : cx.self;
  const isOfType = compileTypeTest(node, node.type, source.type, cx);
  if (source.type.kind !== 'collection') {
    return { type: source.type, get: lift([source], (value: object) => (isOfType(value) ? value : null)) };
  }
  return { type: source.type, get: lift([source], (items: readonly object[]) => items.filter(isOfType)) };
}

/** Compiles `Items(1)` and `Items(order=1,line=2)`: the first item with that key, or null (4.3). */
export function compileKey(node: KeyNode, cx: Context): Expression {
  refuseUnknownName(node, cx);
  const { item, getItems } = compileCollection(node.source, cx, 'A key');
  const { slot, expression } = createSlot(item);
  const variable = '$item';
  const inside = withVariable(cx, variable, expression);
  const tests = keyValues(node, item, cx).map(({ name, value }) =>
    comparison('eq', property(name, { kind: 'variable', name: variable }), value),
  );
  const [first, ...more] = tests;
  if (!first) return refuse(cx, node, 'A key needs a value.');
  const { isTrue } = compileCondition(more.length > 0 ? logic('and', tests) : first, inside, 'A key');
  return {
    type: item,
    get: (row) =>
      getItems(row).find((candidate) => {
        slot.item = candidate;
        return isTrue(row);
      }) ?? null,
  };
}

/** Without metadata the parser cannot tell `Items(1)` from a call: where no such collection is, a function may have been meant. */
function refuseUnknownName(node: KeyNode, cx: Context): void {
  const { source } = node;
  const { type } = cx.self;
  if (source.kind !== 'property' || source.source || type.kind !== 'complex') return;
  if (Object.hasOwn(type.properties, source.name)) return;
  const near = nearest(source.name, [...canonicalFunctions, ...Object.keys(type.properties)]);
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  refuse(cx, node, `There is no function and no collection '${source.name}'.${hint}`, canonicalFunctions);
}

function keyValues(node: KeyNode, item: StaticType, cx: Context): readonly NamedValue[] {
  const { key } = node;
  if (isNamed(key)) return key;
  const [name, ...others] = item.kind === 'complex' ? item.key : [];
  if (name !== undefined && others.length === 0) return [{ name, value: key }];
  return refuse(
    cx,
    node,
    'A key without a name needs a collection whose type has one key property: write (name=value).',
  );
}
