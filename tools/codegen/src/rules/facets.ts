import { formatsOf } from '../model/property.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { shown } from '../spec/value.ts';
import { unknownName } from './rule.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The types that a keyword says something of; of any other JSON Schema passes it over. */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  pattern: ['string'],
  minLength: ['string'],
  maxLength: ['string'],
  minimum: ['integer', 'number'],
  maximum: ['integer', 'number'],
  minItems: ['array'],
};

/** Pairs of keywords of which the first must not be above the second. */
const ranges = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
] as const;

function patternProblem(pattern: unknown): string | undefined {
  try {
    void new RegExp(shown(pattern), 'u');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What a schema says of its values fits its type: a format that is known, and bounds that a value can keep. */
export function facetIssues(spec: Spec, at: Path, schema: Schema): readonly SpecIssue[] {
  const types = [schema['type']].flat().filter((type) => typeof type === 'string' && type !== 'null') as string[];
  const [type, ...others] = types;
  if (type === undefined || others.length > 0) return [];
  const { format, pattern } = schema;
  const problem = pattern === undefined ? undefined : patternProblem(pattern);
  return [
    ...(format === undefined || formatsOf(type).includes(shown(format))
      ? []
      : [spec.issue([...at, 'format'], unknownName(`format of type: ${type}`, shown(format), formatsOf(type)))]),
    ...Object.entries(typesOf)
      .filter(([key, wanted]) => key in schema && !wanted.includes(type))
      .map(([key, wanted]) =>
        spec.issue(
          [...at, key],
          `${key} says nothing of type: ${type}, and would be said in vain. Allowed: ${key} beside type: ${wanted.join(' or ')}.`,
        ),
      ),
    ...(problem === undefined
      ? []
      : [spec.issue([...at, 'pattern'], `${problem}. Allowed: a regular expression of ECMA-262.`)]),
    ...ranges
      .filter(([least, most]) => Number(schema[least]) > Number(schema[most]))
      .map(([least, most]) =>
        spec.issue(
          [...at, most],
          `No value is from ${shown(schema[least])} to ${shown(schema[most])}. Allowed: a ${most} not below its ${least}.`,
        ),
      ),
  ];
}
