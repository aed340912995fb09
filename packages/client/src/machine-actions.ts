import type { CallOptions, InternalCallOptions } from './core/call-options.ts';
import { callOptionTypes, ownOptions } from './core/own-options.ts';
import type { ClientRuntime } from './pipeline/client-runtime.ts';
import { DefenderError } from './errors/defender-error.ts';
import { getMachineAction, listMachineActions, type ListMachineActionsParameters } from './generated/apis/index.ts';
import type { MachineActionTypes } from './generated/entity-sets.gen.ts';
import type { MachineAction, MachineActionEntity } from './generated/models/index.ts';
import { operations, type OperationId } from './generated/operations.gen.ts';
import { machineActionsQuerySet } from './generated/query-sets.gen.ts';
import { propertyAliases } from './generated/service.gen.ts';
import { normalizeRows } from './normalize-rows.ts';
import type { ListOptions, PagedAsyncIterableIterator } from './paging/page.ts';
import { pagedList } from './paging/paged-list.ts';
import type { Answer, PageQuery } from './paging/read-pages.ts';
import { splitQuery } from './paging/split-query.ts';
import { toQuery, type BuiltQuery, type QueryInput } from './query-input.ts';

/** A query on machine actions: built, a callback that builds it, or the object syntax. */
export type MachineActionsQuery = QueryInput<MachineActionTypes>;

/** How a machine action is read. */
export type GetOptions = CallOptions;

const { MachineAction: aliases } = propertyAliases;
const { path } = operations.listMachineActions;

/** The machine actions of the tenant, as `client.machineActions`. */
export class MachineActions {
  /** @internal */
  readonly runtime: ClientRuntime;
  /** @internal */
  readonly url: string;
  /** @internal The largest page is the largest `$top`, which the spec says. */
  readonly maxPageSize: number = machineActionsQuerySet.top?.maximum ?? 10_000;
  /** @internal The largest page that the service was seen to give, if that is less. */
  pageSize: number = this.maxPageSize;

  /** @internal */
  constructor(runtime: ClientRuntime) {
    this.runtime = runtime;
    this.url = runtime.endpoint + path;
  }

  /**
   * Lists machine actions. Pages are fetched as they are read: `for await` row by row, `byPage()`, `firstPage()`, `toArray()`.
   * `top` counts the rows of the whole list. For a complete copy of a set that moves, use `exportAll`.
   *
   * @param query - A built query, a callback that builds it, or the object syntax. Default: every machine action.
   * @param options - A signal, the priority, whether to prefetch.
   * @throws `QueryError` of the query builder, before any call, for what the service would refuse.
   * @throws {@link DefenderError} `InvalidArgument` for an option that there is not.
   * @example
   * for await (const action of client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed')).top(100))) {
   *   console.log(action.id, action.type);
   * }
   */
  list<Top extends number = number>(
    query?: QueryInput<MachineActionTypes, Top>,
    options: ListOptions = {},
  ): PagedAsyncIterableIterator<MachineAction> {
    const own = ownOptions('list', options, { ...callOptionTypes, prefetch: 'boolean' });
    return pagedList(this, toQuery(machineActionsQuerySet, query as MachineActionsQuery), own);
  }

  /**
   * Gets one machine action.
   *
   * @param id - Its ID, as `list` gives it; it is percent-encoded into the path.
   * @throws {@link DefenderError} `InvalidArgument` before any call for an ID that no machine action can have, `NotFound` for an unknown one,
   *   `ProtocolError` for an answer that is no machine action.
   * @example
   * const action = await client.machineActions.get('2e9da30d-27f6-4208-81f2-9cd3d67893ba');
   */
  async get(id: string, options: GetOptions = {}): Promise<MachineActionEntity> {
    checkId(id);
    const own = ownOptions('get', options, callOptionTypes);
    const action = await getMachineAction(this.runtime.transport, { id }, own);
    checkRow(action, 'getMachineAction');
    normalizeRows([action], aliases);
    return action;
  }

  /** @internal One call of a list, with its rows checked. */
  async fetchPage(query: PageQuery, options: InternalCallOptions): Promise<Answer<MachineAction>> {
    // A next link may ask with options of its own.
    const answer = await listMachineActions(this.runtime.transport, query as ListMachineActionsParameters, options);
    for (const row of answer.value) checkRow(row);
    normalizeRows(answer.value, aliases);
    return answer as Answer<MachineAction>;
  }

  /**
   * @internal The parts of a query whose URL would be too long; mostly the query alone.
   *
   * @param reserve - How many characters to leave free for conditions that are added later.
   */
  split(query: BuiltQuery, reserve = 0): readonly BuiltQuery[] {
    return splitQuery(machineActionsQuerySet, query, this.runtime.maxUrlLength - this.url.length - reserve);
  }
}

/** Refuses what would name another path, or none, before it is sent. */
export function checkId(id: unknown): asserts id is string {
  if (typeof id === 'string' && !/^\.{0,2}$/.test(id) && id.isWellFormed()) return;
  throw new DefenderError(
    'InvalidArgument',
    `The ID must be text such as a GUID, not ${typeof id === 'string' ? JSON.stringify(id) : typeof id}.`,
  );
}

/** @throws {@link DefenderError} `ProtocolError` for what stands in an answer where a machine action should, and is none. */
export function checkRow(
  row: unknown,
  operationId: OperationId = 'listMachineActions',
): asserts row is { readonly id: string } {
  if (typeof (row as { readonly id?: unknown } | null | undefined)?.id === 'string') return;
  const what = Object(row) === row ? 'a row has no ID' : `a row is not an object: ${String(row).slice(0, 200)}`;
  throw new DefenderError('ProtocolError', `${operationId}: ${what}`, { operationId });
}
