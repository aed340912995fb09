import { nearest } from '@defender-odata/query-builder/nearest';
import type { PropertyDescription, ValueDescription } from './definition.ts';

/** What is wrong with a value, behind its name; undefined for nothing. No text of a caller is in it but what is no secret: names. */
type Problem = string | undefined;

/** The words for a name that is not known: what was most likely meant, and what is allowed. */
export function unknownName(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  const guess = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return `"${name.slice(0, 64)}".${guess} Allowed: ${names.join(', ') || 'none'}.`;
}

/**
 * Looks at a value that a caller gives, before anything is sent.
 *
 * @param name - What it is called.
 * @returns A sentence that says what is wrong, and what is allowed.
 */
export function problemOf(name: string, value: unknown, told: ValueDescription): Problem {
  const { type = 'Edm.String', nullable, properties } = told;
  if (value === null && nullable) return undefined;
  if (type.startsWith('Collection(')) return problemOfList(name, value, told);
  if (properties) return problemOfObject(name, value, properties);
  if (type === 'Edm.Boolean') return typeof value === 'boolean' ? undefined : no(name, 'true or false', value);
  if (/^number$|Int|Byte|Decimal|Double|Single/.test(type)) return problemOfNumber(name, value, told);
  return problemOfText(name, value, told);
}

const no = (name: string, wanted: string, value: unknown): string =>
  `${name} must be ${wanted}, not ${value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value}.`;

function problemOfText(name: string, value: unknown, told: ValueDescription): Problem {
  const { minLength = 0, maxLength = Infinity, pattern, members = [], open } = told;
  if (typeof value !== 'string') return no(name, 'text', value);
  // Blanks alone say as much as nothing.
  if (value.trim().length < minLength)
    return `${name} must not be ${value ? (minLength > 1 ? `shorter than ${minLength} characters` : 'blank') : 'empty'}.`;
  if (value.length > maxLength) return `${name} must not be longer than ${maxLength} characters.`;
  if (!value.isWellFormed()) return `${name} has half a character, which cannot be sent.`;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
    return `${name} must match ${pattern}; it has ${value.length} characters.`;
  if (members.length && !open && !members.includes(value)) return `${name} has no value ${unknownName(value, members)}`;
  return members.length && !value ? `${name} must not be empty.` : undefined;
}

function problemOfNumber(name: string, value: unknown, told: ValueDescription): Problem {
  const { type = '', minimum = -Infinity, maximum = Infinity } = told;
  const isWhole = /^number$|Int|Byte/.test(type);
  const isRight = typeof value === 'number' && (isWhole ? Number.isSafeInteger(value) : Number.isFinite(value));
  if (isRight && value >= minimum && value <= maximum) return undefined;
  const range =
    minimum === -Infinity ? '' : maximum === Infinity ? `, ${minimum} or more` : ` from ${minimum} to ${maximum}`;
  const given = typeof value === 'number' ? String(value) : typeof value;
  return `${name} must be a ${isWhole ? 'whole ' : ''}number${range}, not ${given}.`;
}

function problemOfList(name: string, value: unknown, told: ValueDescription): Problem {
  const { type = '', minItems = 0, order, minLength: _, pattern: __, ...rest } = told;
  if (!Array.isArray(value)) return no(name, 'a list', value);
  if (value.length < minItems) return `${name} must not have fewer than ${minItems} item${minItems > 1 ? 's' : ''}.`;
  // Holes too: `map` would pass them over.
  for (const [index, item] of value.entries()) {
    const problem = problemOf(`${name}[${index}]`, item, { ...rest, type: type.slice('Collection('.length, -1) });
    if (problem) return problem;
  }
  return order && problemOfOrder(name, value, order);
}

function problemOfOrder(
  name: string,
  items: readonly Readonly<Record<string, unknown>>[],
  { by, values }: NonNullable<ValueDescription['order']>,
): Problem {
  let last = 0;
  for (const [index, item] of items.entries()) {
    // What nobody knows yet may stand anywhere.
    const place = values.indexOf(String(item[by]));
    if (place < 0) continue;
    if (place < last)
      return `${name}[${index}] is ${values[place]}, behind ${values[last]}. The order is ${values.join(', ')}.`;
    last = place;
  }
  return undefined;
}

/** What an object lacks, has too much of, or has wrong. */
export function problemOfObject(name: string, value: unknown, properties: readonly PropertyDescription[]): Problem {
  if (Object(value) !== value || Array.isArray(value) || typeof value === 'function')
    return no(name, 'an object', value);
  const given = value as Readonly<Record<string, unknown>>;
  const names = properties.map((property) => property.name);
  const unknown = Object.keys(given).find((key) => !names.includes(key));
  if (unknown !== undefined) return `${name} has no ${unknownName(unknown, names)}`;
  for (const property of properties) {
    if (!Object.hasOwn(given, property.name)) {
      if (property.required) return `${name} lacks ${property.name}. Allowed: ${names.join(', ')}.`;
      continue;
    }
    const inner = given[property.name];
    const at = name.includes('[') ? `${name}.${property.name}` : property.name;
    if (inner === undefined)
      return `${at} is undefined. ${property.required ? 'It is required.' : 'Leave it out where it is not meant.'}`;
    const problem = problemOf(at, inner, property);
    if (problem) return problem;
  }
  return undefined;
}
