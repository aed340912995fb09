import type { CallNode } from '../nodes/filter-node.ts';
import { canonicalFunction, canonicalFunctions } from '../nodes/functions.ts';
import { nearest } from '../nodes/nearest.ts';
import { compileCast, compileIsOf } from './cast.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, type Getter, refuse } from './context.ts';
import { compileClock } from './functions/clock.ts';
import { fastTextTest } from './functions/fast-text-test.ts';
import { compilePattern } from './functions/pattern.ts';
import { accepts, explainArguments } from './functions/signature.ts';
import { signaturesOf } from './functions/table.ts';
import { lift } from './lift.ts';
import { threeValued } from './logic.ts';
import { isPrimitive } from './static-type.ts';

/** Compiles the call of a canonical function: finds the overload that takes arguments of these types. */
export function compileCall(node: CallNode, cx: Context): Expression {
  const name = canonicalFunction(node.name);
  switch (name) {
    case undefined:
      return refuseUnknown(node, cx);
    case 'geo.distance':
    case 'geo.intersects':
    case 'geo.length':
      return refuse(cx, node, `${name} cannot be evaluated: geo functions are parsed and printed only.`);
    case 'cast':
      return compileCast(node, cx);
    case 'isof':
      return compileIsOf(node, cx);
    case 'matchesPattern':
      return compilePattern(node, cx);
    case 'now':
    case 'mindatetime':
    case 'maxdatetime':
      if (node.arguments.length > 0) refuse(cx, node, `${name} takes no arguments.`);
      return compileClock(name, cx);
    default: {
      const args = node.arguments.map((argument) => compile(argument, cx));
      const types = args.map(({ type }) => type);
      const signatures = signaturesOf(name);
      const signature = signatures.find((candidate) => accepts(candidate, types));
      if (!signature) return refuse(cx, node, explainArguments(name, signatures, types));
      const fast = fastTextTest(name, args);
      if (fast) return fast;
      const type = signature.result(types);
      const get = lift(args, signature.create(types));
      // A function whose result is Edm.Boolean gives nothing but true, false and, by `lift`, null.
      return isPrimitive(type, 'Edm.Boolean') ? threeValued(get as Getter<boolean | null>) : { type, get };
    }
  }
}

function refuseUnknown(node: CallNode, cx: Context): never {
  const near = nearest(node.name, canonicalFunctions);
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  return refuse(cx, node, `There is no function '${node.name}'.${hint}`, canonicalFunctions);
}
