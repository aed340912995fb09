import type { FilterNode } from '../../src/parse/index.ts';
import { callReference } from './functions.ts';
import { arithmetic } from './arithmetic.ts';
import { compareRationals, readRational } from './rational.ts';
import { bool, int, NULL, PICO, type Readable, type Value } from './value.ts';

function readInstant(text: string): Value {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|([+-])(\d\d):(\d\d))$/i.exec(text) ?? [];
  const [, y, mo, d, h, mi, s = '0', f = '', , sign, oh = '0', om = '0'] = match;
  const offset = (BigInt(oh) * 60n + BigInt(om)) * (sign === '-' ? -1n : 1n);
  const seconds = BigInt(Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi)) / 1000) + BigInt(s);
  return { t: 'instant', v: (seconds - offset * 60n) * PICO + BigInt(f.padEnd(12, '0')), offset };
}

export function read(raw: unknown, as: Readable): Value {
  if (raw === null || raw === undefined) return NULL;
  if (typeof as === 'object') {
    if ('shape' in as) return { t: 'structure', v: Object(raw), shape: as.shape };
    return { t: 'list', v: (Array.isArray(raw) ? raw : []).map((item: unknown) => read(item, as.list)) };
  }
  const text = String(raw);
  switch (as) {
    case 'boolean':
      return bool(text === 'true');
    case 'string':
      return { t: 'string', v: text };
    case 'date':
      return { t: 'date', v: BigInt(Date.parse(`${text}T00:00:00Z`)) / 86_400_000n };
    case 'instant':
      return readInstant(text);
    default:
      return { t: 'number', v: readRational(text), isInteger: as === 'integer' };
  }
}

const READABLE: Readonly<Record<string, Readable>> = {
  'Edm.Boolean': 'boolean',
  'Edm.String': 'string',
  'Edm.Int32': 'integer',
  'Edm.Int64': 'integer',
  'Edm.Decimal': 'decimal',
  'Edm.Date': 'date',
  'Edm.DateTimeOffset': 'instant',
};

/** The variables in reach: `$it`, and those of enclosing `any` and `all`. */
export type Scope = Readonly<Record<string, Value>>;

/**
 * The language as the standard describes it, once more, as slowly and plainly as can be: no static types, no constants, no fast
 * paths; all operands are always evaluated; every number is a fraction. It knows the part of the language that the random trees use.
 */
export function evaluateReference(node: FilterNode, scope: Scope): Value {
  const evaluate = (one: FilterNode): Value => evaluateReference(one, scope);
  switch (node.kind) {
    case 'literal':
      return node.type === 'null' ? NULL : read(node.value, READABLE[node.type] ?? 'string');
    case 'variable':
      return scope[node.name] ?? NULL;
    case 'property': {
      const source = node.source ? evaluate(node.source) : (scope['$it'] ?? NULL);
      if (source.t !== 'structure') return NULL;
      return read(Reflect.get(source.v, node.name), source.shape[node.name] ?? 'string');
    }
    case 'comparison':
      return bool(compare(node.operator, evaluate(node.left), evaluate(node.right)));
    case 'in': {
      const left = evaluate(node.left);
      const right = node.right.kind === 'list' ? node.right.items.map(evaluate) : listOf(evaluate(node.right));
      return bool(right.filter((item) => compare('eq', left, item)).length > 0);
    }
    case 'and':
      return threeValued(node.operands.map(evaluate), false);
    case 'or':
      return threeValued(node.operands.map(evaluate), true);
    case 'not': {
      const value = evaluate(node.operand);
      return value.t === 'boolean' ? bool(!value.v) : NULL;
    }
    case 'arithmetic':
      return arithmetic(node.operator, evaluate(node.left), evaluate(node.right));
    case 'negate': {
      return arithmetic('sub', int(0n), evaluate(node.operand));
    }
    case 'call':
      return callReference(node.name, node.arguments.map(evaluate));
    case 'count':
      return int(BigInt(listOf(evaluate(node.source)).length));
    case 'lambda': {
      const items = listOf(evaluate(node.source));
      const { variable, predicate } = node;
      if (variable === undefined || predicate === undefined) return bool(items.length > 0);
      const results = items.map((item) => evaluateReference(predicate, { ...scope, [variable]: item }));
      const hits = results.filter((value) => value.t === 'boolean' && value.v).length;
      return bool(node.operator === 'any' ? hits > 0 : hits === items.length);
    }
    default:
      throw new Error(`The reference does not know ${node.kind}.`);
  }
}

const listOf = (value: Value): readonly Value[] => (value.t === 'list' ? value.v : []);

/** `and` is decided by false, `or` by true; otherwise a null makes null (5.1.1.1.7, 5.1.1.1.8). */
function threeValued(values: readonly Value[], deciding: boolean): Value {
  if (values.some((value) => value.t === 'boolean' && value.v === deciding)) return bool(deciding);
  return values.some((value) => value.t === 'null') ? NULL : bool(!deciding);
}

/** Null equals only null and has no order; nothing else is null afterwards (5.1.1.1.1 to 5.1.1.1.6). */
function compare(operator: string, a: Value, b: Value): boolean {
  if (a.t === 'null' || b.t === 'null') {
    if (operator === 'eq') return a.t === b.t;
    return operator === 'ne' && a.t !== b.t;
  }
  const sign = order(a, b);
  if (operator === 'ne') return sign !== 0;
  if (sign === undefined) return false;
  if (operator === 'eq') return sign === 0;
  if (operator === 'gt') return sign > 0;
  if (operator === 'ge') return sign >= 0;
  return operator === 'lt' ? sign < 0 : sign <= 0;
}

function order(a: Value, b: Value): number | undefined {
  if (a.t === 'number' && b.t === 'number') return compareRationals(a.v, b.v);
  if (a.t !== b.t || a.t === 'null' || a.t === 'list' || a.t === 'structure' || b.t === 'null' || a.t === 'number')
    return undefined;
  const [left, right] = [a.v, b.v as typeof a.v]; // both have the one `t`
  return left < right ? -1 : left > right ? 1 : 0;
}
