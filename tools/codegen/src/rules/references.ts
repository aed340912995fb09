import { pointerPath, valueAt } from '../spec/reference.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { record } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';
import { walk } from './walk.ts';

const nameOf = (path: Path | undefined): string | undefined =>
  path?.[0] === 'components' && path[1] === 'schemas' ? String(path[2]) : undefined;

const namesIn = (schema: unknown): readonly string[] =>
  walk(schema).flatMap(([, { $ref: reference }]) =>
    typeof reference === 'string' ? (nameOf(pointerPath(reference)) ?? []) : [],
  );

/** The schemas that each schema names, by name. */
function referencesOf(spec: Spec): ReadonlyMap<string, ReadonlySet<string>> {
  const schemas = record(record(spec.root['components'])['schemas']);
  return new Map(Object.entries(schemas).map(([name, schema]) => [name, new Set(namesIn(schema))]));
}

/** Whether one schema leads to another, by whatever way. */
function leadsTo(references: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from]);
  // A set that is added to while it is read is read to its new end.
  for (const name of seen) {
    if (name === to) return true;
    for (const next of references.get(name) ?? []) seen.add(next);
  }
  return false;
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

/** Every `$ref` points to something of its sort in this document, and to nothing that it is a part of. */
export const referencesRule: Rule = (spec) => {
  const references = referencesOf(spec);
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
      const [from, to] = [nameOf(at), nameOf(path)];
      return from !== undefined && to !== undefined && leadsTo(references, to, from)
        ? [
            spec.issue(
              place,
              `"${from}" would hold itself: "${reference}" leads back to it, and each property is written out to its end. Allowed: references to schemas that do not name "${from}".`,
            ),
          ]
        : [];
    }
    const siblings = Object.keys(record(valueAt(spec.root, path.slice(0, -1))));
    return [
      spec.issue(
        place,
        `${unknownName('reference', String(path.at(-1)), siblings)} ("${reference}" points to nothing.)`,
      ),
    ];
  });
};
