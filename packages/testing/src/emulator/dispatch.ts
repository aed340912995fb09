import type { OperationId } from '@defender-odata/client';
import type { Lives } from './life.ts';
import type { Tenant } from './tenant.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import type { Row } from '../rows/row.ts';
import { presentationOf, withEarlierCreation } from '../quirks/present.ts';
import type { Answer } from '../http/answer.ts';
import { answerEntity, answerList, emulateRows, type EmulatedRows } from './emulation.ts';
import { plainError } from '../http/error-answers.ts';
import { findRow, fits } from './find-row.ts';
import { readListQuery, type ListQuery } from '../odata/list-query.ts';
import { operationIds, operationOf, type OperationDefinition } from '../http/operation.ts';
import { pointerName, readMeaning, type Meaning } from '../http/path-parameters.ts';
import { readQueryOptions } from '../odata/query-options.ts';
import { readBody } from '../http/read-body.ts';
import { createRecent } from '../http/recent.ts';
import type { OpenRequest } from '../http/request-log.ts';
import { createRowWriter } from '../odata/row-writer.ts';
import type { Settings } from './settings.ts';

/** What an operation is asked. */
export interface Call {
  readonly operationId: OperationId;
  readonly url: URL;
  /** The path's parameters by name, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body of the request; `''` for none. */
  readonly body: string;
  /** The request in the log, which learns what was understood. */
  readonly entry: OpenRequest;
}

/** Reads a call, and gives what performs it. @throws Refusal where the service would answer 400. */
export type Dispatch = (call: Call) => () => Answer;

/** How many query strings of an operation are kept as what they ask for. */
const QUERIES_KEPT = 100;

/** What the dispatch works on. */
export interface Dispatched {
  readonly tenant: Tenant;
  readonly lives: Lives;
  readonly settings: Settings;
  readonly now: () => number;
  /** Draws a correlation ID. */
  readonly newTarget: () => string;
}

/** What a row that an action makes says of the row that the action was called on: its key, where it has a property for that. */
function pointerTo(on: Row | undefined, { collection }: EmulatedRows, target: CollectionDefinition): Row {
  const pointer = pointerName(collection.definition);
  const has = Object.hasOwn(target.schema.properties ?? {}, pointer);
  return on === undefined || !has || target === collection.definition
    ? {}
    : { [pointer]: on[collection.definition.key] };
}

/** The parameters of a path as keys of a collection. */
const keysOf = (parameters: Call['parameters'], { collection }: EmulatedRows): Meaning =>
  new Map(Object.keys(parameters).map((name) => [name, collection.definition.key]));

/**
 * Sets up what each operation of the spec does: by its kind, over the collection that it belongs to. An operation of which the spec does
 * not say enough answers 501 and names what is missing; nothing is ever answered for another.
 */
