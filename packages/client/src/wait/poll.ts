import type { CallOptions } from '../core/call-options.ts';
import { isDefenderError, type DefenderError, type ErrorCode } from '../errors/defender-error.ts';
import { isNotFound } from '../errors/guards.ts';
import type { AnyRow } from '../collections/page.ts';
import type { ServiceCollection } from '../collections/service-collection.ts';

/** What the service knows of them now, by ID in lower case: it may write a GUID in another case than the caller. */
export async function poll(
  collection: ServiceCollection,
  ids: readonly string[],
  options: CallOptions,
): Promise<Map<string, AnyRow>> {
  const [first] = ids;
  const found = new Map<string, AnyRow>();
  if (ids.length > 1 || first === undefined) {
    const missing = new Set(ids.map((id) => id.toLowerCase()));
    const { key } = collection;
    for await (const row of collection.list({ filter: { [key]: { in: ids } } }, options)) {
      const id = collection.keyOf(row).toLowerCase();
      if (missing.delete(id)) found.set(id, row);
      // Whether more rows follow is nobody's question then.
      if (!missing.size) break;
    }
    return found;
  }
  try {
    return found.set(first.toLowerCase(), await collection.get(first, options));
  } catch (error) {
    if (isNotFound(error)) return found;
    throw error;
  }
}

const passing: readonly ErrorCode[] = ['Timeout', 'Throttled', 'QuotaExceeded', 'QuotaStoreError'];

/**
 * Whether the next poll may be answered where this one failed, after all that the client does to repeat a call.
 *
 * @param isAnswered - Whether a poll was answered before: a credential that has worked may work again.
 */
export const mayPass = (error: unknown, isAnswered: boolean): error is DefenderError =>
  isDefenderError(error) &&
  (error.transient || passing.includes(error.code) || (isAnswered && error.code === 'CredentialError'));
