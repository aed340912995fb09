import { kindOf, refuseArgument, refuseMore } from '../args/options.ts';
import { isPlain, own } from '../args/own.ts';
import { checkTree } from '../check/check-tree.ts';
import type { EntitySet, EntitySetTypes, Evidence } from '../edm/entity-set.ts';
import { QueryError } from '../errors.ts';
import { flat } from '../nodes/create.ts';
import { freezeTree } from '../nodes/freeze-tree.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { isMatchAll } from '../nodes/match-all.ts';
import { parseFilterText } from '../args/filter-text.ts';
import { printFilterCore } from '../print/print-core.ts';
import { fieldsOf } from './field.ts';
import { FILTER, readObject } from './object-syntax.ts';
import type {
  Offered,
  OrderByObject,
  OrderKey,
  Selectable,
  Selected,
  SelectedBy,
  SelectObject,
} from './option-types.ts';
import { joinNodes, listed, open, type Predicate } from './predicate.ts';
import type { CheckTop } from './top.ts';

/** The system query options of a query, decoded: what a client sends after encoding each value once. */
export interface QueryParams {
  readonly $filter?: string;
  readonly $top?: number;
  readonly $skip?: number;
  readonly $orderby?: string;
  readonly $count?: true;
  readonly $select?: string;
}

/** What `filter` takes: a callback over the fields, a condition, the object syntax, a tree, or text. */
export type FilterInput<Types extends EntitySetTypes> =
  ((fields: Types['fields']) => Predicate) | Predicate | FilterNode | Types['filterObject'] | string;

/**
 * odata-query's object syntax for a whole query. An empty `filter`, `and`, `or` or `in` is refused at run time.
 *
 * @typeParam Top - The literal that `top` is, where it is one.
 * @typeParam Name - The names in `select`, where there is one.
 */
export interface QueryObject<Types extends EntitySetTypes, Top extends number = number, Name extends string = string> {
  readonly filter?: FilterInput<Types>;
  readonly top?: CheckTop<Top, Types['maxTop']>;
  readonly skip?: number;
  readonly orderBy?: OrderByObject<Types>;
  readonly count?: Offered<Types, 'count'>;
  readonly select?: SelectObject<Types, Name>;
}

/** The types of an entity set once observed properties are allowed. */
export interface WithObserved<Types extends EntitySetTypes> extends EntitySetTypes {
  fields: Types['observedFields'];
  observedFields: Types['observedFields'];
  filterObject: Types['observedFilterObject'];
  observedFilterObject: Types['observedFilterObject'];
  row: Types['row'];
  maxTop: Types['maxTop'];
  options: NonNullable<Types['observedOptions']>;
  observedOptions: NonNullable<Types['observedOptions']>;
}

/** How `orderBy` is called, or words for why it is not. */
export type OrderBy<Types extends EntitySetTypes> = [Offered<Types, 'orderBy'>] extends [infer Name extends string]
  ? (first: OrderKey<Name>, ...others: OrderKey<Name>[]) => Query<Types>
  : Offered<Types, 'orderBy'>;

/** How `count` is called, or words for why it is not. */
export type Count<Types extends EntitySetTypes> = [Offered<Types, 'count'>] extends [true]
  ? () => Query<Types>
  : Offered<Types, 'count'>;

/** How `select` is called, or words for why it is not. */
export type Select<Types extends EntitySetTypes> = [Offered<Types, 'select'>] extends [
  Selectable<infer Row, infer Names>,
]
  ? <Name extends Names>(first: Name, ...others: Name[]) => Query<Selected<Types, Pick<Row, Name & keyof Row>>>
  : Offered<Types, 'select'>;

/**
 * An immutable query on an entity set. Every method returns a new query; `filter` accumulates (and), the others replace what was said before.
 */
export interface Query<Types extends EntitySetTypes = EntitySetTypes> {
  readonly entitySet: EntitySet<Types>;
  /** The filter as a tree; undefined where every row is meant. */
  readonly filterNode: FilterNode | undefined;
  /** `$top`, in rows. */
  readonly topCount: number | undefined;
  /** `$skip`, in rows. */
  readonly skipCount: number | undefined;

