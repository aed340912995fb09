import { propertyEdmType } from '../model/property.ts';
import type { SpecIssue } from '../spec/issue.ts';
import { pointerPath, resolve } from '../spec/reference.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { list, record, text } from '../spec/value.ts';

/** Where a schema really stands, and what stands there: where it refers to, where its choices do, or where its items do. */
function target(spec: Spec, at: Path, value: unknown): readonly [Path, Readonly<Record<string, unknown>>] {
  const schema = record(value);
  const path = pointerPath(text(schema['$ref']));
  if (path) return target(spec, path, resolve(spec, { $ref: schema['$ref'] }));
  const choices = list(schema['oneOf']);
  const choice = choices.findIndex((one) => record(one)['type'] !== 'null');
  if (choice >= 0) return target(spec, [...at, 'oneOf', choice], choices[choice]);
  return 'items' in schema ? target(spec, [...at, 'items'], schema['items']) : [at, schema];
}

/** The properties without a type that the Entity Data Model has, in a schema and in what its properties hold. */
function untyped(
  spec: Spec,
  at: Path,
  schema: Readonly<Record<string, unknown>>,
  seen: ReadonlySet<string> = new Set(),
): readonly SpecIssue[] {
  const here = at.join('/');
  if (seen.has(here)) return [];
  const around = new Set([...seen, here]);
  return Object.entries(record(schema['properties'])).flatMap(([name, value]) => {
    const place = [...at, 'properties', name];
    return propertyEdmType(spec, value) === undefined
      ? [
          spec.issue(
            place,
            `"${name}" has a type that cannot be queried or generated. Allowed: one of string, integer, number, boolean, object, or an array of one of these, each with or without 'null'.`,
          ),
        ]
      : untyped(spec, ...target(spec, place, value), around);
  });
}

/** Every property of an entity type has a type that the Entity Data Model has too (OData 4.01 CSDL, section 3.3), to the last. */
export function propertyTypeIssues(
  spec: Spec,
  _at: Path,
  odata: Readonly<Record<string, unknown>>,
): readonly SpecIssue[] {
  const entityType = text(odata['entityType']);
  const at = ['components', 'schemas', entityType];
  return untyped(spec, at, record(record(record(spec.root['components'])['schemas'])[entityType]));
}
