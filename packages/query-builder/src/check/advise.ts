import type { Refused } from '../args/advice.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet } from '../edm/entity-set.ts';
import { isLexical } from '../edm/lexical.ts';
import { memberNames, valueType } from '../edm/value-type.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { keywordMeant } from '../nodes/keyword-meant.ts';
import { nearest } from '../nodes/nearest.ts';
import { memberMeant } from './known-member.ts';

/** How a literal of each type is written in the text of a filter. */
const FORMS: Readonly<Record<string, string>> = {
  'Edm.Boolean': 'true or false, without quotes',
  'Edm.Guid': '01234567-89ab-cdef-0123-456789abcdef, without quotes',
  'Edm.Date': '2019-11-22, without quotes, a day of the calendar',
  'Edm.TimeOfDay': '13:20:00, without quotes',
  'Edm.DateTimeOffset': '2019-11-22T00:00:00Z, without quotes, a day of the calendar',
  'Edm.Duration': "duration'P1DT2H'",
  'Edm.Binary': "binary'T0RhdGE'",
};

/** How a value of a property is written, without what stands before it. */
function formOf(property: EdmProperty): string {
  const type = valueType(property);
  const text = `'${memberNames(property)?.[0] ?? 'text'}'`;
  return type === 'Edm.String' ? `${text}, between single quotes` : (FORMS[type] ?? '5, without quotes');
}

const ofOperand = (property: EdmProperty, found: string): string =>
  found === 'null' ? ' It is never null.' : ` In text it is written ${formOf(property)}.`;

/** The property that a name was meant to be: in another case, or misspelt. */
function ofName(name: string, { entityType, filterable }: EntitySet, isObserved: boolean): string {
  const names = Object.keys(entityType.properties);
  if (names.includes(name))
    return Object.hasOwn(filterable, name) ? ' Of checkFilter, { observed: true } allows it.' : '';
  const meant = memberMeant(name, names);
  const word = keywordMeant(name);
  if (word && !meant) return ` ${word} is written so.`;
  const near = meant ?? nearest(name, names);
  if (near === undefined) return '';
  const rule = Object.hasOwn(filterable, near) ? filterable[near] : undefined;
  const spelling = meant ? ` It is spelt ${near}; upper and lower case count.` : ` Did you mean ${near}?`;
  if (!rule) return `${spelling} The service does not filter by that either.`;
  return rule.evidence === 'observed' && !isObserved ? `${spelling} ${OBSERVED}` : spelling;
}

const OBSERVED =
  'That was only observed to be filterable: withObserved() of a query, { observed: true } of checkFilter allows it.';

/** What stands alone where a condition is wanted. */
function ofCondition(name: string, property: EdmProperty | undefined): string {
  if (!property) return '';
  return property.type === 'Edm.Boolean' ? `write ${name} eq true.` : `compare ${name} with a value.`;
}

/** What stands without quotes where a literal of a property is wanted. */
function ofWord(name: string, property: EdmProperty | undefined): string {
  if (!property) return `text needs quotes: '${name}'.`;
  const word = keywordMeant(name);
  const type = valueType(property);
  if (word === 'null' && property.nullable) return 'null is written in lower case.';
  if (word && type !== 'Edm.String' && isLexical(type, word)) return `it is written ${word}.`;
  const never = word === 'null' ? 'null has no place there; ' : '';
  const members = memberNames(property) ?? [];
  const text = memberMeant(name, members) ?? name;
  // Of a closed enumeration, what is no member is none in quotes either.
  if (type !== 'Edm.String' || (property.type === 'Edm.EnumType' && !members.includes(text)))
    return `${never}a value is written ${formOf(property)}.`;
  return `${never}text needs quotes: '${text}'.`;
}

function ofExpression(node: FilterNode | undefined, isCondition: boolean, property: EdmProperty | undefined): string {
  switch (node?.kind) {
    case 'property':
      if (!node.source) return isCondition ? ofCondition(node.name, property) : ofWord(node.name, property);
      return node.source.kind === 'variable'
        ? `write ${node.name} alone, without ${node.source.name}/.`
        : 'a path has no place there.';
    case 'not':
      return '"not" binds tighter, so write not (a eq b).';
    case 'in':
      return 'a list stands between parentheses: name in (…).';
    case 'enum':
      return "a member of an enumeration stands between quotes, without a type: 'Member'.";
    case 'call': {
      const [first, second] = node.arguments;
      const isTurned = first?.kind === 'literal' && second?.kind === 'property';
      return isTurned ? `the property comes first: ${node.name}(${second.name},'text').` : '';
    }
    default:
      return '';
  }
}

/** Says how a filter that was refused is written instead. Advice is followed by a test: it must be accepted. */
export function advise(refused: Refused): string {
  if ('expression' in refused) return ofExpression(refused.expression, refused.isCondition, refused.property);
  return 'name' in refused
    ? ofName(refused.name, refused.set, refused.isObserved)
    : ofOperand(refused.property, refused.found);
}
