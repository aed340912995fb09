import type { EntitySet, EntitySetTypes } from '@defender-odata/query-builder';
import type { CallOptions } from '../core/call-options.ts';
import type { ListOptions, PagedAsyncIterableIterator } from './page.ts';
import type { QueryInput, RowName, RowWith } from './query-input.ts';
import type { FinalStatuses } from './definition.ts';

/** How one row is read. */
export type GetOptions = CallOptions;

/** How an action is called. */
export interface ActionOptions extends CallOptions {
  /**
   * How long is looked for an action that failed after it was sent, and may have been started, in milliseconds; 0 looks once.
   * Default: 60,000.
   */
  readonly lookFor?: number;
}

/** What an action has started. */
export type Started<Entity> = Entity & {
  /**
   * Whether it ran before the call: the service has answered with it, or has refused to start another one. Not enumerable, so that the
   * row equals, and is written as, what the service sent.
   */
  readonly wasRunning: boolean;
};

/** A collection that can be listed. */
export interface Listed<Types extends EntitySetTypes> {
  /** The property of the client that it is. */
  readonly name: string;
  /** What a query on it may say. */
  readonly entitySet: EntitySet<Types>;

  /**
   * Lists rows. Pages are fetched as they are read: `for await` row by row, `byPage()`, `firstPage()`, `toArray()`.
   * `top` counts the rows of the whole list. For a complete copy of a set that moves, use `exportAll`.
   *
   * @param query - A built query, a callback that builds it, or the object syntax. Default: every row.
   * @param options - A signal, the priority, whether to prefetch.
   * @throws `QueryError` of the query builder, before any call, for what the service would refuse.
   * @throws {@link DefenderError} `InvalidArgument` for an option that there is not.
   * @example
   * for await (const action of client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed')).top(100))) {
   *   console.log(action.id, action.type);
   * }
   */
  list<Top extends number = number, Name extends RowName<Types> = RowName<Types>>(
    query?: QueryInput<Types, Top, Name>,
    options?: ListOptions,
  ): PagedAsyncIterableIterator<RowWith<Types, Name>>;
}

/**
 * A collection of which one row can be read.
 *
 * @typeParam Key - Text, or an object of texts where the path takes several.
 */
export interface Gettable<Entity, Key = string> {
  /**
   * Gets one row.
   *
   * @param key - Its key, as `list` gives it; it is percent-encoded into the path.
   * @throws {@link DefenderError} `InvalidArgument` before any call for a key that no row can have, `NotFound` for an unknown one,
   *   `ProtocolError` for an answer that is no such row, or another one.
   * @example
   * const action = await client.machineActions.get('2e9da30d-27f6-4208-81f2-9cd3d67893ba');
   */
  get(key: Key, options?: GetOptions): Promise<Entity>;
}

/**
 * Gets one row by another path than its own.
 *
 * @param key - What stands in the path; it is percent-encoded into it.
 * @throws {@link DefenderError} `InvalidArgument` before any call for what no path can have, `NotFound` where there is no such row.
 */
export type GetBy<Entity, Key = string> = (key: Key, options?: GetOptions) => Promise<Entity>;

/** Lists the rows that belong to a row of another collection. */
export interface ListUnder<Types extends EntitySetTypes, Key = string> {
  /**
   * Lists rows, as `list` of their own collection does.
   *
   * @param key - The key of the row that they belong to; it is percent-encoded into the path.
   * @param query - A built query, a callback that builds it, or the object syntax. Default: every row.
   * @throws what `list` throws, and {@link DefenderError} `InvalidArgument` for a key that no row can have. While it is read: `NotFound`
   *   where the service says so of a row that there is not.
   */
  <Top extends number = number, Name extends RowName<Types> = RowName<Types>>(
    key: Key,
    query?: QueryInput<Types, Top, Name>,
    options?: ListOptions,
  ): PagedAsyncIterableIterator<RowWith<Types, Name>>;
}

/** A collection whose rows have a creation time that never changes: `exportAll` and `plan` take it. */
export interface WithCreated {
  /** The property that has it. */
  readonly createdAt: string;
}

/** A collection whose rows come to an end: `waitFor` takes it. */
export interface WithFinal {
  /** The statuses after which nothing changes, and the property that has them. */
  readonly final: FinalStatuses;
}
