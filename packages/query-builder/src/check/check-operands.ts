import { allowedOperator, refuseEmptyList, refuseOperand } from '../args/allowed.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { FilterableProperty } from '../edm/entity-set.ts';
import { isLexical } from '../edm/lexical.ts';
import { isNumeric, valueType } from '../edm/value-type.ts';
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
  for (const { type, value } of literals) {
    const fits =
      type === 'null'
        ? property.nullable && /^(eq|ne|in)$/.test(operator)
        : (type === wanted || (isNumeric(type) && isNumeric(wanted))) && isLexical(type, value);
    if (!fits) refuseOperand(type === wanted ? 'text' : type, name, property);
  }
}
