import { checkValue, type ValueSchema } from '../rows/check-value.ts';
import { kindOf, type Fakes } from './fakes.ts';

/** Takes notice of what was dropped, by its path. */
export type Dropped = (path: string) => void;

/** What a row is scrubbed with. */
interface Scrubber {
  readonly fakes: Fakes;
  readonly dropped: Dropped;
  /** Gives a name that the spec does not know a number: it may say who somebody is, as every value may. */
  readonly nameOf: (unknown: string) => string;
}

/** A part of a row: its value, what the spec says of it, and where it stands. */
interface Part {
  readonly name: string;
  readonly schema: ValueSchema;
  readonly path: string;
  /** Whether what it stands in names somebody, for parts of which the spec says nothing themselves. */
  readonly personal: boolean | undefined;
}

/** A word of the service; what has blanks, signs or length could have come from a person whatever the spec says. */
const WORD = /^[\w.-]{1,40}$/;

function scrubText(value: string, { name, schema, personal }: Part, { fakes }: Scrubber): string {
  // A value of a known format or a known member names nobody. An unknown member of an open enumeration is not known to.
  if (schema.format === 'date-time' || schema.examples?.includes(value) === true) return value;
  // Where the spec says nothing, a text may name somebody: a new property is safe before anyone says what it is.
  if (personal === false && schema.examples === undefined && WORD.test(value)) return value;
  return fakes(kindOf(name, value), value);
}

const ANYTHING: ValueSchema = { type: ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'] };

/** Whether a value is what the spec says it is, but for what it holds: that is looked at by itself. */
const fits = (value: unknown, schema: ValueSchema): boolean =>
  checkValue(value, { ...schema, items: ANYTHING, properties: {}, required: [] }, '') === undefined;

const partOf = (name: string, schema: ValueSchema, path: string, { personal }: Pick<Part, 'personal'>): Part => ({
  name,
  schema,
  path,
  personal: schema.personal ?? personal,
});

function scrubObject(value: object, part: Part, scrubber: Scrubber): object {
  const { properties = {} } = part.schema;
  const at = (name: string): string => (part.path === '' ? name : `${part.path}.${name}`);
  const kept: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    // What the spec does not know, or knows otherwise, could be anything: it is not stored.
    if (known === undefined) scrubber.dropped(at(scrubber.nameOf(key)));
    else if (fits(item, known)) kept.push([key, scrubValue(item, partOf(key, known, at(key), part), scrubber)]);
    else scrubber.dropped(at(key));
  }
  return Object.fromEntries(kept);
}

function scrubItems(items: readonly unknown[], part: Part, scrubber: Scrubber): unknown[] {
  const { items: schema = ANYTHING } = part.schema;
  const item = partOf(part.name, schema, `${part.path}[]`, part);
  return items.flatMap((value) => {
    if (fits(value, schema)) return [scrubValue(value, item, scrubber)];
    scrubber.dropped(item.path);
    return [];
  });
}

function scrubValue(value: unknown, part: Part, scrubber: Scrubber): unknown {
  if (typeof value === 'string') return scrubText(value, part, scrubber);
  if (Array.isArray(value)) return scrubItems(value, part, scrubber);
  if (typeof value === 'object' && value !== null) return scrubObject(value, part, scrubber);
  // Counts and codes stay, but for those that the spec calls personal.
  return typeof value === 'number' && part.personal === true ? 0 : value;
}

/**
 * Makes what takes out of rows everything that names somebody or something: the texts that the spec calls personal, and those of which it
 * says nothing, become fakes; what the spec does not know is dropped, its name and all. Enumerations, times and numbers stay.
 *
 * @param fakes The fakes of the recording.
 * @param dropped Is told the path of everything that was left out.
 * @returns Scrubs a row as the service sent it, by the JSON Schema of its entity type.
 */
export function createScrubber(fakes: Fakes, dropped: Dropped): (row: object, schema: ValueSchema) => object {
  const names = new Map<string, string>();
  const nameOf = (unknown: string): string => {
    const name = names.get(unknown) ?? `unknown-${String(names.size + 1)}`;
    names.set(unknown, name);
    return name;
  };
  return (row, schema) =>
    scrubObject(row, { name: '', schema, path: '', personal: schema.personal }, { fakes, dropped, nameOf });
}
