import type { FilterNode } from '@defender-odata/query-builder';
import { printFilter } from '@defender-odata/query-builder/parse';
import { instantKey } from '../clock/instant.ts';

type Comparison = Extract<FilterNode, { readonly kind: 'comparison' }>['operator'];

/**
 * What negation makes of an operator, where it has an opposite. Order has none: `not (a gt 1)` is true for null, `a le 1` is not
 * (OData 4.01 URL Conventions, sections 5.1.1.1.3 to 5.1.1.1.9).
 */
const OPPOSITE: Partial<Record<Comparison, Comparison>> = { eq: 'ne', ne: 'eq' };

/** How an operator reads from the other side: `5 lt size` is `size gt 5`. */
const MIRRORED = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' } as const;

/** Conditions that are joined by one word, each as text; one condition alone has no word. */
interface Form {
  readonly word?: 'and' | 'or';
  readonly parts: readonly string[];
}

const only = (text: string): Form => ({ parts: [text] });
const textOf = ({ word, parts }: Form): string =>
  word === undefined ? (parts[0] ?? '') : `${word}${JSON.stringify(parts)}`;

function joined(word: 'and' | 'or', forms: readonly Form[]): Form {
  const flat = forms.flatMap((form) => (form.word === word ? form.parts : [textOf(form)]));
  const unlike = [...new Set(flat)].toSorted();
  return unlike.length === 1 ? { parts: unlike } : { word, parts: unlike };
}

function value(node: FilterNode): string {
  const instant = node.kind === 'literal' && node.type === 'Edm.DateTimeOffset' ? instantKey(node.value) : '';
  // An instant that no row can have, of the year 10000 or with a second 60, has no key.
  return instant === '' ? printFilter(node) : instant;
}

function comparison(operator: Comparison, left: FilterNode, right: FilterNode, negated: boolean): Form {
  if (left.kind === 'literal' && right.kind !== 'literal') return comparison(MIRRORED[operator], right, left, negated);
  const opposite = negated ? OPPOSITE[operator] : operator;
  const text = `${value(left)} ${opposite ?? operator} ${value(right)}`;
  return only(opposite === undefined ? `not ${text}` : text);
}

function normal(node: FilterNode, negated: boolean): Form {
  switch (node.kind) {
    case 'and':
    case 'or': {
      // De Morgan's laws hold in the three-valued logic of OData too.
      const word = (node.kind === 'and') === negated ? 'or' : 'and';
      return joined(
        word,
        node.operands.map((operand) => normal(operand, negated)),
      );
    }
    case 'not':
      return normal(node.operand, !negated);
    case 'comparison':
      return comparison(node.operator, node.left, node.right, negated);
    case 'in': {
      const { left, right } = node;
      if (right.kind !== 'list') return only(`${negated ? 'not ' : ''}${printFilter(node)}`);
      // Being in a list is being equal to one of its members.
      return joined(
        negated ? 'and' : 'or',
        right.items.map((item) => comparison('eq', left, item, negated)),
      );
    }
    default:
      return only(`${negated ? 'not ' : ''}${printFilter(node)}`);
  }
}

/**
 * A text that is the same for filters that say the same: whatever the order and nesting of `and` and `or`, `in` or the same as
 * equalities, `not` outside or inside, which side a literal stands on, how an instant is written. Filters with the same text keep the
 * same rows; the reverse is not promised (`a gt 1 and a gt 2` is not taken for `a gt 2`).
 *
 * @param filter The filter.
 */
export const normalForm = (filter: FilterNode): string => textOf(normal(filter, false));
