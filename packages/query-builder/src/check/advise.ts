import type { Refused } from '../args/advice.ts';
import type { EdmProperty } from '../edm/entity-type.ts';
import type { EntitySet } from '../edm/entity-set.ts';
import { memberNames, valueType } from '../edm/value-type.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
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

function ofOperand(property: EdmProperty, found: string): string {
  if (found === 'null') return ' It is never null.';
  const type = valueType(property);
  const text = `'${memberNames(property)?.[0] ?? 'text'}'`;
  return ` In text it is written ${type === 'Edm.String' ? `${text}, between single quotes` : (FORMS[type] ?? '5, without quotes')}.`;
}

/** The property that a name was meant to be: in another case, or misspelt. */
function ofName(name: string, { entityType, filterable }: EntitySet, isObserved: boolean): string {
  const names = Object.keys(entityType.properties);
  if (names.includes(name))
    return Object.hasOwn(filterable, name) ? ' Of checkFilter, { observed: true } allows it.' : '';
  const meant = memberMeant(name, names);
  const near = meant ?? nearest(name, names);
  if (near === undefined) return '';
  const rule = Object.hasOwn(filterable, near) ? filterable[near] : undefined;
  const spelling = meant ? ` It is spelt ${near}; upper and lower case count.` : ` Did you mean ${near}?`;
  if (!rule) return `${spelling} The service does not filter by that either.`;
  return rule.evidence === 'observed' && !isObserved ? `${spelling} ${OBSERVED}` : spelling;
}

const OBSERVED =
  'That was only observed to be filterable: withObserved() of a query, { observed: true } of checkFilter allows it.';

function ofExpression(node: FilterNode | undefined, isCondition: boolean): string {
  switch (node?.kind) {
    case 'property':
      if (!node.source) return isCondition ? `write ${node.name} eq true.` : `text needs quotes: '${node.name}'.`;
      return node.source.kind === 'variable'
        ? `write ${node.name} alone, without ${node.source.name}/.`
        : 'a path has no place there.';
    case 'not':
      return '"not" binds tighter, so write not (a eq b).';
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
  if ('expression' in refused) return ofExpression(refused.expression, refused.isCondition);
  return 'name' in refused
    ? ofName(refused.name, refused.set, refused.isObserved)
    : ofOperand(refused.property, refused.found);
}
