import type { OperationId } from '@defender-odata/client';
import type { Call, Dispatched } from './call.ts';
import { presentationOf } from '../quirks/present.ts';
import type { Answer } from '../http/answer.ts';
import { answerEntity, answerList, answerValue, emulateRows, type EmulatedRows } from './emulation.ts';
import { plainError } from '../http/error-answers.ts';
import { findRow, fits, notFound } from './find-row.ts';
import { readListQuery, type ListQuery } from '../odata/list-query.ts';
import { operationIds, operationOf, type OperationDefinition } from '../http/operation.ts';
import { readMeaning, type Meaning } from '../http/path-parameters.ts';
import { readQueryOptions } from '../odata/query-options.ts';
import { createActions } from './perform-action.ts';
import { createRecent } from '../http/recent.ts';
import { createRowWriter } from '../odata/row-writer.ts';

/** Reads a call, and gives what performs it. @throws Refusal where the service would answer 400. */
export type Dispatch = (call: Call) => () => Answer;

/** How many query strings of an operation are kept as what they ask for. */
const QUERIES_KEPT = 100;

/** The parameters of a path as keys of a collection. */
const keysOf = (parameters: Call['parameters'], { collection }: EmulatedRows): Meaning =>
  new Map(Object.keys(parameters).map((name) => [name, collection.definition.key]));

/**
 * Sets up what each operation of the spec does: by its kind, over the collection that it belongs to. An operation of which the spec does
 * not say enough answers 501 and names what is missing; nothing is ever answered for another.
 */
export function createDispatch(dispatched: Dispatched): Dispatch {
  const { tenant, settings, now, downloads, newTarget } = dispatched;
  const actions = createActions(dispatched);
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
    return () => {
      const row = findRow(call.parameters, rows, meaning);
      if (actions.isLate(rows.collection, row)) throw notFound(call.parameters, rows);
      return answerEntity(call.url, row, rows);
    };
  }

  function readAction(call: Call, operation: OperationDefinition, rows: EmulatedRows, meaning: Meaning): () => Answer {
    // A POST to the path of a list adds to that list (OData 4.01 Protocol, section 11.4.2).
    const isInsert = operation.method === 'POST' && lists.get(operation.path) === rows.collection.definition;
    const target = byEntitySet.get(operation.creates ?? (isInsert ? (operation.entitySet ?? '') : ''));
    return actions.read({ call, operation, rows, meaning, target, notEmulated });
  }

  /** A function that gives a link: the file behind it is known to the plug-in. */
  function readFunction(call: Call, rows: EmulatedRows, meaning: Meaning): () => Answer {
    const { operationId, url, parameters } = call;
    const { links } = settings.effects.get(rows.collection.definition.name) ?? {};
    const give = links !== undefined && Object.hasOwn(links, operationId) ? links[operationId] : undefined;
    if (give === undefined)
      return notEmulated(operationId, 'a function of its own: what it computes is in no property');
    readQueryOptions(url.search + url.hash, []);
    return () => {
      const download = give(findRow(parameters, rows, meaning), parameters);
      return answerValue(url, downloads.link(download, url, now()));
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
        return readFunction(call, rows, meaning);
      default:
        return operation.kind satisfies never;
    }
  };
}
