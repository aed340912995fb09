import { isSameParameter, type OperationEntry, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { text } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';

/** Where the generated functions can send a parameter. */
const places = ['path', 'query'];
/** What they can send without a choice of styles. */
const types = ['string', 'integer', 'number', 'boolean'];

function entryIssues(spec: Spec, { at, operation, parameters }: OperationEntry): readonly SpecIssue[] {
  return [
    ...('requestBody' in operation
      ? [
          spec.issue(
            [...at, 'requestBody'],
            'The generated functions send no body; it would be lost. Allowed: parameters in path and query.',
          ),
        ]
      : []),
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
