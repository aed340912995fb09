import type { OperationId } from '@defender-odata/client';
import { definitions } from '../emulator/definitions.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import { operationOf } from '../http/operation.ts';

/** The rows of an answer, and the collection that they belong to. */
export interface AnsweredRows {
  readonly definition: CollectionDefinition;
  readonly rows: readonly object[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The rows that an answer holds: those of a list, or the one that was got or made.
 *
 * @param body The answer's body, parsed.
 * @returns The rows; undefined where the operation answers with none.
 */
export function rowsOf(operationId: OperationId, body: unknown): AnsweredRows | undefined {
  const { answer, creates, entitySet } = operationOf(operationId);
  const definition = definitions.find((candidate) => candidate.entitySet.name === (creates ?? entitySet));
  if (definition === undefined || !isObject(body)) return undefined;
  if (answer === 'collection') {
    const { value } = body;
    return { definition, rows: Array.isArray(value) ? value.filter(isObject) : [] };
  }
  if (answer !== 'entity' || typeof body[definition.key] !== 'string') return undefined;
  const { '@odata.context': _, ...row } = body;
  return { definition, rows: [row] };
}

/** A row under the real names of its properties; where it has both names, the alias is left to be dropped. */
export function withRealNames(row: object, { aliases = {} }: CollectionDefinition): object {
  const nameOf = (key: string): string => {
    const name = Object.hasOwn(aliases, key) ? aliases[key] : undefined;
    return name === undefined || Object.hasOwn(row, name) ? key : name;
  };
  return Object.fromEntries(Object.entries(row).map(([key, value]): [string, unknown] => [nameOf(key), value]));
}
