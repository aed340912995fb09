import { optionName } from '../model/bodies.ts';
import { type OperationEntry, operationEntries } from '../model/operations.ts';
import { propertyEdmType } from '../model/property.ts';
import type { SpecIssue } from '../spec/issue.ts';
import { pointerPath, resolve } from '../spec/reference.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { record, text } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';

const json = 'application/json';

/** The only thing that is sent and read is JSON. */
function mediaIssues(spec: Spec, at: Path, content: Readonly<Record<string, unknown>>): readonly SpecIssue[] {
  const others = Object.keys(content).filter((name) => name !== json);
  return others.map((name) => spec.issue([...at, name], unknownName('kind of body', name, [json])));
}

/** A body is a named object, each of whose properties a caller can give by a name of its own. */
function bodyIssues(spec: Spec, { at, method, operation }: OperationEntry): readonly SpecIssue[] {
  const value = operation['requestBody'];
  if (value === undefined) return [];
  const place: Path = pointerPath(text(record(value)['$ref'])) ?? [...at, 'requestBody'];
  if (method === 'get' || method === 'head')
    return [
      spec.issue(
        place,
        `A ${method.toUpperCase()} sends no body (RFC 9110, section 9.3). Allowed: parameters in path, query and header.`,
      ),
    ];
  const content = record(record(resolve(spec, value))['content']);
  const others = mediaIssues(spec, [...place, 'content'], content);
  if (others.length > 0) return others;
  const schemaAt = [...place, 'content', json, 'schema'];
  const schema = record(content[json])['schema'];
  const path = pointerPath(text(record(schema)['$ref']));
  const { type, properties } = record(resolve(spec, schema));
  if (!path)
    return [
      spec.issue(
        schemaAt,
        'The schema of a body needs a name: a $ref to components/schemas, which its model is called after.',
      ),
    ];
  if (type !== 'object' || Object.keys(record(properties)).length === 0)
    return [spec.issue(path, 'The schema of a body needs type: object, and properties: a caller gives them by name.')];
  const names = Object.keys(record(properties));
  return names.flatMap((name) => {
    const propertyAt = [...path, 'properties', name];
    const twin = names.find((other) => other !== name && optionName(other) === optionName(name));
    if (!/^[A-Za-z_]\w*$/.test(name))
      return [spec.issue(propertyAt, `"${name}" cannot be given by name. Allowed: letters, digits and underscores.`)];
    if (twin !== undefined)
      return [
        spec.issue(
          propertyAt,
          `"${name}" and "${twin}" would both be given as ${optionName(name)}. Allowed: names that differ in more than their first letter.`,
        ),
      ];
    return propertyEdmType(spec, record(properties)[name]) === undefined
      ? [
          spec.issue(
            propertyAt,
            `"${name}" has a type that cannot be sent. Allowed: string, integer, number, boolean, object, or an array.`,
          ),
        ]
      : [];
  });
}

/** An operation succeeds in one way: with one schema of JSON, or with nothing. */
function answerIssues(spec: Spec, { at, operation }: OperationEntry): readonly SpecIssue[] {
  const answers = Object.entries(record(operation['responses'])).filter(([status]) => status.startsWith('2'));
  const responses = [...at, 'responses'];
  if (answers.length === 0)
    return [spec.issue(responses, 'The operation needs an answer that is a success, such as 200, 201 or 204.')];
  const schemas = answers.map(([, answer]) =>
    text(record(record(record(record(resolve(spec, answer))['content'])[json])['schema'])['$ref']),
  );
  return answers.flatMap(([status, answer], index): readonly SpecIssue[] => {
    const place = pointerPath(text(record(answer)['$ref'])) ?? [...responses, status];
    const content = record(record(resolve(spec, answer))['content']);
    if (!/^2\d\d$/.test(status))
      return [
        spec.issue(
          [...responses, status],
          `"${status}" is no status that the emulator can answer with. Allowed: 200 to 299.`,
        ),
      ];
    if (status === '204' && Object.keys(content).length > 0)
      return [
        spec.issue(
          [...place, 'content'],
          'A 204 has no body (RFC 9110, section 15.3.5). Allowed: a 200 with content, or a 204 without.',
        ),
      ];
    if (schemas[index] !== schemas[0])
      return [
        spec.issue(
          [...responses, status],
          `The answers ${answers[0]?.[0] ?? ''} and ${status} differ, and the function has one type. Allowed: the same schema for each success.`,
        ),
      ];
    return mediaIssues(spec, [...place, 'content'], content);
  });
}

/** What an operation sends and what it succeeds with can be typed, sent and read. */
export const bodiesRule: Rule = (spec) =>
  operationEntries(spec).flatMap((entry) => [...bodyIssues(spec, entry), ...answerIssues(spec, entry)]);
