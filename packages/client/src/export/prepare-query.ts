import { DefenderError } from '../errors/defender-error.ts';
import { fingerprint } from '../collections/continuation-token.ts';
import { paramsOf, toQuery, type BuiltQuery } from '../collections/query-input.ts';
import { boundsOf } from './bounds.ts';
import type { DatedCollection } from './created-at.ts';
import type { Slice } from './slice.ts';

/** The room that the bounds of a slice take in a URL, in characters. */
const BOUNDS_LENGTH = 160;

/** A query, made ready to be read slice by slice. */
export interface PreparedQuery {
  /** The query, or its parts where its URL would be too long. */
  readonly parts: readonly BuiltQuery[];
  /** The slices to begin with: one for each part, as wide as the filter allows. */
  readonly slices: readonly Slice[];
  readonly fingerprint: string;
}

/** The options of a query beside its filter. */
export function beyondFilter(query: BuiltQuery): readonly string[] {
  const { $filter: _, $skip, ...others } = paramsOf(query);
  // A skip of nothing leaves nothing out.
  const names = Object.keys({ ...others, ...($skip && { $skip }) });
  return names.map((name) => (name === '$orderby' ? 'orderBy' : name.slice(1)));
}

/** @throws {@link DefenderError} `InvalidArgument` for a query with anything but a filter, `UrlTooLong` where it cannot be split. */
export function prepareQuery(collection: DatedCollection, input: object | undefined): PreparedQuery {
  const query = toQuery(collection.entitySet, input);
  const more = beyondFilter(query);
  if (more.length)
    throw new DefenderError(
      'InvalidArgument',
      `An export reads every row that the filter matches, whole and in no order: leave out ${more.join(', ')}, or use list.`,
    );
  const parts = collection.split(query, BOUNDS_LENGTH);
  return {
    parts,
    slices: parts.map(({ filterNode }, part) => ({ part, ...boundsOf(filterNode, collection.createdAt) })),
    fingerprint: fingerprint(parts.map((part) => paramsOf(part).$filter).join('\n')),
  };
}
