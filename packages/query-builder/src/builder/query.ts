import { parseFilterText } from '../args/filter-text.ts';
import { isPlain } from '../args/is-plain.ts';
import { readObject } from '../args/object-syntax.ts';
import { checkTree } from '../check/check-tree.ts';
import type { EntitySet, EntitySetTypes, NumericOption } from '../edm/entity-set.ts';
import { QueryError } from '../errors.ts';
import { flat } from '../nodes/create.ts';
import { freezeTree } from '../nodes/freeze-tree.ts';
import type { FilterNode } from '../nodes/filter-node.ts';
import { assemble } from '../print/assemble.ts';
import { printFilterCore } from '../print/print-core.ts';
import { fieldsOf } from './field.ts';
import { isMatchAll, joinNodes, open, type Predicate } from './predicate.ts';
import type { CheckTop } from './top.ts';

/** The system query options of a query, decoded: what a client sends after encoding each value once. */
export interface QueryParams {
  readonly $filter?: string;
  readonly $top?: number;
  readonly $skip?: number;
}

/** What `filter` takes: a callback over the fields, a condition, the object syntax, a tree, or text. */
export type FilterInput<Types extends EntitySetTypes> =
  ((fields: Types['fields']) => Predicate) | Predicate | FilterNode | Types['filterObject'] | string;

/**
 * odata-query's object syntax for a whole query. An empty `filter`, `and`, `or` or `in` is refused at run time.
 *
 * @typeParam Top - The literal that `top` is, where it is one.
 */
export interface QueryObject<Types extends EntitySetTypes, Top extends number = number> {
  readonly filter?: FilterInput<Types>;
  readonly top?: CheckTop<Top, Types['maxTop']>;
  readonly skip?: number;
}

/** The types of an entity set once observed properties are allowed. */
export interface WithObserved<Types extends EntitySetTypes> extends EntitySetTypes {
  fields: Types['observedFields'];
  observedFields: Types['observedFields'];
  filterObject: Types['observedFilterObject'];
  observedFilterObject: Types['observedFilterObject'];
  row: Types['row'];
  maxTop: Types['maxTop'];
}

/**
 * An immutable query on an entity set. Every method returns a new query; `filter` accumulates (and), `top` and `skip` replace.
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
   * Allows the properties that no document names and that were only observed to be filterable.
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

// Five private fields rather than one object of them: copying an object at every step is a tenth of building a query.
class SetQuery<Types extends EntitySetTypes> implements Query<Types> {
  readonly #set: EntitySet<Types>;
  readonly #observed: boolean;
  readonly #node: FilterNode | undefined;
  readonly #top: number | undefined;
  readonly #skip: number | undefined;

  constructor(set: EntitySet<Types>, observed = false, node?: FilterNode, top?: number, skip?: number) {
    this.#set = set;
    this.#observed = observed;
    this.#node = node;
    this.#top = top;
    this.#skip = skip;
  }

  get entitySet(): EntitySet<Types> {
    return this.#set;
  }
  get filterNode(): FilterNode | undefined {
    return freezeTree(this.#flatNode());
  }
  get topCount(): number | undefined {
    return this.#top;
  }
  get skipCount(): number | undefined {
    return this.#skip;
  }

  filter(condition: FilterInput<Types>): Query<Types> {
    const node = this.#toNode(condition);
    if (isMatchAll(node)) return this;
    return this.#with(this.#node ? joinNodes('and', [this.#node, node]) : node, this.#top, this.#skip);
  }

  top(count: unknown): Query<Types> {
    return this.#with(this.#node, inRange('top', count, this.#set), this.#skip);
  }

  skip(count: unknown): Query<Types> {
    return this.#with(this.#node, this.#top, inRange('skip', count, this.#set));
  }

  withObserved(): Query<WithObserved<Types>> {
    const set = this.#set as EntitySet as EntitySet<WithObserved<Types>>;
    return new SetQuery(set, true, this.#node, this.#top, this.#skip);
  }

  toParams(): QueryParams {
    const params: { -readonly [Option in keyof QueryParams]: QueryParams[Option] } = {};
    const node = this.#flatNode();
    if (node) params.$filter = printFilterCore(node);
    if (this.#top !== undefined) params.$top = this.#top;
    if (this.#skip !== undefined) params.$skip = this.#skip;
    return params;
  }

  toString(): string {
    return assemble(this.toParams());
  }

  #with(node: FilterNode | undefined, top: number | undefined, skip: number | undefined): Query<Types> {
    return new SetQuery(this.#set, this.#observed, node, top, skip);
  }

  #flatNode(): FilterNode | undefined {
    return this.#node && flat(this.#node);
  }

  /** The tree of whatever stands for a filter, held to the entity set. */
  #toNode(input: unknown): FilterNode {
    const set = this.#set;
    const observed = this.#observed;
    const fields = fieldsOf(set, observed);
    const { kind, node: inner } = (input ?? {}) as { readonly kind?: unknown; readonly node?: FilterNode };
    const condition: unknown =
      typeof input === 'function'
        ? input(fields)
        : typeof input === 'string'
          ? { node: parseFilterText(input) }
          : typeof kind === 'string' && !('kind' in set.entityType.properties)
            ? { node: input }
            : inner?.kind
              ? input
              : readObject(input, fields);
    const [made, scope] = open(condition as Predicate, 'filter');
    const node = flat(made);
    if (scope === fields) return node;
    checkTree(node, set, observed);
    // It came from elsewhere and was checked: nobody may change it any more.
    return freezeTree(node);
  }
}

function inRange(option: 'top' | 'skip', count: unknown, set: EntitySet): number {
  const range: NumericOption = set[option] ?? refuseOption(option, set);
  const { minimum, maximum = Number.MAX_SAFE_INTEGER } = range;
  if (Number.isInteger(count) && (count as number) >= minimum && (count as number) <= maximum) return count as number;
  throw new QueryError(`invalid-${option}`, `$${option} must be a whole number, not ${String(count)}.`, undefined, [
    `${minimum} to ${maximum}`,
  ]);
}

const options = ['filter', 'top', 'skip'];

/** Read as an object of options, what has none would ask for every row. */
function refuseQuery(value: unknown): never {
  const given =
    value instanceof SetQuery
      ? 'a built query'
      : value instanceof Object && 'node' in value
        ? 'a condition'
        : Object.prototype.toString.call(value).slice(8, -1);
  throw new QueryError('invalid-query', `A query is an object such as { top: 2 }, not ${given}.`, undefined, options);
}

function refuseOption(option: string, { name }: EntitySet, allowed?: readonly string[]): never {
  throw new QueryError('unknown-option', `${name} has no $${option}.`, undefined, allowed);
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
export function from<Types extends EntitySetTypes, Top extends number = number>(
  entitySet: EntitySet<Types>,
  query?: QueryObject<Types, Top>,
): Query<Types> {
  let built: Query<Types> = new SetQuery(entitySet);
  if (query !== undefined && !isPlain(query)) refuseQuery(query);
  for (const [option, value] of Object.entries(query ?? {})) {
    if (!options.includes(option)) refuseOption(option, entitySet, options);
    built = built[option as 'filter'](value as FilterInput<Types>);
  }
  return built;
}
