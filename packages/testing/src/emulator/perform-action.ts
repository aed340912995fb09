import type { OperationId } from '@defender-odata/client';
import type { Answer } from '../http/answer.ts';
import { Refusal } from '../http/error-answers.ts';
import type { OperationDefinition } from '../http/operation.ts';
import { pointerName, type Meaning } from '../http/path-parameters.ts';
import { readBody } from '../http/read-body.ts';
import { readQueryOptions } from '../odata/query-options.ts';
import { withEarlierCreation } from '../quirks/present.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import type { Begun } from '../rows/effects.ts';
import { keyOf, type Row } from '../rows/row.ts';
import type { Call, Dispatched } from './call.ts';
import { answerEntity, type EmulatedRows } from './emulation.ts';
import { findRow } from './find-row.ts';
import { surroundingsOf } from './life.ts';

/** An action that is called: by its name in the spec, on rows of a collection. */
export interface ActionCall {
  readonly call: Call;
  readonly operation: OperationDefinition;
  readonly rows: EmulatedRows;
  readonly meaning: Meaning;
  /** The collection that a new row goes to; undefined where the action adds none. */
  readonly target: EmulatedRows | undefined;
  readonly notEmulated: (operationId: OperationId, missing: string) => () => Answer;
}

/** What a row that an action makes says of the row that the action was called on: its key, where it has a property for that. */
function pointerTo(
  on: Row | undefined,
  { collection }: EmulatedRows,
  { owner }: OperationDefinition,
  target: CollectionDefinition,
): Row {
  const pointer = owner ?? pointerName(collection.definition);
  const has = Object.hasOwn(target.schema.properties ?? {}, pointer);
  return on === undefined || !has || target === collection.definition
    ? {}
    : { [pointer]: on[collection.definition.key] };
}

/** A key that is none is no row's: an action goes by the key alone, and a name may be that of several rows. */
function checkKeys({ parameters = {} }: OperationDefinition, sent: Readonly<Record<string, string>>): void {
  for (const [name, { pattern }] of Object.entries(parameters)) {
    if (pattern !== undefined && !new RegExp(pattern, 'u').test(sent[name] ?? ''))
      throw new Refusal('badRequest', `'${name}' of the path must match ${pattern}.`);
  }
}

/** Where a row is at its end, nothing is done to it any more. */
function refuseFinal({ final, key }: CollectionDefinition, row: Row): void {
  if (final !== undefined && final.values.includes(String(row[final.property])))
    throw new Refusal('actionIsFinal', `${String(row[key])} is ${String(row[final.property])}`);
}

/** How long a new row may not be found, in milliseconds: nobody wrote down how long it is. */
const LATE_FOR = 5000;

/** Makes what performs actions on the rows of a tenant. */
export function createActions({ tenant, lives, settings, now }: Dispatched) {
  const { quirks, effects } = settings;
  const around = surroundingsOf(tenant);
  /** Rows that the next get does not find yet, and since when they are there. */
  const late = new Map<string, number>();

  /** Adds the row of an action. */
  function add(begun: Exclude<Begun, { readonly there: Row }>, { collection }: EmulatedRows): Row {
    const { definition } = collection;
    const row = collection.begin(begun.values, now());
    const later = quirks.has('creation-time-moves') ? withEarlierCreation(row, definition) : row;
    collection.add(later, now());
    const key = keyOf(row, definition.key);
    lives.of(definition.name).setTimeline(key, begun.timeline(row));
    if (quirks.has('late-action')) late.set(`${definition.name} ${key}`, now());
    return row;
  }

  /** Without rules of its own a row lives as its collection's rows do. */
  function begin(values: Row, on: Row | undefined, { collection }: EmulatedRows): Begun {
    const { definition, plugIn } = collection;
    const own = effects.get(definition.name);
    if (own !== undefined) return own.begin({ values, on, now: now() }, around);
    const { lifeCycle } = plugIn ?? {};
    return { values, timeline: (row) => lifeCycle?.draw(row, keyOf(row, definition.key), settings.seed, now()) ?? [] };
  }

  function create({ call, operation, rows, meaning }: ActionCall, target: EmulatedRows): () => Answer {
    const { collection } = target;
    const own = effects.get(collection.definition.name);
    const values = readBody(call.operationId, call.body, operation, collection.definition, own?.readBody);
    return () => {
      checkKeys(operation, call.parameters);
      const on = meaning.size > 0 ? findRow(call.parameters, rows, meaning) : undefined;
      const pointer = pointerTo(on, rows, operation, collection.definition);
      const begun = begin({ ...pointer, ...values }, on, target);
      const row = 'there' in begun ? begun.there : add(begun, target);
      const first = 'there' in begun ? row : (own?.firstAnswer(row, quirks) ?? row);
      return answerEntity(call.url, first, target, operation.statuses.at(-1) ?? 201);
    };
  }

  function change({ call, operation, rows, meaning }: ActionCall): () => Answer {
    const { collection } = rows;
    const { definition, plugIn, random } = collection;
    const values = readBody(call.operationId, call.body, { ...operation, with: operation.sets ?? {} }, definition);
    return () => {
      checkKeys(operation, call.parameters);
      const row = findRow(call.parameters, rows, meaning);
      refuseFinal(definition, row);
      const key = keyOf(row, definition.key);
      const status = definition.final === undefined ? undefined : values[definition.final.property];
      const follows = typeof status === 'string' ? plugIn?.lifeCycle?.changesOf(row, status, now(), random) : undefined;
      const changed = collection.store.update(key, { ...follows, ...values });
      if (status !== undefined) lives.of(definition.name).setTimeline(key, []);
      return answerEntity(call.url, changed, rows, operation.statuses[0] ?? 200);
    };
  }

  return {
    /** Reads an action, and gives what performs it. @throws Refusal where its body or its query is none. */
    read(action: ActionCall): () => Answer {
      const { call, operation, target, notEmulated, meaning } = action;
      const { operationId, url } = call;
      if (target === undefined && (operation.sets === undefined || meaning.size === 0))
        return notEmulated(operationId, "'x-action' with what it creates, or what it sets");
      if (operation.answer !== 'entity')
        return notEmulated(operationId, `an effect that answers with a ${operation.answer}`);
      readQueryOptions(url.search + url.hash, []);
      return target === undefined ? change(action) : create(action, target);
    },
    /** Whether a row that an action just added is not found yet: the first time alone, and only just after. */
    isLate({ definition }: EmulatedRows['collection'], row: Row): boolean {
      const key = `${definition.name} ${keyOf(row, definition.key)}`;
      const since = late.get(key);
      late.delete(key);
      return since !== undefined && now() - since < LATE_FOR;
    },
  };
}
