import { isSameParameter, type OperationEntry, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { text } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';

/** Where the generated functions can send a parameter. */
const places = ['path', 'query', 'header'];
/** The headers that say who asks, what is sent and what is wanted: a parameter of such a name is ignored. */
const ownHeaders = ['authorization', 'content-type', 'accept'];
/** What they can send without a choice of styles. */
const types = ['string', 'integer', 'number', 'boolean'];

function entryIssues(spec: Spec, { parameters }: OperationEntry): readonly SpecIssue[] {
  return [
    ...parameters
      .filter((parameter, index) => parameters.findIndex((other) => isSameParameter(other, parameter)) < index)
      .map((parameter) =>
        spec.issue(
          [...parameter.at, 'name'],
          `Duplicate parameter "${parameter.name}": the operation has it already in: ${parameter.place}. Each needs its own name.`,
        ),
      ),
    ...parameters
      .filter(({ place }) => !places.includes(place))
      .map((parameter) =>
        spec.issue([...parameter.at, 'in'], unknownName('place of a parameter', parameter.place, places)),
      ),
    ...parameters
      .filter(({ place, schema }) => place === 'header' && text(schema['type']) !== 'string')
      .map((parameter) => spec.issue([...parameter.at, 'schema', 'type'], 'A header is text. Allowed: type: string.')),
    ...parameters
      .filter(({ place, name }) => place === 'header' && ownHeaders.includes(name.toLowerCase()))
      .map((parameter) =>
        spec.issue(
          [...parameter.at, 'name'],
          `The client sets ${parameter.name} itself (OpenAPI 3.1, Parameter Object). Allowed: any other header.`,
        ),
      ),
    ...parameters
      .filter(({ schema }) => !types.includes(text(schema['type'])))
      .map((parameter) =>
        spec.issue(
          [...parameter.at, 'schema', 'type'],
          unknownName('type of a parameter', text(parameter.schema['type']), types),
        ),
      ),
  ];
}

/** Whatever an operation takes can be sent by the generated function. */
export const parametersRule: Rule = (spec) => operationEntries(spec).flatMap((entry) => entryIssues(spec, entry));
