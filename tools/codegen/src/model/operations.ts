import { pointerPath, resolve, valueAt } from '../spec/reference.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, list, readDeprecated, record, text, texts } from '../spec/value.ts';
import { readAnswer, successStatuses } from './answers.ts';
import { readBody } from './bodies.ts';
import type { AnswerKind, OperationKind, OperationModel } from './model.ts';
import { readFacets } from './property.ts';

/** A parameter, resolved, and where it stands. */
export interface ParameterEntry {
  readonly at: Path;
  readonly name: string;
  /** Where it is sent: `path`, `query`, `header` or `cookie`. */
  readonly place: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** The parameter as it stands in the document, or a reference to it. */
  readonly value: unknown;
}

/** An operation of the document, and where it stands. */
export interface OperationEntry {
  /** Where the operation stands in the document. */
  readonly at: Path;
  readonly path: string;
  readonly method: string;
  readonly operation: Readonly<Record<string, unknown>>;
  /** The parameters of its path that it does not say anew, and its own. */
  readonly parameters: readonly ParameterEntry[];
}

/** The methods that OpenAPI 3.1 allows in a path item. */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function readParameters(spec: Spec, at: Path): readonly ParameterEntry[] {
  return list(valueAt(spec.root, at)).map((value, index) => {
    const reference = record(value)['$ref'];
    const { name, in: place, schema } = record(resolve(spec, value));
    return {
      at: (typeof reference === 'string' && pointerPath(reference)) || [...at, index],
      name: text(name),
      place: text(place),
      schema: record(schema),
      value,
    };
  });
}

/** Whether two parameters are the same one: a name stands for one parameter in each place (OpenAPI 3.1, Parameter Object). */
export const isSameParameter = (one: ParameterEntry, other: ParameterEntry): boolean =>
  one.name === other.name && one.place === other.place;

/** The parameters of an operation: its own win over those of its path. */
function parametersOf(spec: Spec, path: string, method: string): readonly ParameterEntry[] {
  const own = readParameters(spec, ['paths', path, method, 'parameters']);
  const shared = readParameters(spec, ['paths', path, 'parameters']);
  return [...shared.filter((one) => !own.some((other) => isSameParameter(one, other))), ...own];
}

/** Every operation of the document, in its order. */
export function operationEntries(spec: Spec): readonly OperationEntry[] {
  return Object.entries(record(spec.root['paths'])).flatMap(([path, item]) =>
    Object.entries(record(item))
      .filter(([method, operation]) => methods.includes(method) && isRecord(operation))
      .map(([method, operation]) => ({
        at: ['paths', path, method],
        path,
        method,
        operation: record(operation),
        parameters: parametersOf(spec, path, method),
      })),
  );
}

/** What `x-odata` says of an operation that is no list: where it belongs. */
export const memberKeys: readonly string[] = ['entitySet', 'alternateKeys', 'name', 'under', 'by'];

/** Whether an operation lists an entity set: its `x-odata` says what may be queried, and not only where it belongs. */
export const isList = (operation: Readonly<Record<string, unknown>>): boolean =>
  isRecord(operation['x-odata']) && Object.keys(operation['x-odata']).some((key) => !memberKeys.includes(key));

/** Whether an operation lists the rows of an entity set that belong to a row of another one. */
export const isListUnder = (operation: Readonly<Record<string, unknown>>): boolean =>
  isRecord(operation['x-odata']) && 'under' in operation['x-odata'];

/** Whether a path names a row of the list at another path: `/books/{isbn}`, or `/books({isbn})`. */
export const isRowOf = (path: string, set: string): boolean =>
  path.startsWith(set) && /^(\/\{[^/]*\}|\([^/]*\))$/.test(path.slice(set.length));

/** The names in braces of a path, in its order. */
export const namesInPath = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');

/** The names of the entity types: those of which there are lists. */
export const entityTypes = (spec: Spec): ReadonlySet<string> =>
  new Set(operationEntries(spec).flatMap(({ operation }) => text(record(operation['x-odata'])['entityType']) || []));

function kindOf({ method, operation }: OperationEntry, answer: AnswerKind): OperationKind {
  if (isList(operation) || isListUnder(operation)) return 'list';
  if (method !== 'get') return 'action';
  return isRecord(operation['x-odata']) && answer === 'entity' ? 'get' : 'function';
}

/**
 * What an operation is called beside `list` and `get`: what the spec says; of a list under a row the entity set; else the last part of its
 * path, where that stands behind the key of a row and one method alone is likely to use it; else the operation's own name.
 */
