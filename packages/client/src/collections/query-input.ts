import {
  from,
  type EntitySet,
  type EntitySetTypes,
  type Query,
  type QueryObject,
  type QueryParams,
} from '@defender-odata/query-builder';
import { DefenderError } from '../errors/defender-error.ts';

/**
 * A query that was built before, of whatever stage.
 *
 * @typeParam Row - A row of its answers: that of a selecting query has some of the properties alone.
 */
export type BuiltQuery<Row extends object = object> = Pick<
  Query,
  'filterNode' | 'topCount' | 'skipCount' | 'toParams'
> & {
  readonly entitySet: { readonly name: string; readonly types?: { readonly row: Row } };
};

/** The names of the properties of a row. */
export type RowName<Types extends EntitySetTypes> = keyof Types['row'] & string;

/** A row that has these properties alone. */
export type RowWith<Types extends EntitySetTypes, Name extends RowName<Types>> = [RowName<Types>] extends [Name]
  ? Types['row']
  : Pick<Types['row'], Name>;

/**
 * What stands for a query: a built one, a callback that builds it, or the object syntax. Nothing means every row.
 *
 * @typeParam Top - The literal that an object's `top` is, where it is one.
 * @typeParam Name - The properties that the rows have: those that are selected. Default: all.
 */
export type QueryInput<
  Types extends EntitySetTypes,
  Top extends number = number,
  Name extends RowName<Types> = RowName<Types>,
> =
  | BuiltQuery<Pick<Types['row'], Name>>
  | ((query: Query<Types>) => BuiltQuery<Pick<Types['row'], Name>>)
  | QueryObject<Types, Top, Name>;

/** The options of a query, as they are sent, and nothing that every object inherits. */
export const paramsOf = (query: BuiltQuery): QueryParams =>
  Object.assign(Object.create(null) as QueryParams, query.toParams());

/** What a query selects, and the key beside it if that is not selected; undefined where it selects nothing. */
export function selectWith(key: string, query: BuiltQuery): string | undefined {
  const { $select } = paramsOf(query);
  return $select === undefined || $select.split(',').includes(key) ? $select : `${$select},${key}`;
}

const isBuilt = (value: unknown): value is BuiltQuery =>
  typeof (value as { toParams?: unknown } | undefined)?.toParams === 'function';

/**
 * The built query.
 *
 * @throws {@link QueryError} of the query builder for what the service would refuse, and for an object that is none of options.
 * @throws {@link DefenderError} `InvalidArgument` for a query of another entity set, or no query at all.
 */
export function toQuery(set: EntitySet, input: object = {}): BuiltQuery {
  // A primitive is left as it is: as an object without options it would mean every row.
  const query: unknown =
    typeof input === 'function'
      ? input(from(set))
      : isBuilt(input) || Object(input) !== input
        ? input
        : from(set, input);
  if (isBuilt(query) && query.entitySet.name === set.name) return query;
  const given = isBuilt(query) ? `one on ${query.entitySet.name}` : query === null ? query : typeof query;
  throw new DefenderError(
    'InvalidArgument',
    `A query on ${set.name} is built by from(), a callback or an object such as { top: 2 }, not ${given}.`,
  );
}
