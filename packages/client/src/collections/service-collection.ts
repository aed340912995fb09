import type { EntitySet } from '@defender-odata/query-builder';
import type { InternalCallOptions } from '../core/call-options.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { isNotFound } from '../errors/guards.ts';
import type { ClientRuntime } from '../pipeline/client-runtime.ts';
import type { GetOptions } from './collection.ts';
import type { CollectionDefinition, CollectionOperation, FinalStatuses } from './definition.ts';
import { normalizeRows } from './normalize-rows.ts';
import type { ListOptions, PagedAsyncIterableIterator, PageQuery, AnyRow } from './page.ts';
import { pagedList } from './paged-list.ts';
import type { Answer, PageSource } from './read-pages.ts';
import { paramsOf, selectWith, toQuery, type BuiltQuery } from './query-input.ts';
import { hasKey, isSameKey, pathOf, type Key } from './row-key.ts';
import { splitQuery } from './split-query.ts';

/** What `$top` may be where the spec does not say. */
const LARGEST_PAGE = 10_000;

/** A collection of the service, as its definition says. What the compiler knows of it is in the interfaces that are made of the spec. */
export class ServiceCollection implements PageSource<AnyRow> {
  readonly name: string;
  readonly entitySet: EntitySet;
  readonly createdAt: string | undefined;
  readonly final: FinalStatuses | undefined;
  readonly key: string;
  readonly runtime: ClientRuntime;
  readonly url: string;
  readonly maxPageSize: number;
  pageSize: number;
  readonly canSkip: boolean;
  readonly operations: CollectionDefinition['operations'];
  readonly #definition: CollectionDefinition;
  /** Whether keys are numbers. */
  readonly #isNumber: boolean;
  readonly #descriptions: Readonly<Record<string, CollectionOperation>>;

  constructor(
    definition: CollectionDefinition,
    descriptions: Readonly<Record<string, CollectionOperation>>,
    runtime: ClientRuntime,
  ) {
    ({ name: this.name, entitySet: this.entitySet, key: this.key } = definition);
    ({ createdAt: this.createdAt, final: this.final } = definition);
    this.operations = definition.operations;
    this.#isNumber = /Int|Byte|Decimal|Double/.test(this.entitySet.entityType.properties[this.key]?.type ?? '');
    this.#definition = definition;
    this.#descriptions = descriptions;
    this.runtime = runtime;
    this.url = runtime.endpoint + this.#operation(this.operations.list, 'list').path;
    this.maxPageSize = this.entitySet.top?.maximum ?? LARGEST_PAGE;
    this.pageSize = this.maxPageSize;
    this.canSkip = !!this.entitySet.skip;
  }

  list(query?: object, options: ListOptions = {}): PagedAsyncIterableIterator<AnyRow> {
    const own = ownOptions('list', options, { ...callOptionTypes, prefetch: 'boolean' });
    return pagedList(this, toQuery(this.entitySet, query), own);
  }

  async get(key: Key, options: GetOptions = {}): Promise<AnyRow> {
    const { get: operationId = '' } = this.operations;
    const { path, pathParameters } = this.#operation(operationId);
    const { key: property, alternateKeys = [] } = this.#definition;
    const [asked] = pathOf(path, pathParameters, key);
    const row = await this.getBy('get', operationId, key, options);
    if (![property, ...alternateKeys].some((name) => isSameKey(row[name], asked)))
      throw this.protocolError(
        `the row that came is not the one that was asked for: its ${property} is another`,
        operationId,
      );
    return row;
  }

  /**
   * Gets the row that an operation answers with, whatever its key is.
   *
   * @param name - What the operation is called in the client.
   */
  async getBy(name: string, operationId: string, key: Key, options: GetOptions = {}): Promise<AnyRow> {
    const { method, path, pathParameters } = this.#operation(operationId);
    const own = ownOptions(name, options, callOptionTypes);
    const request = { operationId, method, path: pathOf(path, pathParameters, key)[1] };
    const row = await this.runtime.transport(request, own);
    if (!this.#isRow(row)) throw this.#noRow(operationId, row);
    normalizeRows([row], this.#definition.aliases ?? {});
    return row;
  }

  /** The rows that another operation lists: those under a row of another collection. */
  under(operationId: string, key: Key): ServiceCollection {
    const operation = this.#operation(operationId);
    const [, path] = pathOf(operation.path, operation.pathParameters, key);
    return new ServiceCollection(
      { ...this.#definition, operations: { list: operationId } },
      { [operationId]: { ...operation, path } },
      this.runtime,
    );
  }

  /** One call of a list, with its rows checked. A next link may ask with options of its own. */
  async fetchPage(query: PageQuery, options: InternalCallOptions): Promise<Answer<AnyRow>> {
    const { list: operationId } = this.operations;
    const { method, path, empty, queryOptions } = this.#operation(operationId, 'list');
    const offered = Object.entries(query).filter(
      ([name]) => !/^\$(top|skip)$/.test(name) || queryOptions.includes(name),
    );
    let answer: Answer<AnyRow>;
    try {
      const request = { operationId, method, path, query: Object.fromEntries(offered) };
      answer = (await this.runtime.transport(request, options)) as Answer<AnyRow>;
    } catch (error) {
      // In the words of the service: a 404 of something else on the way says nothing of rows.
      if (empty === 404 && isNotFound(error) && error.serviceCode) return { value: [] };
      throw error;
    }
    for (const row of answer.value) if (!this.#isRow(row)) throw this.#noRow(operationId, row);
    normalizeRows(answer.value, this.#definition.aliases ?? {});
    return answer;
  }

  /**
   * The parts of a query whose URL would be too long; mostly the query alone.
   *
   * @param reserve - How many characters to leave free for conditions that are added later.
   */
  split(query: BuiltQuery, reserve = 0): readonly BuiltQuery[] {
    const added =
      encodeURIComponent(selectWith(this.key, query) ?? '').length -
      encodeURIComponent(paramsOf(query).$select ?? '').length;
    return splitQuery(this.entitySet, query, this.runtime.maxUrlLength - this.url.length - reserve - added);
  }

  /** A row that was answered elsewhere, with the names of this collection; undefined for what is no row of it. */
  asRow(row: unknown): AnyRow | undefined {
    if (!this.#isRow(row)) return undefined;
    normalizeRows([row], this.#definition.aliases ?? {});
    return row;
  }

  /** The key of a row that was checked. */
  keyOf(row: AnyRow): string {
    return String(row[this.key]);
  }

  protocolError(words: string, operationId = this.operations.list): DefenderError {
    return new DefenderError('ProtocolError', `${operationId}: ${words}.`, { operationId });
  }

  #operation(operationId = '', kind = 'get'): CollectionOperation {
    const operation = this.#descriptions[operationId];
    if (operation) return operation;
    throw new DefenderError('InvalidArgument', `${this.name} has no ${kind}: the service offers none.`);
  }

  #isRow(row: unknown): row is AnyRow {
    return hasKey(row, this.key, this.#isNumber);
  }

  #noRow(operationId: string, row: unknown): DefenderError {
    const what =
      Object(row) === row ? `a row has no ${this.key}` : `a row is not an object: ${String(row).slice(0, 200)}`;
    return this.protocolError(what, operationId);
  }
}
