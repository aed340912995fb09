import { Validator } from '@cfworker/json-schema';
import { operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import { pointerPath, resolve } from '../spec/reference.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { record, text } from '../spec/value.ts';
import type { Rule } from './rule.ts';
import { walk } from './walk.ts';

/** What an example of this schema breaks: the most exact errors, each with its place in the value. */
function violations(
  spec: Spec,
  schema: unknown,
  value: unknown,
): readonly { readonly at: Path; readonly message: string }[] {
  // Interpreted, not compiled: nothing of the spec becomes code. `components` is there for the references.
  const root = { components: spec.root['components'], allOf: [schema] } as ConstructorParameters<typeof Validator>[0];
  const { errors } = new Validator(root, '2020-12', false).validate(value);
  const longest = Math.max(0, ...errors.map(({ instanceLocation }) => instanceLocation.length));
  return errors
    .filter(({ instanceLocation }) => instanceLocation.length === longest)
    .slice(-1)
    .map(({ instanceLocation, error }) => ({ at: pointerPath(instanceLocation) ?? [], message: error }));
}

function exampleIssues(spec: Spec, at: Path, media: Readonly<Record<string, unknown>>): readonly SpecIssue[] {
  return Object.entries(record(media['examples'])).flatMap(([name, entry]) => {
    const reference = pointerPath(text(record(entry)['$ref']));
    const place = [...(reference ?? [...at, 'examples', name]), 'value'];
    const example = record(resolve(spec, entry));
    if (!Object.hasOwn(example, 'value'))
      return [
        spec.issue(
          place.slice(0, -1),
          `The example "${name}" has no value, which is what the emulator and the tests take. Allowed: a value, or a $ref to an example that has one.`,
        ),
      ];
    const { value } = example;
    return violations(spec, media['schema'], value).map((violation) =>
      spec.issue([...place, ...violation.at], `The example "${name}" does not fit its schema: ${violation.message}`),
    );
  });
}

/** The example of each property fits the property: made-up rows take it. */
const propertyIssues = (spec: Spec): readonly SpecIssue[] =>
  walk(spec.root).flatMap(([at, schema]) =>
    at.at(-2) === 'properties' && 'example' in schema
      ? violations(spec, schema, schema['example']).map((violation) =>
          spec.issue(
            [...at, 'example', ...violation.at],
            `The example of "${String(at.at(-1))}" does not fit it: ${violation.message}`,
          ),
        )
      : [],
  );

/** Every named example is used, and is what its schema says; every answer in JSON has a schema with a name. */
export const examplesRule: Rule = (spec) => {
  const used = new Set<string>();
  const issues = operationEntries(spec).flatMap(({ at, operation }) =>
    Object.entries(record(operation['responses'])).flatMap(([status, answer]): readonly SpecIssue[] => {
      const answerAt = pointerPath(text(record(answer)['$ref'])) ?? [...at, 'responses', status];
      const media = record(record(record(resolve(spec, answer))['content'])['application/json']);
      const mediaAt = [...answerAt, 'content', 'application/json'];
      for (const name of Object.keys(record(media['examples']))) used.add(name);
      if (media['examples'] !== undefined && typeof record(media['schema'])['$ref'] !== 'string')
        return [
          spec.issue(
            [...mediaAt, 'schema'],
            'The schema of an answer needs a name: a $ref to components/schemas, which the model is called after.',
          ),
        ];
      if (media['examples'] !== undefined && !/^[1-5]\d\d$/.test(status))
        return [
          spec.issue(
            [...at, 'responses', status],
            `The answer "${status}" has examples, and the emulator cannot tell which status they come with. Allowed: a status of three digits.`,
          ),
        ];
      return exampleIssues(spec, mediaAt, media);
    }),
  );
  const unused = Object.keys(record(record(spec.root['components'])['examples'])).filter((name) => !used.has(name));
  return [
    ...issues,
    ...propertyIssues(spec),
    ...unused.map((name) =>
      spec.issue(['components', 'examples', name], `No answer uses the example "${name}"; it would be lost.`),
    ),
  ];
};
