import { allowedOperator, refuseEmptyList, refuseOperand } from '../args/allowed.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { FilterableProperty } from '../edm/entity-set.ts';
import { isLexical } from '../edm/lexical.ts';
import { isNumeric, memberNames, valueType } from '../edm/value-type.ts';
import type { LiteralNode } from '../nodes/filter-node.ts';

/** Holds an operator and its literals to what a property allows: those of a built condition, and those of a tree that was handed in. */
export function checkOperands(
  operator: string,
  literals: readonly LiteralNode[],
  name: string,
  property: EdmProperty,
  rule: FilterableProperty,
): void {
  allowedOperator(name, operator, rule);
  if (!literals.length) refuseEmptyList(name);
  const wanted = valueType(property);
  // Only a closed enumeration refuses a name that it does not know.
  const names = property.type === 'Edm.EnumType' && memberNames(property);
  for (const { type, value } of literals) {
    const fits =
      type === 'null'
        ? property.nullable && /^(eq|ne|in)$/.test(operator)
        : (type === wanted || (isNumeric(type) && isNumeric(wanted))) && isLexical(type, value);
    if (!fits) {
      const what = wanted === 'Edm.String' ? 'text with half a surrogate pair' : 'text';
      refuseOperand(type === wanted ? what : type, name, property);
    }
    if (names && type === wanted && !value.split(',').every((member) => names.includes(member)))
      refuseOperand('an unknown name', name, property);
  }
}
