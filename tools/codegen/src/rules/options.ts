import {
  isList,
  isListUnder,
  type OperationEntry,
  operationEntries,
  type ParameterEntry,
} from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { record } from '../spec/value.ts';
import { describedOptions, undescribed } from './query-options.ts';
import { type Rule, unknownName } from './rule.ts';

/** The system query options that the query builder can write. */
const known = ['$filter', '$top', '$skip', ...Object.keys(describedOptions)];

const isWhole = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

function rangeIssues(spec: Spec, { at, name, schema }: ParameterEntry): readonly SpecIssue[] {
  if (name !== '$top' && name !== '$skip') return [];
  const { type, minimum, maximum } = schema;
  const mayLackMaximum = name === '$skip' && maximum === undefined;
  const isMaximum = isWhole(maximum) && Number(maximum) >= Number(minimum);
  return [
    ...(type === 'integer' ? [] : [spec.issue([...at, 'schema', 'type'], `${name} needs type: integer.`)]),
    ...(isWhole(minimum)
      ? []
      : [
          spec.issue(
            [...at, 'schema', 'minimum'],
            `${name} needs a minimum: the smallest value that the service takes, 0 or more.`,
          ),
        ]),
    ...(mayLackMaximum || isMaximum
      ? []
      : [
          spec.issue(
            [...at, 'schema', 'maximum'],
            `${name} needs a maximum, not below its minimum: builder, check and emulator refuse what is above it.`,
          ),
        ]),
  ];
}

function entryIssues(spec: Spec, { at, operation, parameters }: OperationEntry): readonly SpecIssue[] {
  const options = parameters.filter(({ place, name }) => place === 'query' && name.startsWith('$'));
  const isQueried = isList(operation);
  const hasFilter = options.some(({ name }) => name === '$filter');
  const { operators, filterable } = record(operation['x-odata']);
  return [
    ...options
      .filter(({ name }) => !known.includes(name))
      .map((option) => spec.issue([...option.at, 'name'], unknownName('system query option', option.name, known))),
    ...options.flatMap((option) => rangeIssues(spec, option)),
    ...(options.length > 0 && !isQueried && !isListUnder(operation)
      ? [spec.issue(at, 'The operation has system query options and needs x-odata, which says what they may name.')]
      : []),
    ...(isQueried
      ? undescribed(
          operation['x-odata'],
          options.map(({ name }) => name),
        ).map(({ option, key, lacks }) =>
          lacks === 'parameter'
            ? spec.issue([...at, 'x-odata', key], `${key} needs a parameter called ${option} beside it.`)
            : spec.issue(
                options.find(({ name }) => name === option)?.at ?? at,
                `${option} needs ${key} in x-odata, which says what it may name and how that is known.`,
              ),
        )
      : []),
    ...(isQueried && !hasFilter && (operators !== undefined || filterable !== undefined)
      ? [
          spec.issue(
            [...at, 'x-odata'],
            'x-odata says what a filter may do, and the operation needs a parameter called $filter.',
          ),
        ]
      : []),
  ];
}

/** The system query options are ones that can be generated for, with the ranges that the checks need. */
export const optionsRule: Rule = (spec) => operationEntries(spec).flatMap((entry) => entryIssues(spec, entry));
