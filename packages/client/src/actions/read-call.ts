import { checkKey } from '../collections/row-key.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { problemOf, problemOfObject } from './check-value.ts';
import type { MemberOperation, PropertyDescription } from './definition.ts';

/** The key of the row that a call is on: text, or a number where the spec says so; undefined where it is on none. */
export type Key = string | number | undefined;

/** A call that was checked, ready to be sent. */
export interface CheckedCall {
  /** The key of the row that it is on; undefined where it is on none. */
  readonly key: Key;
  /** The path, percent-encoded. */
  readonly path: string;
  /** What is sent, by the names on the wire; undefined for nothing. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** The names of the parameters that were given. */
  readonly names: readonly string[];
}

/** What a key is of, for the words of a refusal. */
export interface KeyWords {
  /** Other properties that a get takes in the place of the key. */
  readonly alternateKeys?: readonly string[] | undefined;
}

/**
 * Checks what a caller gives an action or a function, and writes the path and the body.
 *
 * @param operationId - The operation, by its name in the spec.
 * @param given - The arguments: the key of the row, where the path has one, and the parameters.
 * @throws {@link DefenderError} `InvalidArgument`, which says what is wrong and what is allowed.
 */
export function readCall(
  operationId: string,
  operation: MemberOperation,
  { alternateKeys = [] }: KeyWords,
  key: unknown,
  given: unknown,
): CheckedCall {
  const refuse = (words: string): never => {
    throw new DefenderError('InvalidArgument', `${operationId}: ${words}`, { operationId });
  };
  const { pathParameters, parameters = {}, body } = operation;
  const [keyName, ...others] = pathParameters;
  const values: Record<string, unknown> = {};
  if (keyName !== undefined) {
    if (typeof key !== 'number') checkKey(key, keyName);
    const problem = problemOf(keyName, key, parameters[keyName] ?? {});
    if (problem)
      refuse(
        `${problem}${alternateKeys.length ? ` Several rows may have one ${alternateKeys.join(', ')}: give the key of one.` : ''}`,
      );
    values[keyName] = key;
  }
  const properties: readonly PropertyDescription[] = [
    ...others.map((name) => ({ name, required: true, ...parameters[name] })),
    ...(body?.properties ?? []),
  ];
  // Each is read once: what a getter says the next time is not sent.
  const own = Object(given) === given && !Array.isArray(given) ? { ...(given as object) } : (given ?? {});
  const problem = problemOfObject('The call', own, properties);
  if (problem) refuse(problem);
  const taken = own as Readonly<Record<string, unknown>>;
  for (const name of others) values[name] = taken[name];
  const sent = (body?.properties ?? []).filter(({ name }) => Object.hasOwn(taken, name));
  return {
    key: keyName === undefined ? undefined : (key as Key),
    path: operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name]))),
    body: body && Object.fromEntries(sent.map(({ name, wire = name }) => [wire, taken[name]])),
    names: Object.keys(taken),
  };
}