export function memberName({ path, method, operation }: OperationEntry): string {
  const { name } = { ...record(operation['x-odata']), ...record(operation['x-action']) };
  const last =
    (method === 'get' || method === 'post') && /\}\/(?<name>[A-Za-z_]\w*)(?:\([^)]*\))?$/.exec(path)?.groups?.['name'];
  if (typeof name === 'string') return name;
  if (isListUnder(operation)) return lowerFirst(text(record(operation['x-odata'])['entitySet']));
  return last ? last.charAt(0).toLowerCase() + last.slice(1) : text(operation['operationId']);
}

/** The name in code of something that the spec writes with a capital. */
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** The gets that are called `get` in the client: of each entity set the one behind its list's own path, or the first. */
export function ownGets(entries: readonly OperationEntry[]): ReadonlySet<OperationEntry> {
  const lists = entries.filter(({ operation }) => isList(operation));
  return new Set(
    lists.flatMap(({ path, operation }) => {
      const { entitySet } = record(operation['x-odata']);
      const gets = entries.filter(
        (entry) =>
          entry.method === 'get' &&
          !isList(entry.operation) &&
          !isListUnder(entry.operation) &&
          record(entry.operation['x-odata'])['entitySet'] === entitySet,
      );
      return gets.find((get) => isRowOf(get.path, path)) ?? gets[0] ?? [];
    }),
  );
}

/** The operations as the emitters need them. */
export function readOperations(spec: Spec): readonly OperationModel[] {
  const types = entityTypes(spec);
  const entries = operationEntries(spec);
  const own = ownGets(
    entries.filter(({ operation }) => readAnswer(spec, operation, types).kind === 'entity' || isList(operation)),
  );
  return entries.map((entry) => {
    const { path, method, operation, parameters } = entry;
    const deprecated = readDeprecated(operation);
    const permissions = record(resolve(spec, operation['x-permissions']));
    const { alternateKeys, empty, ...odata } = record(operation['x-odata']);
    const action = record(operation['x-action']);
    const entitySet = odata['entitySet'] ?? action['on'];
    const body = readBody(spec, operation);
    const { kind: answer, model: answerModel, value } = readAnswer(spec, operation, types);
    const kind = kindOf(entry, answer);
    const inPath = parameters.filter(({ place }) => place === 'path');
    const under = isListUnder(operation)
      ? {
          entitySet: text(odata['under']),
          by: text(odata['by']),
          ...('404' in record(operation['responses']) && { missing: 404 }),
        }
      : undefined;
    const isMember =
      under !== undefined || kind === 'action' || kind === 'function' || (kind === 'get' && !own.has(entry));
    return {
      id: text(operation['operationId']),
      summary: text(operation['summary']),
      description: text(operation['description']),
      ...(deprecated !== undefined && { deprecated }),
      kind,
      ...(isMember && { member: memberName(entry) }),
      ...(under && { under }),
      ...(typeof entitySet === 'string' && { entitySet }),
      method: method.toUpperCase(),
      path,
      pathParameters: namesInPath(path),
      parameters: namesInPath(path).flatMap((name) =>
        inPath
          .filter((parameter) => parameter.name === name)
          .map(({ schema, value: parameter }) => ({
            name,
            description: text(record(resolve(spec, parameter))['description']),
            type: text(schema['type']),
            facets: readFacets(schema),
          })),
      ),
      queryOptions: parameters.filter(({ place }) => place === 'query').map(({ name }) => name),
      headers: parameters.filter(({ place }) => place === 'header').map(({ name }) => name),
      ...(body && { body }),
      statuses: successStatuses(operation),
      answer,
      ...(answerModel !== undefined && { answerModel }),
      ...(value && { value }),
      permissions: {
        application: texts(permissions['application']),
        delegated: texts(permissions['delegated']),
        ...(typeof permissions['role'] === 'string' && { role: permissions['role'] }),
      },
      rateLimits: list(resolve(spec, operation['x-rate-limits'])).map((limit) => ({
        calls: Number(record(limit)['calls']),
        seconds: Number(record(limit)['seconds']),
      })),
      ...(texts(alternateKeys).length > 0 && { alternateKeys: texts(alternateKeys) }),
      ...(typeof action['creates'] === 'string' && { creates: action['creates'] }),
      ...(isRecord(action['with']) && { with: action['with'] }),
      ...(typeof action['owner'] === 'string' && { owner: action['owner'] }),
      ...(isRecord(action['sets']) && { sets: action['sets'] }),
      ...(typeof empty === 'number' && { empty }),
    };
  });
}
