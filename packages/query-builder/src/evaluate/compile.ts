import type { FilterNode } from '../nodes/filter-node.ts';
import { compileCall } from './call.ts';
import { compileComparison } from './comparison.ts';
import { type Context, type Expression, refuse } from './context.ts';
import { compileArithmetic, compileNegate } from './arithmetic.ts';
import { compileCount, compileFiltered, compileLambda } from './collection.ts';
import { compileHas } from './enumeration.ts';
import { compileAlias, compileKey, compileTypeCast, compileVariable } from './path.ts';
import { compileArray, compileCase, compileObject } from './structure.ts';
import { compileEnum, compileLiteral } from './literal.ts';
import { compileLogic, compileNot } from './logic.ts';
import { compileIn } from './membership.ts';
import { compileProperty } from './property.ts';

/** Compiles any expression; a tree that does not fit the types is refused here, before a row is seen. */
export function compile(node: FilterNode, cx: Context): Expression {
  // A tree made by hand may lack a part.
  if (typeof node !== 'object' || node === null) return refuseForeign(node, cx);
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
    case 'has':
      return compileHas(node, cx);
    case 'arithmetic':
      return compileArithmetic(node, cx);
    case 'negate':
      return compileNegate(node, cx);
    case 'array':
      return compileArray(node, cx);
    case 'object':
      return compileObject(node, cx);
    case 'case':
      return compileCase(node, cx);
    case 'variable':
      return compileVariable(node, cx);
    case 'alias':
      return compileAlias(node, cx);
    case 'typecast':
      return compileTypeCast(node, cx);
    case 'key':
      return compileKey(node, cx);
    case 'filtered':
      return compileFiltered(node, cx);
    case 'count':
      return compileCount(node, cx);
    case 'lambda':
      return compileLambda(node, cx);
    case 'list':
      return refuse(cx, node, 'A list in parentheses may only stand after in.');
    case 'type':
      return refuse(cx, node, `The type ${node.name} may only be an argument of cast and isof.`);
    case 'geo':
      return refuse(cx, node, `A ${node.type} literal cannot be evaluated: places are parsed and printed only.`);
    case 'annotation':
      return refuse(
        cx,
        node,
        `The annotation @${node.term} cannot be evaluated: annotations are parsed and printed only.`,
      );
    case 'function':
      return refuse(cx, node, `The function ${node.name} cannot be evaluated: what it does, only its service knows.`);
    default:
      return refuseForeign(node, cx);
  }
}

/** A tree made by hand may hold anything. */
const refuseForeign = (node: never, cx: Context): never => refuse(cx, node, 'This is no node of a filter.');
