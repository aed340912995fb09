import type { AnyRow } from '../collections/page.ts';
import type { ServiceCollection } from '../collections/service-collection.ts';
import { toTicks } from '../core/ticks.ts';
import type { Slice } from './slice.ts';

/** A collection whose rows have a creation time that never changes. */
export type DatedCollection = ServiceCollection & { readonly createdAt: string };

/**
 * The creation time of a row, in ticks. A service that ignored the filter would double every row: who asks for the time of one
 * has it checked as well.
 *
 * @throws {@link DefenderError} `ProtocolError` for a row that the slice leaves out, and for one whose time cannot be read.
 */
export function createdAt(collection: DatedCollection, row: AnyRow, { from, to }: Slice): bigint {
  const value = row[collection.createdAt];
  let at: bigint | undefined;
  try {
    at = toTicks(value as string);
  } catch {
    // Nobody has given an argument: the service has sent what is no timestamp.
  }
  if (at !== undefined && (from === undefined || at >= from) && (to === undefined || at < to)) return at;
  throw collection.protocolError(
    at === undefined
      ? `a row has no ${collection.createdAt} with a time zone, but ${value}`
      : `a row created at ${value} came for a filter that leaves it out`,
  );
}