  /**
   * Keeps the rows that meet a condition, in addition to the conditions before.
   *
   * @param condition - A callback over the fields, a condition, the object syntax, a tree of `parseFilter`, or text (once
   *   `@defender-odata/query-builder/parse` is loaded).
   * @throws {@link QueryError} when the service would refuse it, or when it would drop a condition silently.
   * @example
   * from(machineActions).filter((a) => a.status.in(['Pending', 'InProgress']));
   */
  filter(condition: (fields: Types['fields']) => Predicate): Query<Types>;
  // Apart from the callback, which nearly every call is: comparing it with each kind of tree would triple the cost of checking.
  filter(condition: FilterInput<Types>): Query<Types>;

  /**
   * Takes at most this many rows.
   *
   * @param count - A whole number of rows, from 0 to the entity set's maximum.
   * @throws {@link QueryError} `invalid-top` for any other number.
   * @example
   * from(machineActions).top(100);
   */
  top<Count extends number>(count: CheckTop<Count, Types['maxTop']>): Query<Types>;

  /**
   * Leaves out this many rows from the start.
   *
   * @param count - A whole number of rows, from 0.
   * @throws {@link QueryError} `invalid-skip` for any other number.
   * @example
   * from(machineActions).top(100).skip(200);
   */
  skip(count: number): Query<Types>;

  /**
   * Sorts the rows: by the first name, among equals by the next. Only where the service offers it; else the compiler says so.
   *
   * @param keys - Names of properties, each alone or followed by `asc` or `desc`.
   * @throws {@link QueryError} `unknown-option`, `option-observed-only` or `invalid-orderBy`.
   * @example
   * from(machineActions).withObserved().orderBy('creationDateTimeUtc desc');
   */
  readonly orderBy: OrderBy<Types>;

  /**
   * Asks for the number of all rows that meet the filter, whatever `top` and `skip` leave of them. Only where the service offers it.
   *
   * @throws {@link QueryError} `unknown-option` or `option-observed-only`.
   * @example
   * from(machineActions).withObserved().count();
   */
  readonly count: Count<Types>;

  /**
   * Asks for some properties of each row alone: the rows have these and no others. Only where the service offers it.
   *
   * @param names - One name or more.
   * @throws {@link QueryError} `unknown-option`, `option-observed-only` or `invalid-select`.
   */
  readonly select: Select<Types>;

  /**
   * Allows the properties and options that no document names and that were only observed to work.
   *
   * @example
   * from(machineActions).withObserved().filter((a) => a.lastUpdateDateTimeUtc.ge('2019-01-01T00:00:00Z'));
   */
  withObserved(): Query<WithObserved<Types>>;

  /** The system query options, decoded: `{ $filter: "status eq 'Failed'", $top: 2 }`. */
  toParams(): QueryParams;

  /** The query string, percent-encoded, without `?`: `$filter=status%20eq%20'Failed'&$top=2`. */
  toString(): string;
}

type Option = 'filter' | 'top' | 'skip' | 'orderBy' | 'count' | 'select';

/** The options of a query, by the names of their methods, in the order in which they are sent. */
const params: Readonly<Record<Option, keyof QueryParams>> = {
  filter: '$filter',
  top: '$top',
  skip: '$skip',
  orderBy: '$orderby',
  count: '$count',
  select: '$select',
};
const options = Object.keys(params) as readonly Option[];

/** What stands beside the filter: checked, and as it is sent. */
type Value = string | number | boolean;
type Values = { [Name in Option]?: Value | undefined };

/** A query, which has every method: what the service does not offer is refused when it is called. */
class SetQuery<Types extends EntitySetTypes> {
  readonly #set: EntitySet<Types>;
  readonly #observed: boolean;
  readonly #node: FilterNode | undefined;
  // Copied by the options alone: to copy an object at every condition is a tenth of building a query.
  readonly #values: Values;

  constructor(set: EntitySet<Types>, observed = false, node?: FilterNode, values: Values = {}) {
    this.#set = set;
    this.#observed = observed;
    this.#node = node;
    this.#values = values;
  }

