import {
  isQueryError,
  type EntitySet,
  type FilterNode,
  type NamesOption,
  type NumericOption,
} from '@defender-odata/query-builder';
import { compileFilter, compileOrderBy, type RowComparer } from '@defender-odata/query-builder/evaluate';
import { checkFilter, parseFilter, parseOrderBy, printFilter } from '@defender-odata/query-builder/parse';
import { suggest } from '../support/nearest.ts';
import type { Row } from '../rows/row.ts';
import { Refusal, type ErrorName } from '../http/error-answers.ts';
import { fittingName, foldNames } from './fold-names.ts';
import { readQueryOptions, type ReadingRules } from './query-options.ts';

/** What a list was asked for. */
export interface ListQuery {
  /** The filter as it was written, decoded. */
  readonly filterText?: string;
  readonly filter?: FilterNode;
  readonly matches?: (row: Row) => boolean;
  readonly top?: number;
  readonly skip?: number;
  /**
   * How the list goes on: by `$skip`, or, where there is none, by a token of the service's own. `$top` is the size of a page then, since
   * nobody could ask for the rows behind it.
   */
  readonly onward: '$skip' | '$skiptoken';
  /** The order as it was written, decoded. */
  readonly orderByText?: string;
  readonly compare?: RowComparer;
  /** Whether the number of all rows that match is asked for. */
  readonly count?: true;
  /** The names of the properties that are asked for, as the entity type spells them. */
  readonly select?: readonly string[];
}

/** How the queries of a list are read. */
export interface ListRules extends ReadingRules {
  /** Whether names must be spelt as the entity type spells them. Default: false, any case where exactly one property fits. */
  readonly exactNames?: boolean;
  /** Whether query options are evaluated that were only observed. Default: false. */
  readonly observed?: boolean;
}

/** The largest whole number that the service's `$top` and `$skip` can hold: Int32. */
const INT32_MAX = 2_147_483_647;

function readCount(name: '$top' | '$skip' | '$skiptoken', text: string, range: Partial<NumericOption> = {}): number {
  const { minimum = 0, maximum = INT32_MAX } = range;
  if (!/^\d+$/.test(text) || Number(text) > INT32_MAX) {
    // Of what is no number, such as a filter behind a semicolon, nothing is shown.
    const found = /^-?[\d.]{1,20}$/.test(text) ? `'${text}', which` : 'something that';
    throw new Refusal(
      'badQuery',
      `${name} is ${found} is not a whole number from ${String(minimum)} to ${String(maximum)}.`,
    );
  }
  if (Number(text) > maximum) {
    throw new Refusal('badQuery', `${name} is ${text}, which is above its limit of ${String(maximum)}.`);
  }
  if (Number(text) < minimum) {
    throw new Refusal('badQuery', `${name} is ${text}, which is below its least value of ${String(minimum)}.`);
  }
  return Number(text);
}

// What the layer that reads queries can tell from the types alone comes in its shape; what the service's own list of filterable
// properties forbids comes in the service's shape. Which shape the service uses for the latter is not known.
const shapeOf = (error: unknown): ErrorName =>
  isQueryError(error) && error.code !== 'unknown-property' && error.code !== 'invalid-operand'
    ? 'badRequest'
    : 'badQuery';

/** What cannot be read is refused in the words of who read it. */
function orRefuse<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(shapeOf(error), error instanceof Error ? error.message : String(error));
  }
}

function readFilter(
  text: string,
  entitySet: EntitySet,
  { exactNames = false }: ListRules,
): Pick<ListQuery, 'filterText' | 'filter' | 'matches'> {
  return orRefuse(() => {
    const parsed = parseFilter(text);
    const filter = exactNames ? parsed : foldNames(parsed, entitySet.entityType);
    // Properties that were only observed to be filterable work here as they do in the service.
    checkFilter(filter, entitySet, { observed: true });
    return { filterText: text, filter, matches: compileFilter(filter, entitySet.entityType) };
  });
}

/** The name of a property that an option takes, as the entity type spells it. */
function readName(
  option: string,
  written: string,
  { entityType }: EntitySet,
  { properties }: NamesOption,
  exact: boolean,
) {
  const name = exact ? written : fittingName(written, entityType.properties);
  if (properties.includes(name)) return name;
  const words = `${option} cannot name '${written.slice(0, 60)}' here.`;
  if (Object.hasOwn(entityType.properties, name))
    throw new Refusal('badRequest', `${words} Allowed: ${properties.join(', ')}.`);
  throw new Refusal('badQuery', `${words} ${suggest(written, properties)}`);
}

