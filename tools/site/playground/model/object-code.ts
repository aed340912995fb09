import type { FilterNode } from '@defender-odata/query-builder';
import { itemsOf, NotBuilt, quoted, testOf, valueCode } from './builder-code.ts';

/** A key of an object in code. */
const key = (name: string): string => (/^[\p{L}_$][\p{L}\d_$]*$/u.test(name) ? name : quoted(name));

/** The name of a property of the row; of the item itself, the empty key. */
function nameOf(field: FilterNode): string {
  if (field.kind === 'property' && !field.source) return field.name;
  if (field.kind === 'variable') return '';
  throw new NotBuilt('something that is computed, where a property stands');
}

/** The members of an object that say a condition; `and` becomes several of them where their keys differ. */
function members(node: FilterNode): readonly (readonly [name: string, code: string])[] {
  const test = testOf(node);
  if (test) {
    const name = nameOf(test.field);
    if (test.operator === 'in') return [[name, `{ in: [${itemsOf(test.value).map(valueCode).join(', ')}] }`]];
    const value = valueCode(test.value);
    return [[name, test.operator === 'eq' && name ? value : `{ ${test.operator}: ${value} }`]];
  }
  switch (node.kind) {
    case 'and': {
      const all = node.operands.flatMap(members);
      const names = new Set(all.map(([name]) => name));
      return names.size === all.length ? all : [['and', list(node.operands)]];
    }
    case 'or':
      return [['or', list(node.operands)]];
    case 'not':
      return [['not', objectCode(node.operand)]];
    case 'lambda':
      if (!node.predicate) throw new NotBuilt(`${node.operator} without a condition`);
      return [[nameOf(node.source), `{ ${node.operator}: ${objectCode(node.predicate)} }`]];
    default:
      throw new NotBuilt(node.kind === 'call' ? `the function ${node.name}` : 'a condition such as this');
  }
}

const list = (operands: readonly FilterNode[]): string => `[${operands.map(objectCode).join(', ')}]`;

/**
 * Writes a filter in the object syntax of odata-query, which the builder takes too.
 *
 * @throws {@link NotBuilt} for what only text can say.
 */
export function objectCode(node: FilterNode): string {
  return `{ ${members(node)
    .map(([name, code]) => `${name ? key(name) : "''"}: ${code}`)
    .join(', ')} }`;
}
