import type { ArrayNode, CaseNode, ObjectNode } from '../nodes/filter-node.ts';
import { commonType } from './comparable.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, refuse } from './context.ts';
import { inContextOf } from './literal.ts';
import { compileCondition } from './logic.ts';
import { collectionOf, describeType, JSON_TYPE, NULL_TYPE, type StaticType } from './static-type.ts';

/** Compiles a JSON array: a collection of the type that its items share, or of anything. */
export function compileArray(node: ArrayNode, cx: Context): Expression {
  const items = node.items.map((item) => compile(item, cx));
  const type = items.reduce<StaticType>((shared, item) => commonType(shared, item.type) ?? JSON_TYPE, NULL_TYPE);
  const getters = items.map(({ get }) => get);
  return { type: collectionOf(type), get: (row) => getters.map((get) => get(row)) };
}

/** Compiles a JSON object: a map of its members, without those that are null, which a structure does not tell from missing ones. */
export function compileObject(node: ObjectNode, cx: Context): Expression {
  const members = new Map(node.members.map(({ name, value }) => [name, compile(value, cx)]));
  return { type: JSON_TYPE, members, get: objectGetter(members) };
}

/** The getter of an object with these members. */
export const objectGetter =
  (members: ReadonlyMap<string, Expression>) =>
  (row: object): ReadonlyMap<string, unknown> => {
    const values = new Map<string, unknown>();
    for (const [name, { get }] of members) {
      const value = get(row);
      if (value !== null) values.set(name, value);
    }
    return values;
  };

/** Compiles `case`: the value of the first branch whose condition is true, else null (5.1.1.12). */
export function compileCase(node: CaseNode, cx: Context): Expression {
  let type: StaticType = NULL_TYPE;
  const branches = node.branches.map((branch) => {
    const { isTrue } = compileCondition(branch.when, cx, 'A condition of case');
    const value = inContextOf(compile(branch.value, cx), type);
    const shared = commonType(type, value.type);
    if (!shared) {
      const found = `${describeType(type)} and ${describeType(value.type)}`;
      return refuse(cx, branch.value, `The values of case have one type; these are ${found}.`);
    }
    type = shared;
    return { isTrue, get: value.get };
  });
  return { type, get: (row) => branches.find(({ isTrue }) => isTrue(row))?.get(row) ?? null };
}
