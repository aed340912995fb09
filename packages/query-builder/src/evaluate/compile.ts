import type { FilterNode } from '../nodes/filter-node.ts';
import { compileCall } from './call.ts';
import { compileComparison } from './comparison.ts';
import { type Context, type Expression, refuse } from './context.ts';
import { compileEnum, compileLiteral } from './literal.ts';
import { compileLogic, compileNot } from './logic.ts';
import { compileIn } from './membership.ts';
import { compileProperty } from './property.ts';

/** Compiles any expression; a tree that does not fit the types is refused here, before a row is seen. */
export function compile(node: FilterNode, cx: Context): Expression {
  switch (node.kind) {
    case 'literal':
      return compileLiteral(node, cx);
    case 'enum':
      return compileEnum(node);
    case 'property':
      return compileProperty(node, cx);
    case 'comparison':
      return compileComparison(node, cx);
    case 'in':
      return compileIn(node, cx);
    case 'and':
    case 'or':
      return compileLogic(node, cx);
    case 'not':
      return compileNot(node, cx);
    case 'call':
      return compileCall(node, cx);
    case 'list':
      return refuse(cx, node, 'A list in parentheses may only stand after in.');
    default:
      return refuse(cx, node, `'${node.kind}' cannot be evaluated.`);
  }
}
