import type { FilterNode } from '@defender-odata/query-builder';

/** Thrown where the builder has no call for something; the message says for what. */
export class NotBuilt extends Error {}

/** The method of each function that conditions have. */
const METHODS: Readonly<Record<string, string>> = {
  startswith: 'startsWith',
  endswith: 'endsWith',
  contains: 'contains',
};

/** What an operator is when its sides are turned. */
const TURNED = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' } as const;

/** A name as a property of an object in code. */
export const member = (name: string): string =>
  /^[\p{L}_$][\p{L}\d_$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;

/** A text as code, in single quotes. */
export const quoted = (text: string): string =>
  `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;

/** A literal as a value in code. */
export function valueCode(node: FilterNode): string {
  if (node.kind !== 'literal') throw new NotBuilt('a value that is computed');
  const { type, value } = node;
  if (type === 'null' || type === 'Edm.Boolean') return value;
  if (/Byte|Int|Single|Double|Decimal/.test(type)) {
    if (!/^-?\d+$/.test(value) || Number.isSafeInteger(Number(value)))
      return /INF|NaN/.test(value) ? quoted(value) : value;
    return `${value}n`;
  }
  return quoted(value);
}

/** One comparison of a field: the field's side, the operator, and the other side. */
export interface Test {
  readonly field: FilterNode;
  readonly operator: string;
  readonly value: FilterNode;
}

const isValue = (node: FilterNode): boolean => node.kind === 'literal';

/** The field, the operator and the value of a condition that has one of each; undefined of any other. */
export function testOf(node: FilterNode): Test | undefined {
  if (node.kind === 'comparison') {
    if (isValue(node.left) && !isValue(node.right))
      return { field: node.right, operator: TURNED[node.operator], value: node.left };
    return { field: node.left, operator: node.operator, value: node.right };
  }
  if (node.kind === 'in') return { field: node.left, operator: 'in', value: node.right };
  const [field, value] = node.kind === 'call' ? node.arguments : [];
  if (node.kind !== 'call' || !(node.name in METHODS) || !field || !value) return undefined;
  return { field, operator: node.name, value };
}

/** The items of a list; what is none has none. */
export function itemsOf(node: FilterNode): readonly FilterNode[] {
  if (node.kind === 'list' || node.kind === 'array') return node.items;
  throw new NotBuilt('a list that is computed');
}

/**
 * Writes the condition of the builder that makes a filter.
 *
 * @param node - The filter.
 * @param row - What the callback calls a row.
 * @throws {@link NotBuilt} for what only text can say.
 */
export function conditionCode(node: FilterNode, row: string): string {
  const used = new Set([row]);
  const names = new Map<string, string>();

  const field = (path: FilterNode): string => {
    if (path.kind === 'variable') return names.get(path.name) ?? row;
    if (path.kind === 'property' && (!path.source || path.source.kind === 'variable')) return row + member(path.name);
    throw new NotBuilt('something that is computed, where a property stands');
  };
  const write = (condition: FilterNode): string => {
    const test = testOf(condition);
    if (test) {
      const { operator } = test;
      const value = operator === 'in' ? `[${itemsOf(test.value).map(valueCode).join(', ')}]` : valueCode(test.value);
      return `${field(test.field)}.${METHODS[operator] ?? operator}(${value})`;
    }
    switch (condition.kind) {
      case 'and':
      case 'or':
        return `${condition.kind}(${condition.operands.map(write).join(', ')})`;
      case 'not':
        return `not(${write(condition.operand)})`;
      case 'lambda': {
        const { variable, predicate, source, operator } = condition;
        if (!variable || !predicate) throw new NotBuilt(`${operator} without a condition`);
        let name = 'item';
        while (used.has(name)) name += '_';
        used.add(name);
        names.set(variable, name);
        const code = `${field(source)}.${operator}((${name}) => ${write(predicate)})`;
        names.delete(variable);
        used.delete(name);
        return code;
      }
      default:
        throw new NotBuilt(condition.kind === 'call' ? `the function ${condition.name}` : `a condition such as this`);
    }
  };
  return write(node);
}
