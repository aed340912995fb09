import { commonType } from '../comparable.ts';
import { type Equality, equalityOf } from '../equality.ts';
import { type Numeric, toDouble } from '../numeric.ts';
import { BOOLEAN, collectionOf, INT32, JSON_TYPE, NULL_TYPE, type StaticType } from '../static-type.ts';
import { COLLECTION, fixed, INTEGER, type Signature } from './signature.ts';
import { toLength } from './string.ts';

type Items = readonly unknown[];

const itemType = (type: StaticType | undefined): StaticType => (type?.kind === 'collection' ? type.item : NULL_TYPE);

const common = ([left, right]: readonly StaticType[]): StaticType =>
  commonType(itemType(left), itemType(right)) ?? JSON_TYPE;

/** A function of two collections that compares their items. */
const pairwise = (
  result: StaticType,
  compute: (left: Items, right: Items, equals: Equality) => unknown,
): Signature => ({
  parameters: [COLLECTION, COLLECTION],
  result: () => result,
  create: (types) => {
    const equals = equalityOf(common(types));
    return (left: Items, right: Items) => compute(left, right, equals);
  },
});

const isAt = (items: Items, part: Items, offset: number, equals: Equality): boolean =>
  offset >= 0 && part.every((item, index) => index + offset < items.length && equals(items[index + offset], item));

function indexOfItems(items: Items, part: Items, equals: Equality): number {
  for (let offset = 0; offset + part.length <= items.length; offset++) {
    if (isAt(items, part, offset, equals)) return offset;
  }
  return -1;
}

/** Whether the items of one collection are found in another, each as often as it is wanted, in any order. */
function hasSubset(items: Items, wanted: Items, equals: Equality): boolean {
  const left = [...items];
  return wanted.every((item) => {
    const index = left.findIndex((candidate) => equals(candidate, item));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

/** Whether the items of one collection are found in another in the same order, with or without others between them. */
function hasSubsequence(items: Items, wanted: Items, equals: Equality): boolean {
  let found = 0;
  for (const item of items) if (found < wanted.length && equals(item, wanted[found])) found++;
  return found === wanted.length;
}

function sliceItems(items: Items, start: Numeric, length?: Numeric): Items {
  const wanted = toDouble(start);
  const from = wanted < 0 ? Math.max(0, items.length + wanted) : wanted;
  return items.slice(from, length === undefined ? undefined : from + toLength(length));
}

const sameType = ([type]: readonly StaticType[]): StaticType => type ?? NULL_TYPE;

/** The functions of collections (5.1.1.5, 5.1.1.6). */
export const collectionFunctions = {
  concat: [
    {
      parameters: [COLLECTION, COLLECTION],
      result: (types: readonly StaticType[]) => collectionOf(common(types)),
      create: () => (items: Items, others: Items) => [...items, ...others],
    },
  ],
  contains: [pairwise(BOOLEAN, (items, part, equals) => indexOfItems(items, part, equals) >= 0)],
  endswith: [pairwise(BOOLEAN, (items, part, equals) => isAt(items, part, items.length - part.length, equals))],
  hassubsequence: [pairwise(BOOLEAN, hasSubsequence)],
  hassubset: [pairwise(BOOLEAN, hasSubset)],
  indexof: [pairwise(INT32, indexOfItems)],
  length: [fixed([COLLECTION], INT32, (items: Items) => items.length)],
  startswith: [pairwise(BOOLEAN, (items, part, equals) => isAt(items, part, 0, equals))],
  substring: [
    { parameters: [COLLECTION, INTEGER], result: sameType, create: () => sliceItems },
    { parameters: [COLLECTION, INTEGER, INTEGER], result: sameType, create: () => sliceItems },
  ],
} satisfies Record<string, readonly Signature[]>;
