import { guid } from '../support/identifiers.ts';
import type { Random } from '../support/random.ts';
import { formatInstant } from '../clock/instant.ts';
import type { ValueSchema } from './check-value.ts';
import type { CollectionDefinition } from './definition.ts';
import type { Row } from './row.ts';
import { textOfPattern } from './text-of-pattern.ts';

/** What a made-up row starts from. */
export interface Drawing {
  /** Where its values come from. */
  readonly random: Random;
  /** When it is made, in milliseconds. */
  readonly at: number;
  /** Which of those that are alike it is, from 0: whole numbers that are keys go by it. */
  readonly index: number;
}

const DAY = 24 * 60 * 60_000;

/** A whole number that the schema takes, near what it is least. */
function wholeNumber({ minimum, maximum }: ValueSchema, random: Random): number {
  const least = Math.ceil(minimum ?? (maximum === undefined ? 0 : Math.min(0, maximum)));
  return least + random.below(Math.min(1000, (maximum ?? Infinity) - least + 1));
}

function makeText(name: string, schema: ValueSchema, { random, at }: Drawing): string {
  const { format, pattern, minLength = 0, maxLength = Infinity, enum: members, examples, example } = schema;
  const [first, ...others] = members ?? examples ?? [];
  if (first !== undefined) return random.pick([first, ...others]);
  if (format === 'date-time') return formatInstant(at - random.below(DAY), random.below(10_000));
  if (format === 'date') return formatInstant(at - random.below(DAY)).slice(0, 10);
  if (format === 'time') return formatInstant(random.below(DAY)).slice(11, 19);
  if (format === 'duration') return `PT${String(1 + random.below(3600))}S`;
  if (format === 'uuid') return guid(random);
  const fitting = pattern === undefined ? undefined : textOfPattern(pattern, random);
  if (fitting !== undefined) return fitting;
  if (typeof example === 'string') return example;
  return `${name} ${String(1 + random.below(1000))}`.padEnd(minLength, '.').slice(0, maxLength);
}

function makeValue(name: string, schema: ValueSchema, drawing: Drawing): unknown {
  const { random } = drawing;
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  // What may be null is so in a quarter of the rows.
  if (types.includes('null') && random.below(4) === 0) return null;
  switch (types.find((type) => type !== 'null')) {
    case 'string':
      return makeText(name, schema, drawing);
    case 'integer':
      return typeof schema.example === 'number' ? schema.example : wholeNumber(schema, random);
    case 'number':
      return typeof schema.example === 'number' ? schema.example : wholeNumber(schema, random);
    case 'boolean':
      return random.below(2) === 0;
    case 'array': {
      const { items, minItems = 0 } = schema;
      if (items === undefined) return [];
      return Array.from({ length: minItems + random.below(3) }, () => makeValue(name, items, drawing));
    }
    case 'object':
      return makeObject(schema, drawing);
    default:
      return null;
  }
}

const makeObject = ({ properties = {} }: ValueSchema, drawing: Drawing): Row =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, makeValue(name, schema, drawing)]));

/** A key that no other row of the same making has: one that its schema takes. */
export function makeKey({ schema, key }: CollectionDefinition, drawing: Drawing): unknown {
  const property = schema.properties?.[key] ?? { type: 'string' };
  const { type, format, pattern } = property;
  const types = [type].flat();
  if (types.includes('integer')) return (property.minimum ?? 1) + drawing.index;
  if (types.includes('string') && (format !== undefined || pattern !== undefined)) {
    return makeText(key, property, drawing);
  }
  return guid(drawing.random);
}

/**
 * Makes up a whole row from what the spec says of it: all its properties, each with a value that the schema takes.
 *
 * @param definition The collection.
 * @param values What was given; kept as it is.
 * @param drawing Where the rest comes from.
 */
export function makeRow(definition: CollectionDefinition, values: Row, drawing: Drawing): Row {
  const { schema, key, createdAt } = definition;
  const made = {
    [key]: Object.hasOwn(values, key) ? values[key] : makeKey(definition, drawing),
    ...(createdAt !== undefined && { [createdAt]: formatInstant(drawing.at, drawing.random.below(10_000)) }),
  };
  return { ...makeObject(schema, drawing), ...made, ...values };
}
