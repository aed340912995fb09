import type { ArithmeticNode, ArithmeticOperator, NegateNode } from '../nodes/filter-node.ts';
import { approximate } from './approximate.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, refuse } from './context.ts';
import { lift } from './lift.ts';
import { inContextOf } from './literal.ts';
import { exactOperation, floatOperation } from './number-operation.ts';
import { negateNumeric, type Numeric } from './numeric.ts';
import {
  DECIMAL,
  describeType,
  DURATION,
  INT32,
  isInteger,
  isNumeric,
  isPrimitive,
  NULL_TYPE,
  primitive,
  type StaticType,
} from './static-type.ts';
import { timeOperation } from './time-operation.ts';

/** What an operator computes from operands of certain types. */
export interface Operation {
  readonly type: StaticType;
  readonly compute: (left: never, right: never) => unknown;
}

/** Compiles `add`, `sub`, `mul`, `div`, `divby` and `mod`; an operand that is null makes the result null (5.1.1.2). */
export function compileArithmetic(node: ArithmeticNode, cx: Context): Expression {
  const compiled = [compile(node.left, cx), compile(node.right, cx)] as const;
  const left = isDated(compiled[1].type) ? inContextOf(compiled[0], DURATION) : compiled[0];
  const right = isDated(compiled[0].type) ? inContextOf(compiled[1], DURATION) : compiled[1];
  const operation = findOperation(node.operator, left.type, right.type);
  if (operation) {
    const get = lift([left, right], operation.compute);
    const isExact = isInteger(operation.type) || isPrimitive(operation.type, 'Edm.Decimal');
    const approximation = isExact ? approximate(node.operator, left, right) : undefined;
    return { type: operation.type, get, ...(approximation && { approximation }) };
  }
  const found = `${describeType(left.type)} ${node.operator} ${describeType(right.type)}`;
  const advice = isText(left.type) || isText(right.type) ? ' concat(a,b) joins strings.' : '';
  return refuse(cx, node, `${found} has no meaning: ${node.operator} takes numbers, or dates and durations.${advice}`);
}

const isText = (type: StaticType): boolean => isPrimitive(type, 'Edm.String');
const isDated = (type: StaticType): boolean => isPrimitive(type, 'Edm.DateTimeOffset', 'Edm.Date', 'Edm.Duration');

function findOperation(operator: ArithmeticOperator, left: StaticType, right: StaticType): Operation | undefined {
  if (left.kind === 'null' || right.kind === 'null') {
    const other = left.kind === 'null' ? right : left;
    const isPossible = other.kind === 'null' || isNumeric(other) || isDated(other);
    return isPossible ? { type: NULL_TYPE, compute: () => null } : undefined;
  }
  if (!isNumeric(left) || !isNumeric(right)) return timeOperation(operator, left, right);
  if (isFloat(left) || isFloat(right)) return { type: primitive('Edm.Double'), compute: floatOperation(operator) };
  const areIntegers = isInteger(left) && isInteger(right);
  const type = areIntegers && operator !== 'divby' ? wider(left, right) : DECIMAL;
  return { type, compute: exactOperation(operator, areIntegers) };
}

const isFloat = (type: StaticType): boolean => isPrimitive(type, 'Edm.Double', 'Edm.Single');

/** Results of small integers are Int32, which holds more than they do (5.1.1.18). */
const wider = (left: StaticType, right: StaticType): StaticType =>
  isPrimitive(left, 'Edm.Int64') || isPrimitive(right, 'Edm.Int64') ? primitive('Edm.Int64') : INT32;

/** Compiles the minus before an operand (5.1.1.2.3). */
export function compileNegate(node: NegateNode, cx: Context): Expression {
  const operand = compile(node.operand, cx);
  const { type } = operand;
  if (type.kind === 'null') return operand;
  if (isNumeric(type)) return { type, get: lift([operand], (value: Numeric) => negateNumeric(value)) };
  if (isPrimitive(type, 'Edm.Duration')) return { type, get: lift([operand], (value: bigint) => -value) };
  return refuse(cx, node, `A minus goes with a number or a duration, not with ${describeType(type)}.`);
}