  get entitySet(): EntitySet<Types> {
    return this.#set;
  }
  get filterNode(): FilterNode | undefined {
    return freezeTree(this.#node && flat(this.#node));
  }
  get topCount(): unknown {
    return own(this.#values, 'top');
  }
  get skipCount(): unknown {
    return own(this.#values, 'skip');
  }

  filter(condition: FilterInput<Types>, ...more: readonly unknown[]): SetQuery<Types> {
    refuseMore('filter', more);
    const node = this.#toNode(condition);
    if (isMatchAll(node)) return this;
    const both = this.#node ? joinNodes('and', [this.#node, node]) : node;
    return new SetQuery(this.#set, this.#observed, both, this.#values);
  }
  top(count: unknown): SetQuery<Types> {
    return this.#range('top', count);
  }
  skip(count: unknown): SetQuery<Types> {
    return this.#range('skip', count);
  }
  orderBy(...keys: readonly unknown[]): SetQuery<Types> {
    return this.#names('orderBy', keys);
  }
  select(...names: readonly unknown[]): SetQuery<Types> {
    return this.#names('select', names);
  }
  count(...given: readonly unknown[]): SetQuery<Types> {
    this.#offered('count');
    if (given.some((one) => one !== true)) refuseValue('count', 'is true, or left out');
    return this.#with('count', true);
  }
  withObserved(): SetQuery<Types> {
    return new SetQuery(this.#set, true, this.#node, this.#values);
  }

  toParams(): QueryParams {
    return Object.fromEntries(this.#entries());
  }

  /** Percent-encoding happens here, once; a space is `%20`, since `+` is none in OData. */
  toString(): string {
    let text = '';
    for (const [option, value] of this.#entries())
      text += `${text && '&'}${option}=${typeof value === 'string' ? encodeURIComponent(value) : value}`;
    return text;
  }

  #entries(): [keyof QueryParams, Value][] {
    const entries: [keyof QueryParams, Value][] = [];
    if (this.#node) entries.push(['$filter', printFilterCore(flat(this.#node))]);
    for (const option of Object.keys(this.#values) as Option[])
      entries.push([params[option], this.#values[option] as Value]);
    return entries;
  }

  #with(option: Option, value: Value): SetQuery<Types> {
    const values: Values = {};
    // In the order in which they are sent, whatever was said first.
    for (const one of options)
      if (one === option || own(this.#values, one) !== undefined) values[one] = this.#values[one];
    values[option] = value;
    return new SetQuery(this.#set, this.#observed, this.#node, values);
  }

  /** What the service lets an option say. */
  #offered<Name extends 'top' | 'skip' | 'orderBy' | 'count' | 'select'>(
    option: Name,
  ): NonNullable<EntitySet[Name]> & { readonly evidence?: Evidence } {
    const rule = own(
      this.#set as Partial<Record<Name, NonNullable<EntitySet[Name]> & { evidence?: Evidence }>>,
      option,
    );
    if (!rule) return refuseOption(option, this.#set);
    if (rule.evidence === 'observed' && !this.#observed)
      throw new QueryError(
        'option-observed-only',
        `${params[option]} was only seen to work; withObserved() allows it.`,
      );
    return rule;
  }

  #range(option: 'top' | 'skip', count: unknown): SetQuery<Types> {
    const { minimum, maximum = Number.MAX_SAFE_INTEGER } = this.#offered(option);
    const fits = (value: unknown) =>
      Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
    // Digits in quotes are told what makes a number of them; no other text is repeated.
    const isNumeral = typeof count === 'string' && /^\d+$/.test(count) && fits(Number(count));
    const given =
      typeof count === 'number' ? count : `${kindOf(count)}${isNumeral ? `: Number('${count}') is one` : ''}`;
    if (!fits(count))
      refuseValue(
        option,
        Number.isInteger(count) ? `is out of range: ${given}` : `needs a whole number, not ${given}`,
        [`${minimum} to ${maximum}`],
      );
    return this.#with(option, count as number);
  }

  #names(option: 'orderBy' | 'select', given: readonly unknown[]): SetQuery<Types> {
    const { properties } = this.#offered(option);
    const names = listed(given);
    const keys = names.map((name) =>
      option === 'orderBy' && typeof name === 'string' ? name.replace(/ (a|de)sc$/, '') : name,
    );
    if (!keys.length || keys.some((key, index) => !properties.includes(key as string) || keys.indexOf(key) < index))
      refuseValue(option, 'takes one or more of these, each once', properties);
    return this.#with(option, names.join());
  }

  /** The tree of whatever stands for a filter, held to the entity set. */
  #toNode(input: unknown): FilterNode {
    const set = this.#set;
    const observed = this.#observed;
    const fields = fieldsOf(set, observed);
    const plain = isPlain(input);
    const isTree = plain && typeof own(input, 'kind') === 'string' && !own(set.entityType.properties, 'kind');
    const condition: unknown =
      typeof input === 'function'
        ? input(fields)
        : typeof input === 'string'
          ? { node: parseFilterText(input) }
          : isTree
            ? { node: input }
            : plain || Array.isArray(input)
              ? readObject(input, fields)
              : input;
    const [made, scope] = open(condition as Predicate, FILTER);
    const node = flat(made);
    if (scope === fields) return node;
    checkTree(node, set, observed);
    // It came from elsewhere and was checked: nobody may change it any more.
    return freezeTree(node);
  }
}

function refuseValue(option: Option, words: string, allowed?: readonly string[]): never {
  throw new QueryError(
    `invalid-${option as Exclude<Option, 'filter'>}`,
    `${params[option]} ${words}.`,
    undefined,
    allowed,
  );
}

/** Read as an object of options, what has none would ask for every row. */
function refuseQuery(value: unknown, set: EntitySet): never {
  const given =
    value instanceof SetQuery
      ? 'a built query'
      : value instanceof Object && 'node' in value
        ? 'a condition'
        : Object.prototype.toString.call(value).slice(8, -1);
  throw new QueryError(
    'invalid-query',
    `A query is an object such as { filter: … }, not ${given}.`,
    undefined,
    offeredBy(set),
  );
}

const offeredBy = (set: EntitySet): readonly Option[] =>
  options.filter((option) => option === 'filter' || own(set, option));

function refuseOption(option: string, set: EntitySet): never {
  throw new QueryError(
    'unknown-option',
    `${set.name} has no ${own<string, string>(params, option) ?? `option ${option}`}.`,
    undefined,
    offeredBy(set),
  );
}

/**
 * Starts a query on an entity set.
 *
 * @param entitySet - What the service lets a query say: generated from the spec, or written by hand.
 * @param query - The whole query in odata-query's object syntax, each key and value checked; undefined for none.
 * @throws {@link QueryError} when the service would refuse the query, when something in it is undefined, or when it is no plain object.
 * @example
 * const query = from(machineActions)
 *   .filter((a) => a.machineId.eq('f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'))
 *   .top(2);
 * query.toParams().$filter; // "machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'"
 * @example
 * from(machineActions, { filter: { status: 'Failed' }, top: 2 });
 */
export function from<Types extends EntitySetTypes>(entitySet: EntitySet<Types>): Query<Types>;
export function from<Types extends EntitySetTypes, Top extends number = number, Name extends string = never>(
  entitySet: EntitySet<Types>,
  query: QueryObject<Types, Top, Name> | undefined,
): Query<[Name] extends [never] ? Types : SelectedBy<Types, Name>>;
export function from<Types extends EntitySetTypes>(entitySet: EntitySet<Types>, query?: unknown): unknown {
  if (!entitySet?.entityType) refuseArgument('What from() asks', 'an entity set', entitySet);
  let built = new SetQuery(entitySet);
  if (query !== undefined && !isPlain(query)) refuseQuery(query, entitySet);
  for (const [option, value] of Object.entries(query ?? {})) {
    if (!own(params, option as Option)) refuseOption(option, entitySet);
    built = built[option as Option](value as FilterInput<Types>);
  }
  return built;
}