export function createDispatch({ tenant, lives, settings, now, newTarget }: Dispatched): Dispatch {
  const { quirks, pageSize, exactNames, observed } = settings;
  const rules = { nameless: quirks.has('broken-next-link'), exactNames, observed };
  const byEntitySet = new Map<string, EmulatedRows>();
  for (const collection of tenant.values()) {
    const { definition, plugIn } = collection;
    const { entitySet } = definition;
    byEntitySet.set(
      entitySet.name,
      emulateRows(collection, {
        quirks,
        writer: createRowWriter(presentationOf(quirks, definition, plugIn)),
        pageSize: Math.min(pageSize, entitySet.top?.maximum ?? Infinity),
      }),
    );
  }
  const lists = new Map<string, EmulatedRows['collection']['definition']>();
  for (const { definition } of tenant.values()) {
    lists.set(operationOf(definition.operations.list as OperationId).path, definition);
  }
  const queries = new Map(operationIds.map((id) => [id, createRecent<ListQuery>(QUERIES_KEPT)]));

  const notEmulated = (operationId: OperationId, missing: string): (() => Answer) => {
    const message = `The emulator does not perform ${operationId}: it would need ${missing}. Answer it with a handler of your own.`;
    return () => plainError(501, 'NotImplemented', message, newTarget());
  };

  function readList(call: Call, operation: OperationDefinition, rows: EmulatedRows, meaning: Meaning): () => Answer {
    const { operationId, url, entry } = call;
    const asked = url.search + url.hash;
    const { entitySet } = rows.collection.definition;
    const query = (queries.get(operationId) ?? createRecent(1)).get(asked, () =>
      readListQuery(asked, entitySet, rules),
    );
    const { filterText, filter, top, skip, orderByText, count, select } = query;
    if (filter !== undefined) entry.filter = filter;
    entry.params = {
      ...(filterText !== undefined && { $filter: filterText }),
      ...(top !== undefined && { $top: top }),
      ...(skip !== undefined && { $skip: skip }),
      ...(orderByText !== undefined && { $orderby: orderByText }),
      ...(count !== undefined && { $count: count }),
      ...(select !== undefined && { $select: select.join(',') }),
    };
    const among = meaning.size === 0 ? undefined : fits(meaning, call.parameters, rows);
    const parent = operation.under?.missing === 404 ? byEntitySet.get(operation.under.entitySet) : undefined;
    return () => {
      // Before what is kept for the URL: of the row that it is under nothing is known there.
      if (parent) findRow(call.parameters, parent, keysOf(call.parameters, parent));
      return rows.answers(url.href, () => answerList(url, query, rows, among, operation.empty));
    };
  }

  function readGet(call: Call, rows: EmulatedRows, meaning: Meaning): () => Answer {
    readQueryOptions(call.url.search + call.url.hash, []);
    if (meaning.size === 0) return notEmulated(call.operationId, 'a path parameter that says which row is meant');
    return () => answerEntity(call.url, findRow(call.parameters, rows, meaning), rows);
  }

  function readAction(call: Call, operation: OperationDefinition, rows: EmulatedRows, meaning: Meaning): () => Answer {
    const { operationId, url, body } = call;
    // A POST to the path of a list adds to that list (OData 4.01 Protocol, section 11.4.2).
    const isInsert = operation.method === 'POST' && lists.get(operation.path) === rows.collection.definition;
    const target = byEntitySet.get(operation.creates ?? (isInsert ? (operation.entitySet ?? '') : ''));
    if (target === undefined) return notEmulated(operationId, "'x-action' with what it creates");
    if (operation.answer !== 'entity')
      return notEmulated(operationId, `an effect that answers with a ${operation.answer}`);
    readQueryOptions(url.search + url.hash, []);
    const { collection } = target;
    const values = readBody(operationId, body, operation, collection.definition);
    return () => {
      const on = meaning.size > 0 ? findRow(call.parameters, rows, meaning) : undefined;
      const row = collection.begin({ ...pointerTo(on, rows, collection.definition), ...values }, now());
      const later = quirks.has('creation-time-moves') ? withEarlierCreation(row, collection.definition) : row;
      collection.add(later, now());
      lives.of(collection.definition.name).live(later, now());
      return answerEntity(url, row, target, operation.statuses[0] ?? 201);
    };
  }

  return (call) => {
    const { operationId, entry } = call;
    const operation = operationOf(operationId);
    const rows = operation.entitySet === undefined ? undefined : byEntitySet.get(operation.entitySet);
    if (rows === undefined) return notEmulated(operationId, 'an entity set that it belongs to');
    const { definition } = rows.collection;
    entry.collection = definition.name;
    const meaning = readMeaning(operation, definition, (path) => lists.get(path));
    if (typeof meaning === 'string') {
      return notEmulated(operationId, `a property of ${definition.entityType} that '{${meaning}}' of its path is`);
    }
    switch (operation.kind) {
      case 'list':
        return readList(call, operation, rows, meaning);
      case 'get':
        return readGet(call, rows, meaning);
      case 'action':
        return readAction(call, operation, rows, meaning);
      case 'function':
        return notEmulated(operationId, 'a function of its own: what it computes is in no property');
      default:
        return operation.kind satisfies never;
    }
  };
}
