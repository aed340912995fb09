import type { HasNode } from '../nodes/filter-node.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, refuse } from './context.ts';
import { lift } from './lift.ts';
import { inContextOf } from './literal.ts';
import { threeValued } from './logic.ts';
import type { Getter } from './context.ts';
import { describeType } from './static-type.ts';

/** Compiles `has`: whether all flags of the right value are set in the left one; null with a null operand (5.1.1.1.10). */
export function compileHas(node: HasNode, cx: Context): Expression {
  const left = compile(node.left, cx);
  const right = inContextOf(compile(node.right, cx), left.type);
  const areEnums = [left, right].every(({ type }) => type.kind === 'enum' || type.kind === 'null');
  if (!areEnums) {
    const found = `${describeType(left.type)} has ${describeType(right.type)}`;
    const members = left.type.kind === 'enum' ? [...left.type.members.values.keys()] : undefined;
    refuse(cx, node, `has takes an enumeration and a member of it; this is ${found}.`, members);
  }
  return threeValued(lift([left, right], hasFlags) as Getter<boolean | null>); // `lift` adds null to what hasFlags gives
}

/** A member that the enumeration does not know is a name, and has no flags. */
const hasFlags = (value: bigint | string, flags: bigint | string): boolean =>
  typeof value === 'bigint' && typeof flags === 'bigint' ? (value & flags) === flags : value === flags;
