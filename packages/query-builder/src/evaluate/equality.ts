import type { Instant } from './calendar-value.ts';
import { compareNumeric, type Numeric } from './numeric.ts';
import { readerOf } from './read-value.ts';
import { ownReader } from './own-property.ts';
import { isNumeric, type StaticType, typeOfProperty } from './static-type.ts';

/** Whether two values are equal, nulls included (5.1.1.1.1): null equals only null, NaN nothing. */
export type Equality = (a: unknown, b: unknown) => boolean;

/** The equality of values of one type. */
export function equalityOf(type: StaticType): Equality {
  switch (type.kind) {
    case 'primitive':
      if (isNumeric(type)) return nullSafe((a, b) => compareNumeric(a as Numeric, b as Numeric) === 0); // both numeric by type
      if (type.name === 'Edm.DateTimeOffset') {
        return nullSafe((a, b) => (a as Instant).picoseconds === (b as Instant).picoseconds); // both instants by type
      }
      return Object.is;
    case 'enum':
    case 'null':
      return Object.is;
    case 'complex':
    case 'collection':
    case 'json': {
      const normal = normaliser(type);
      return nullSafe((a, b) => deepEquals(normal(a), normal(b)));
    }
  }
}

const nullSafe =
  (equals: Equality): Equality =>
  (a, b) =>
    a === null || b === null ? a === b : equals(a, b);

/** Turns structures, at any depth, into maps of their declared properties without the null ones, so that they can be compared. */
function normaliser(type: StaticType): (value: unknown) => unknown {
  if (type.kind === 'collection') {
    const normal = normaliser(type.item);
    return (value) => (Array.isArray(value) ? value.map(normal) : value);
  }
  if (type.kind !== 'complex') return (value) => value;
  return (value) => {
    if (value === null || typeof value !== 'object' || value instanceof Map) return value;
    const members = new Map<string, unknown>();
    for (const [name, property] of Object.entries(type.properties)) {
      const raw = ownReader(name)(value);
      if (raw === null || raw === undefined) continue;
      const memberType = typeOfProperty(property, name);
      members.set(name, normaliser(memberType)(readerOf(memberType)(raw)));
    }
    return members;
  };
}

/** Equality of values whose types are only known as they are seen. */
export function deepEquals(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    if (isNumber(a) && isNumber(b)) return compareNumeric(a, b) === 0;
    return a === b;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => deepEquals(item, b[index]))
    );
  }
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([name, value]) => b.has(name) && deepEquals(value, b.get(name)));
  }
  if ('picoseconds' in a && 'picoseconds' in b) return a.picoseconds === b.picoseconds;
  return isNumber(a) && isNumber(b) && compareNumeric(a, b) === 0;
}

const isNumber = (value: unknown): value is Numeric =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && 'digits' in value);
