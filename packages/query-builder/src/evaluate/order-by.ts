import type { EntityType } from '../edm/entity-type.ts';
import { type OrderByItem, parseOrderByWithPositions } from '../parse/order-by.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { comparerOf } from './compare.ts';
import { compileText } from './compile-text.ts';
import { compile } from './compile.ts';
import { type Context, type Place, refuse } from './context.ts';
import { createContext, type EvaluateOptions, readSettings } from './create-context.ts';
import { describeType } from './static-type.ts';

/** Says which of two rows comes first: negative, positive, or zero for rows that the order does not tell apart. */
export type RowComparer = (a: object, b: object) => number;

/**
 * Compiles an order into a comparer for `Array.prototype.sort`, which keeps the order of rows that are equal. Ascending, null comes
 * first, and last descending; false comes before true, `NaN` before every number; strings go by code unit (OData 4.01 Protocol,
 * section 11.2.6.2).
 *
 * @param orderBy - The decoded text of a `$orderby`: expressions with `asc` or `desc`, separated by commas.
 * @param entityType - The type of the rows.
 * @param options - A clock for `now()`, the values of parameter aliases.
 * @throws {@link ODataSyntaxError} when the text is no order; {@link ODataTypeError} when it does not fit the type.
 * @example
 * rows.toSorted(compileOrderBy('creationDateTimeUtc desc,id', entityType));
 */
export function compileOrderBy(orderBy: string, entityType: EntityType, options?: EvaluateOptions): RowComparer {
  const settings = readSettings('compileOrderBy', entityType, options);
  const compileItems = (items: readonly OrderByItem[], place?: Place): readonly RowComparer[] => {
    const cx = createContext(settings, false, place);
    return items.map(({ expression, descending }) => compileItem(expression, descending, cx));
  };
  const comparers = compileText(orderBy, parseOrderByWithPositions, compileItems);
  const [only] = comparers;
  if (comparers.length === 1 && only) return only;
  return (a, b) => {
    for (const compare of comparers) {
      const sign = compare(a, b);
      if (sign !== 0) return sign;
    }
    return 0;
  };
}

function compileItem(node: FilterNode, descending: boolean, cx: Context): RowComparer {
  const { type, get } = compile(node, cx);
  const compare = type.kind === 'null' ? () => 0 : comparerOf(type);
  if (!compare) return refuse(cx, node, `${describeType(type)} has no order.`);
  const direction = descending ? -1 : 1;
  return (a, b) => {
    const left = get(a);
    const right = get(b);
    if (left === null || right === null) return left === right ? 0 : left === null ? -direction : direction;
    const sign = compare(left, right);
    return (Number.isNaN(sign) ? rank(left) - rank(right) : sign) * direction;
  };
}

/** Values without an order among themselves: `NaN` first, then what is ordered, then names that an enumeration does not know. */
const rank = (value: unknown): number => (Number.isNaN(value) ? 0 : typeof value === 'string' ? 2 : 1);
