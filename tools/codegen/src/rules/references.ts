import { pointerPath, valueAt } from '../spec/reference.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { list, record } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';
import { walk } from './walk.ts';

const nameOf = (path: Path | undefined): string | undefined =>
  path?.[0] === 'components' && path[1] === 'schemas' ? String(path[2]) : undefined;

/** A reference that every value of a schema holds a value of: where it stands, and the name of the schema that it points to. */
interface Held {
  readonly at: Path;
  readonly name: string;
}

/** What every value of a schema holds: not what may be missing or null, a list that may be empty, or one choice of several. */
function heldBy(at: Path, value: unknown): readonly Held[] {
  const { $ref: reference, allOf, oneOf, anyOf, type, minItems, items, properties, required } = record(value);
  const choices = list(oneOf ?? anyOf);
  if (typeof reference === 'string') {
    const name = nameOf(pointerPath(reference));
    return name === undefined ? [] : [{ at: [...at, '$ref'], name }];
  }
  if (list(type).includes('null')) return [];
  return [
    ...list(allOf).flatMap((part, index) => heldBy([...at, 'allOf', index], part)),
    ...(choices.length === 1 ? heldBy([...at, oneOf ? 'oneOf' : 'anyOf', 0], choices[0]) : []),
    ...(Number(minItems) > 0 ? heldBy([...at, 'items'], items) : []),
    ...Object.entries(record(properties)).flatMap(([name, property]) =>
      list(required).includes(name) ? heldBy([...at, 'properties', name], property) : [],
    ),
  ];
}

/** Whether one schema leads to another, by whatever way. */
function leadsTo(held: ReadonlyMap<string, readonly Held[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  // A set that is added to while it is read is read to its new end.
  for (const name of seen) {
    if (name === to) return true;
    for (const next of held.get(name) ?? []) seen.add(next.name);
  }
  return false;
}

/** The schemas of which there can be no value: each would hold another one of itself. */
function endless(spec: Spec): readonly SpecIssue[] {
  const schemas = Object.entries(record(record(spec.root['components'])['schemas']));
  const held = new Map(schemas.map(([name, schema]) => [name, heldBy(['components', 'schemas', name], schema)]));
  return [...held].flatMap(([name, references]) =>
    references
      .filter((reference) => leadsTo(held, reference.name, name))
      .map(({ at, name: other }) =>
        spec.issue(
          at,
          `Every "${name}" would hold another one, without end: "${other}" leads back to it. Allowed: a property that is not required or may be null, or an array.`,
        ),
      ),
  );
}

/** The sections of the components, and the places in the document that hold what is in them. */
const sections: Readonly<Record<string, (at: Path) => boolean>> = {
  schemas: (at) => at.at(-1) === 'schema' || nameOf(at) !== undefined,
  responses: (at) => at.at(-2) === 'responses',
  parameters: (at) => at.at(-2) === 'parameters',
  examples: (at) => at.at(-2) === 'examples',
};

/** The section that a reference at a place has to point to, where that is known. */
const sectionOf = (at: Path): string | undefined => Object.keys(sections).find((name) => sections[name]?.(at));

function referenceIssues(spec: Spec): readonly SpecIssue[] {
  return walk(spec.root).flatMap(([at, { $ref: reference }]): readonly SpecIssue[] => {
    if (typeof reference !== 'string') return [];
    const place: Path = [...at, '$ref'];
    const path = pointerPath(reference);
    if (!path)
      return [
        spec.issue(place, `"${reference}" points outside this document. Allowed: references that begin with "#/".`),
      ];
    if (valueAt(spec.root, path) !== undefined) {
      const section = sectionOf(at);
      if (section !== undefined && path[0] === 'components' && path[1] !== section)
        return [
          spec.issue(
            place,
            `"${reference}" is of another sort than what stands here. Allowed: references that begin with "#/components/${section}/".`,
          ),
        ];
      return [];
    }
    const siblings = Object.keys(record(valueAt(spec.root, path.slice(0, -1))));
    return [
      spec.issue(
        place,
        `${unknownName('reference', String(path.at(-1)), siblings)} ("${reference}" points to nothing.)`,
      ),
    ];
  });
}

/** Every `$ref` points to something of its sort in this document, and a schema that leads back to itself has values. */
export const referencesRule: Rule = (spec) => [...referenceIssues(spec), ...endless(spec)];
