import { propertyEdmType } from '../model/property.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { record, text } from '../spec/value.ts';

/** Every property of an entity type has a type that the Entity Data Model has too (OData 4.01 CSDL, section 3.3). */
export function propertyTypeIssues(
  spec: Spec,
  _at: Path,
  odata: Readonly<Record<string, unknown>>,
): readonly SpecIssue[] {
  const entityType = text(odata['entityType']);
  const schema = record(record(record(spec.root['components'])['schemas'])[entityType]);
  return Object.entries(record(schema['properties']))
    .filter(([, value]) => propertyEdmType(spec, value) === undefined)
    .map(([name]) =>
      spec.issue(
        ['components', 'schemas', entityType, 'properties', name],
        `"${name}" has a type that cannot be queried or generated. Allowed: one of string, integer, number, boolean, object, or an array of one of these, each with or without 'null'.`,
      ),
    );
}
