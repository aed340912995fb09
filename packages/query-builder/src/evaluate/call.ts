import type { CallNode } from '../nodes/filter-node.ts';
import { canonicalFunction, canonicalFunctions } from '../nodes/functions.ts';
import { nearest } from '../nodes/nearest.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, refuse } from './context.ts';
import { signaturesOf, type Signature } from './functions/signature.ts';
import { describeType } from './static-type.ts';

/** Compiles the call of a canonical function: finds the overload that takes arguments of these types. */
export function compileCall(node: CallNode, cx: Context): Expression {
  const name = canonicalFunction(node.name);
  if (name === undefined) {
    const near = nearest(node.name, canonicalFunctions);
    const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
    return refuse(cx, node, `There is no function '${node.name}'.${hint}`, canonicalFunctions);
  }
  const signatures = signaturesOf(name);
  if (signatures === undefined) return refuse(cx, node, `${name} cannot be evaluated.`);
  const args = node.arguments.map((argument) => compile(argument, cx));
  const signature = signatures.find((candidate) => candidate.accepts(args.map(({ type }) => type)));
  if (signature === undefined) return refuse(cx, node, explainArguments(name, signatures, args));
  return signature.compile(args, cx);
}

function explainArguments(name: string, signatures: readonly Signature[], args: readonly Expression[]): string {
  const forms = signatures.map(({ form }) => form).join(' or ');
  const found = args.length === 0 ? 'nothing' : args.map(({ type }) => describeType(type)).join(', ');
  return `${name} takes ${forms}; it was given ${found}.`;
}
