import { checkJson, type Mismatch } from './check-json.ts';

/** The part of JSON Schema that the spec's rows need. */
export interface ValueSchema {
  readonly type: string | readonly string[];
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whether it may name somebody. */
  readonly personal?: boolean;
  /** A value for made-up rows. */
  readonly example?: unknown;
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly items?: ValueSchema;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ValueSchema>>;
}

const TIMESTAMP =
  /^(\d{4})-(0[1-9]|1[0-2])-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,12})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const NOUNS: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a text is an instant of the calendar: a filter could not compare the thirtieth of February. */
function isInstant(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function checkText(value: string, schema: ValueSchema): string | undefined {
  if (schema.format === 'date-time' && !isInstant(value)) {
    return "a timestamp such as '2018-12-04T12:43:57.2011911Z'";
  }
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  if (value.length < minLength) return `a string of at least ${String(minLength)} character`;
  if (value.length > maxLength) return `a string of at most ${String(maxLength)} characters`;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return `a string that matches ${pattern}`;
  if (schema.enum !== undefined && !schema.enum.includes(value)) return `one of ${schema.enum.join(', ')}`;
  return undefined;
}

const [INT32_MIN, INT32_MAX] = [-2_147_483_648, 2_147_483_647];

function checkNumber(value: number, { format, minimum, maximum }: ValueSchema): string | undefined {
  const [least, most] = format === 'int32' ? [INT32_MIN, INT32_MAX] : [-Infinity, Infinity];
  const [from, to] = [Math.max(least, minimum ?? least), Math.min(most, maximum ?? most)];
  if (value >= from && value <= to) return undefined;
  if (to === Infinity) return `a number from ${String(from)}`;
  return from === -Infinity ? `a number up to ${String(to)}` : `a whole number from ${String(from)} to ${String(to)}`;
}

/** Holds what the schema does not know to what JSON can hold; a known name in another case is a mistake, and no unknown one. */
function checkUnknown(key: string, value: unknown, { properties = {} }: ValueSchema, at: string): Mismatch | undefined {
  const known = Object.keys(properties).find((name) => name.toLowerCase() === key.toLowerCase());
  if (known !== undefined) return { path: at, value, wanted: `called '${known}', as the service writes it` };
  return checkJson(value, at);
}

/**
 * Holds a value to its schema, and what the schema does not know to what JSON can hold.
 *
 * @param value The value.
 * @param schema What it may be.
 * @param path Where it stands, for the mismatch.
 * @param partial Whether keys of the outermost object may be missing.
 * @returns The first mismatch, or undefined where the value fits.
 */
export function checkValue(value: unknown, schema: ValueSchema, path: string, partial = false): Mismatch | undefined {
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  const type = typeOf(value);
  if (!types.includes(type) && !(type === 'integer' && types.includes('number'))) {
    return { path, value, wanted: types.map((name) => NOUNS[name] ?? name).join(' or ') };
  }
  if (typeof value === 'string' || typeof value === 'number') {
    const wanted = typeof value === 'string' ? checkText(value, schema) : checkNumber(value, schema);
    return wanted === undefined ? undefined : { path, value, wanted };
  }
  if (Array.isArray(value) && value.length < (schema.minItems ?? 0)) {
    return { path, value, wanted: `a list of at least ${String(schema.minItems)}` };
  }
  if (Array.isArray(value) && schema.items !== undefined) {
    for (const [index, item] of value.entries()) {
      const mismatch = checkValue(item, schema.items, `${path}[${String(index)}]`);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  for (const key of schema.required ?? []) {
    if (!partial && !Object.hasOwn(value, key)) {
      return { path: path === '' ? key : `${path}.${key}`, value: undefined, wanted: 'there' };
    }
  }
  for (const key of Object.keys(value)) {
    const property =
      schema.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const at = path === '' ? key : `${path}.${key}`;
    const mismatch =
      property === undefined ? checkUnknown(key, value[key], schema, at) : checkValue(value[key], property, at);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}
