import { deprecatedText } from '../emit/doc.ts';
import { operationEntries } from '../model/operations.ts';
import { resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { isRecord, list, readDeprecated, record, text } from '../spec/value.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** The keywords of a schema that a model is written from. What a value may be beyond its type is checked elsewhere. */
const schemaKeys = ['$ref', 'type', 'format', 'enum', 'const', 'description', 'required', 'x-open-enum'];
const schemaHolders = ['items', 'additionalProperties'];
const schemaLists = ['oneOf', 'allOf', 'anyOf'];

const pick = (value: Mapping, keys: readonly string[]): Mapping =>
  Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));

/** The description of what is not to be used any more, which says so: the templates write it into a doc comment. */
function deprecation(value: Mapping): Mapping {
  const why = readDeprecated(value);
  return why === undefined ? {} : { description: deprecatedText(text(value['description']), why) };
}

function modelSchema(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries({ ...value, ...deprecation(value) }).flatMap(([key, inner]) => {
      if (schemaKeys.includes(key)) return [[key, inner]];
      if (schemaHolders.includes(key)) return [[key, modelSchema(inner)]];
      if (schemaLists.includes(key)) return [[key, list(inner).map(modelSchema)]];
      if (key === 'properties') return [[key, mapValues(inner, modelSchema)]];
      return [];
    }),
  );
}

const mapValues = (value: unknown, change: (value: unknown) => unknown): Mapping =>
  Object.fromEntries(Object.entries(record(value)).map(([key, inner]) => [key, change(inner)]));

/** The body of a request or an answer: its schema alone. */
const modelContent = (content: unknown): Mapping =>
  isRecord(content)
    ? { content: mapValues(content, (media) => ({ schema: modelSchema(record(media)['schema']) })) }
    : {};

function modelParameter(spec: Spec, value: unknown): Mapping {
  const parameter = record(resolve(spec, value));
  return {
    ...pick({ ...parameter, ...deprecation(parameter) }, ['name', 'in', 'required', 'description']),
    schema: modelSchema(parameter['schema']),
  };
}

function modelOperation(spec: Spec, operation: Mapping, parameters: readonly unknown[], isQueryOnly: boolean): Mapping {
  const body = record(resolve(spec, operation['requestBody']));
  const answers = Object.entries(record(operation['responses'])).filter(([status]) => status.startsWith('2'));
  return {
    ...pick({ ...operation, ...deprecation(operation) }, ['operationId', 'summary', 'description', 'tags']),
    // The generated function hands over its parameters as they are where there are no others.
    ...(isQueryOnly && { 'x-query-only': true }),
    parameters: parameters.map((parameter) => modelParameter(spec, parameter)),
    ...('requestBody' in operation && {
      'x-codegen-request-body-name': 'body',
      requestBody: { required: body['required'] === true, ...modelContent(body['content']) },
    }),
    responses: Object.fromEntries(
      answers.map(([status, answer]) => [
        status,
        { description: '', ...modelContent(record(resolve(spec, answer))['content']) },
      ]),
    ),
  };
}

/**
 * The document that openapi-generator gets: what its templates read, and nothing else. A change of anything else, such as the range
 * of `$top`, what is filterable, rates, permissions, examples, sources and comments, leaves it as it was, and needs no Java.
 */
export function modelDocument(spec: Spec): Mapping {
  const paths = new Map<string, Record<string, unknown>>();
  for (const { path, method, operation, parameters } of operationEntries(spec)) {
    const item = paths.get(path) ?? {};
    paths.set(path, item);
    const isQueryOnly = !('requestBody' in operation) && parameters.every(({ place }) => place === 'query');
    const values = parameters.map(({ value }) => value);
    item[method] = modelOperation(spec, operation, values, isQueryOnly && parameters.length > 0);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Models', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas: mapValues(record(spec.root['components'])['schemas'], modelSchema) },
  };
}