function readOrderBy(text: string, entitySet: EntitySet, { exactNames = false }: ListRules) {
  return orRefuse(() => {
    const { orderBy = NO_NAMES, entityType } = entitySet;
    const items = parseOrderBy(text).map(({ expression, descending }) => {
      if (expression.kind !== 'property' || expression.source !== undefined) {
        throw new Refusal(
          'badRequest',
          `$orderby takes names of properties here, not ${printFilter(expression).slice(0, 60)}.`,
        );
      }
      return `${readName('$orderby', expression.name, entitySet, orderBy, exactNames)}${descending ? ' desc' : ''}`;
    });
    return { orderByText: text, compare: compileOrderBy(items.join(','), entityType) };
  });
}

function readSelect(text: string, entitySet: EntitySet, { exactNames = false }: ListRules): Pick<ListQuery, 'select'> {
  const { select = NO_NAMES } = entitySet;
  const names = text.split(',').map((name) => readName('$select', name.trim(), entitySet, select, exactNames));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Refusal('badQuery', `$select names '${twice}' twice.`);
  return { select: names };
}

function readCountOption(text: string): Pick<ListQuery, 'count'> {
  if (/^true$/i.test(text)) return { count: true };
  if (/^false$/i.test(text)) return {};
  throw new Refusal('badQuery', `$count is neither true nor false.`);
}

const NO_NAMES: NamesOption = { properties: [], evidence: 'documented' };

/** The options of the standard that an entity set has beside the three that every list has. */
const EXTRA = { $orderby: 'orderBy', $count: 'count', $select: 'select' } as const satisfies Readonly<
  Record<string, keyof EntitySet>
>;
type ExtraName = keyof typeof EXTRA;

/** Whether an option works, was only observed to, and the emulator was not told that its tests rely on it. */
const isOptIn = (name: ExtraName, entitySet: EntitySet, { observed = false }: ListRules): boolean =>
  entitySet[EXTRA[name]]?.evidence === 'observed' && !observed;

/** Refuses an option that works, and was only observed to: a test that relies on it says so. */
function checkEvidence(name: ExtraName, entitySet: EntitySet, rules: ListRules): void {
  if (!isOptIn(name, entitySet, rules)) return;
  throw new Refusal(
    'badRequest',
    `The query option '${name}' was only observed to work for ${entitySet.name}: make the emulator with { observed: true }, or leave it out.`,
  );
}

/**
 * Reads and checks the query string of a list.
 *
 * @param search The query string with its `?`, and the fragment where the URL has one.
 * @param entitySet What the spec allows.
 * @param rules How names are read, and what is passed over.
 * @throws Refusal where the service would answer 400.
 */
export function readListQuery(search: string, entitySet: EntitySet, rules: ListRules = {}): ListQuery {
  const extra = (Object.keys(EXTRA) as ExtraName[]).filter((name) => entitySet[EXTRA[name]] !== undefined);
  // Where a service has no $skip, its own links go on by a token.
  const onward = entitySet.skip ? '$skip' : '$skiptoken';
  const paging = [...(entitySet.top ? ['$top' as const] : []), onward] as const;
  const filtering = Object.keys(entitySet.filterable).length > 0 ? (['$filter'] as const) : [];
  const options = readQueryOptions(search, [...filtering, ...paging, ...extra], {
    ...rules,
    properties: Object.keys(entitySet.entityType.properties),
    optIn: extra.filter((name) => isOptIn(name, entitySet, rules)),
  });
  for (const name of extra) if (options[name] !== undefined) checkEvidence(name, entitySet, rules);
  const { $filter, $top, [onward]: $skip, $orderby, $count, $select } = options;
  return {
    ...($filter === undefined ? {} : readFilter($filter, entitySet, rules)),
    ...($top === undefined ? {} : { top: readCount('$top', $top, entitySet.top) }),
    ...($skip === undefined ? {} : { skip: readCount(onward, $skip, entitySet.skip) }),
    onward,
    ...($orderby === undefined ? {} : readOrderBy($orderby, entitySet, rules)),
    ...($count === undefined ? {} : readCountOption($count)),
    ...($select === undefined ? {} : readSelect($select, entitySet, rules)),
  };
}
