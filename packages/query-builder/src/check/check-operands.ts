import { refuseEmptyList, refuseOperand, type Subject } from './refusals.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import { isLexical } from '../edm/lexical.ts';
import { isNumeric, memberNames, valueType } from '../edm/value-type.ts';
import { QueryError } from '../errors.ts';
import type { LiteralNode } from '../nodes/filter-node.ts';
import { memberMeant } from './known-member.ts';

/** Whether a value is compared whole; a part of one, as startsWith takes it, is any text and never null. */
const isWhole = (operator: string): boolean => operator === 'eq' || operator === 'ne' || operator === 'in';

/** What an operator lets a literal of a property be. */
export const comparedWhole = (operator: string, { property }: Subject): EdmProperty =>
  isWhole(operator) ? property : { ...property, nullable: false };

/** Holds the literals of an operator to what a property allows: those of a built condition, and those of a tree that was handed in. */
export function checkOperands(operator: string, literals: readonly LiteralNode[], subject: Subject): void {
  const { name, property } = subject;
  if (!literals.length) refuseEmptyList(name);
  const wanted = valueType(property);
  const { nullable } = comparedWhole(operator, subject);
  const names = isWhole(operator) ? memberNames(property) : undefined;
  for (const { type, value } of literals) {
    const fits =
      type === 'null'
        ? nullable
        : (type === wanted || (isNumeric(type) && isNumeric(wanted))) && isLexical(type, value);
    if (!fits) {
      const what = wanted === 'Edm.String' ? 'text with half a surrogate pair' : 'text';
      refuseOperand(type === wanted ? what : type, name, property);
    }
    if (names && type === wanted) checkMembers(value, names, name, property);
  }
}

/** Refuses a name that differs from a known member in case alone; one that is really new, only in a closed enumeration. */
function checkMembers(value: string, names: readonly string[], name: string, property: EdmProperty): void {
  const isClosed = property.type === 'Edm.EnumType';
  for (const member of isClosed ? value.split(',') : [value]) {
    const meant = memberMeant(member, names);
    if (meant)
      throw new QueryError('invalid-operand', `is spelt '${meant}'; upper and lower case count.`, name, [meant]);
    if (isClosed && !names.includes(member)) refuseOperand('an unknown name', name, property);
  }
}
