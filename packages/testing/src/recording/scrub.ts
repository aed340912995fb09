import { checkValue, type ValueSchema } from '../rows/check-value.ts';
import { rowSchemas } from '../generated/schema.gen.ts';
import type { FakeKind, Fakes } from './fakes.ts';

/** What stands for the values of a property, where it is not a numbered text. */
const KINDS: Readonly<Record<string, FakeKind>> = {
  id: 'guid',
  machineId: 'hex',
  fileIdentifier: 'hex',
  requestor: 'user',
  cancellationRequestor: 'user',
  computerDnsName: 'device',
};

/** Words of the service that name nobody; everything else that is free text is replaced. */
const PLAIN = new Set(['Full', 'Selective', 'Quick', 'PublicApi', 'Portal', 'ScriptName', 'Args', 'FileName', 'Path']);
/** Where these words may stand. */
const WORDED = new Set(['scope', 'requestSource', 'key']);

/** Takes notice of what was dropped, by its path. */
export type Dropped = (path: string) => void;

function scrubText(name: string, value: string, schema: ValueSchema, fakes: Fakes): string {
  // A value of a known format or a known member names nobody. An unknown member of an open enumeration is not known to.
  if (schema.format === 'date-time' || schema.examples?.includes(value) === true) return value;
  if (WORDED.has(name) && PLAIN.has(value)) return value;
  return fakes(KINDS[name] ?? 'text', value);
}

function scrubObject(value: object, schema: ValueSchema, path: string, fakes: Fakes, dropped: Dropped): object {
  const kept: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const known =
      schema.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    // What the spec does not know, or knows otherwise, could be anything: it is not stored.
    if (
      known === undefined ||
      checkValue(item, { ...known, items: ANYTHING, properties: {}, required: [] }, '') !== undefined
    ) {
      dropped(at);
      continue;
    }
    kept.push([key, scrubValue(key, item, known, at, fakes, dropped)]);
  }
  return Object.fromEntries(kept);
}

const ANYTHING: ValueSchema = { type: ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'] };

function scrubItems(
  name: string,
  items: readonly unknown[],
  schema: ValueSchema,
  path: string,
  fakes: Fakes,
  dropped: Dropped,
): unknown[] {
  return items.flatMap((item) => {
    if (checkValue(item, { ...schema, properties: {}, required: [] }, '') === undefined) {
      return [scrubValue(name, item, schema, path, fakes, dropped)];
    }
    dropped(path);
    return [];
  });
}

function scrubValue(
  name: string,
  value: unknown,
  schema: ValueSchema,
  path: string,
  fakes: Fakes,
  dropped: Dropped,
): unknown {
  if (typeof value === 'string') return scrubText(name, value, schema, fakes);
  if (Array.isArray(value)) return scrubItems(name, value, schema.items ?? ANYTHING, `${path}[]`, fakes, dropped);
  if (typeof value === 'object' && value !== null) return scrubObject(value, schema, path, fakes, dropped);
  return value;
}

/**
 * Takes out of a row everything that names somebody or something: IDs, users, devices, files, free text become fakes; what the spec does
 * not know is dropped. Types, statuses, times and numbers stay.
 *
 * @param row A row as the service sent it.
 * @param fakes The fakes of the recording.
 * @param dropped Is told the path of everything that was left out.
 */
export const scrubRow = (row: object, fakes: Fakes, dropped: Dropped): object =>
  scrubObject(row, rowSchemas.MachineAction, '', fakes, dropped);
