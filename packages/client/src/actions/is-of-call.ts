import type { AnyRow } from '../collections/page.ts';
import type { CheckedCall, Key } from './read-call.ts';
import type { MemberOperation } from './definition.ts';

/** Whether it names the property of the body that a value is sent in. */
const isSent = (value: unknown): value is { readonly from: string } =>
  typeof (value as { readonly from?: unknown } | null)?.from === 'string';

/** Two texts that the service takes for one: it writes keys and names in another case than the caller, and leaves blanks at an end out. */
const isSame = (value: unknown, wanted: unknown): boolean =>
  String(value).trim().toLowerCase() === String(wanted).trim().toLowerCase();

/** What the first answer lacks (observed) contradicts nothing. */
const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** Whether a row has what every action of this kind has, on this row: another machine's row is never taken for an answer. */
export const isOfKind = (row: AnyRow, { owner, with: words = {} }: MemberOperation, key: Key): boolean =>
  (owner === undefined || isMissing(row[owner]) || isSame(row[owner], key)) &&
  Object.entries(words).every(([name, value]) => isSent(value) || isMissing(row[name]) || isSame(row[name], value));

/** Whether a row of the kind has what this very call has sent: a comment, how far it goes. */
export const hasWhatWasSent = (
  row: AnyRow,
  { with: words = {} }: MemberOperation,
  { body = {} }: CheckedCall,
): boolean =>
  Object.entries(words).every(
    ([name, value]) =>
      !isSent(value) || isMissing(row[name]) || isMissing(body[value.from]) || isSame(row[name], body[value.from]),
  );

/** Whether a row has all that an action would change in it. */
export const isChanged = (row: AnyRow, { sets = {} }: MemberOperation): boolean =>
  Object.entries(sets).every(([name, value]) => isSent(value) || isSame(row[name], value));
