import type { PropertyModel } from '../model/model.ts';
import { readProperties } from '../model/property.ts';
import type { Spec } from '../spec/spec.ts';
import { record } from '../spec/value.ts';

/** The properties of an entity type by name. */
export type EntityProperties = ReadonlyMap<string, PropertyModel>;

/** Reads the properties of a schema; none where there is no such schema. */
export function entityProperties(spec: Spec, entityType: string): EntityProperties {
  const schema = record(record(record(spec.root['components'])['schemas'])[entityType]);
  return new Map(readProperties(spec, schema, {}, [entityType]).map((property) => [property.name, property]));
}

/** The other names under which properties of a schema were seen, each with the real name. */
export function aliases(spec: Spec, entityType: string): ReadonlyMap<string, string> {
  const schema = record(record(record(spec.root['components'])['schemas'])[entityType]);
  const pairs = Object.entries(record(schema['properties'])).flatMap(([name, property]) => {
    const others = record(property)['x-aliases'];
    return Array.isArray(others) ? others.map((alias) => [String(alias), name] as const) : [];
  });
  return new Map(pairs);
}
