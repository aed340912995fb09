import { from } from '@defender-odata/query-builder';
import type { BuiltQuery } from '../collections/query-input.ts';
import type { AnyRow } from '../collections/page.ts';
import type { InternalCallOptions } from '../core/call-options.ts';
import { encodeQuery } from '../pipeline/encode-query.ts';
import type { MemberContext } from './context.ts';
import { isOfKind } from './is-of-call.ts';
import type { Key } from './read-call.ts';

/** How many rows of one kind on one row are looked at: the newest ones. */
const MOST = 100;

/**
 * The question for the rows that an action has made on one row.
 *
 * @param since - The earliest creation, in milliseconds; undefined for any.
 * @returns undefined where the spec has nothing to find them by: no list of them, no owner, no filter on it.
 */
export function questionFor(
  { made, operation: { owner, with: words = {} } }: MemberContext,
  key: Key,
  since?: number,
): BuiltQuery | undefined {
  if (!made || owner === undefined || key === undefined) return undefined;
  const { entitySet, createdAt } = made;
  const takes = (name: string, operator: string) =>
    Object.hasOwn(entitySet.filterable, name) && entitySet.filterable[name]?.operators.some((one) => one === operator);
  if (!takes(owner, 'eq') || createdAt === undefined || !takes(createdAt, 'ge')) return undefined;
  const values = Object.entries(words).filter(([name, value]) => typeof value === 'string' && takes(name, 'eq'));
  const filter = {
    [owner]: key,
    ...Object.fromEntries(values),
    ...(since !== undefined && { [createdAt]: { ge: new Date(since).toISOString() } }),
  };
  const query = from(entitySet).withObserved().filter(filter);
  return entitySet.top ? query.top(Math.min(MOST, entitySet.top.maximum ?? MOST)) : query;
}

/** The request that a question is, as a URL that anybody with a token can run. */
export const textOf = ({ made }: MemberContext, question: BuiltQuery): string =>
  `GET ${made?.url}${encodeQuery({ ...question.toParams() })}`;

/** The rows of one kind on one row, oldest first. What a service sends beyond the question is left out. */
export async function findRows(
  context: MemberContext,
  question: BuiltQuery,
  key: Key,
  options: InternalCallOptions,
): Promise<readonly AnyRow[]> {
  const { made, operation, time } = context;
  if (!made) return [];
  const { owner = '' } = operation;
  const { value: rows } = await made.fetchPage({ ...question.toParams() }, { ...options, onDate: time.hear });
  return rows
    .filter((row) => row[owner] !== null && row[owner] !== undefined && isOfKind(row, operation, key))
    .toSorted((one, other) => createdMs(context, one) - createdMs(context, other));
}

/** When a row was made, in milliseconds; NaN where it does not say. */
export const createdMs = ({ made }: MemberContext, row: AnyRow): number =>
  Date.parse(String(row[made?.createdAt ?? '']));

/** Whether a row is over. */
export const isFinal = ({ made, collection }: MemberContext, row: AnyRow): boolean => {
  const { final } = made ?? collection;
  return !!final && final.values.includes(String(row[final.property]));
};
