import { isQueryError, type EntitySet, type FilterNode } from '@defender-odata/query-builder';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { checkFilter, parseFilter } from '@defender-odata/query-builder/parse';
import type { Row } from '../rows/row.ts';
import { Refusal, type ErrorName } from '../http/error-answers.ts';
import { readQueryOptions, type ReadingRules } from './query-options.ts';

/** What a list was asked for. */
export interface ListQuery {
  /** The filter as it was written, decoded. */
  readonly filterText?: string;
  readonly filter?: FilterNode;
  readonly matches?: (row: Row) => boolean;
  readonly top?: number;
  readonly skip?: number;
}

/** The largest whole number that the service's `$top` and `$skip` can hold: Int32. */
const INT32_MAX = 2_147_483_647;

function readCount(name: '$top' | '$skip', text: string, maximum = INT32_MAX): number {
  if (!/^\d+$/.test(text) || Number(text) > INT32_MAX) {
    throw new Refusal('badQuery', `${name} is '${text}', which is not a whole number from 0 to ${String(maximum)}.`);
  }
  if (Number(text) > maximum) {
    throw new Refusal('badQuery', `${name} is ${text}, which is above its limit of ${String(maximum)}.`);
  }
  return Number(text);
}

// What the layer that reads queries can tell from the types alone comes in its shape; what the service's own list of filterable
// properties forbids comes in the service's shape. Which shape the service uses for the latter is not known.
const shapeOf = (error: unknown): ErrorName =>
  isQueryError(error) && error.code !== 'unknown-property' && error.code !== 'invalid-operand'
    ? 'badRequest'
    : 'badQuery';

function readFilter(text: string, entitySet: EntitySet): Pick<ListQuery, 'filterText' | 'filter' | 'matches'> {
  try {
    const filter = parseFilter(text);
    // Properties that were only observed to be filterable work here as they do in the service.
    checkFilter(filter, entitySet, { observed: true });
    return { filterText: text, filter, matches: compileFilter(filter, entitySet.entityType) };
  } catch (error) {
    throw new Refusal(shapeOf(error), error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads and checks the query string of a list.
 *
 * @param search The query string with its `?`, and the fragment where the URL has one.
 * @param entitySet What the spec allows.
 * @param rules What is passed over.
 * @throws Refusal where the service would answer 400.
 */
export function readListQuery(search: string, entitySet: EntitySet, rules: ReadingRules = {}): ListQuery {
  const { $filter, $top, $skip } = readQueryOptions(search, ['$filter', '$top', '$skip'], rules);
  return {
    ...($filter === undefined ? {} : readFilter($filter, entitySet)),
    ...($top === undefined ? {} : { top: readCount('$top', $top, entitySet.top?.maximum) }),
    ...($skip === undefined ? {} : { skip: readCount('$skip', $skip, entitySet.skip?.maximum) }),
  };
}
