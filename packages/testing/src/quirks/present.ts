import { finalStatuses, propertyAliases } from '@defender-odata/client';
import type { Row } from '../rows/row.ts';
import { formatInstant } from '../time/instant.ts';
import type { QuirkName } from './catalogue.ts';

/** How a row looks in an answer, where that differs from what it is. */
export type Presentation = (row: Row) => Row;

const DOCUMENT_KEYS = [
  'id',
  'type',
  'scope',
  'requestor',
  'requestorComment',
  'status',
  'machineId',
  'computerDnsName',
  'creationDateTimeUtc',
  'lastUpdateDateTimeUtc',
  'relatedFileInfo',
];
const KEYS_OF_2020 = [
  ...DOCUMENT_KEYS,
  'externalId',
  'cancellationRequestor',
  'cancellationComment',
  'cancellationDateTimeUtc',
];

const rebuild = (row: Row, change: (key: string, value: unknown) => readonly [string, unknown] | undefined): Row => ({
  id: row.id,
  ...Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => {
      const entry = change(key, value);
      return entry === undefined ? [] : [entry];
    }),
  ),
});

const aliases = new Map(
  Object.entries(propertyAliases.MachineAction).map(([alias, name]): [string, string] => [name, alias]),
);
const isFinal = (status: unknown): boolean => (finalStatuses as readonly unknown[]).includes(status);

const presentations: Partial<Record<QuirkName, Presentation>> = {
  'last-update-alias': (row) => rebuild(row, (key, value) => [aliases.get(key) ?? key, value]),
  'unknown-enum-values': (row) =>
    rebuild(row, (key, value) => {
      if (key === 'type' && typeof value === 'string') return [key, `${value}V2`];
      if (key === 'status' && typeof value === 'string' && !isFinal(value)) return [key, `${value}OnDevice`];
      return [key, value];
    }),
};

const keep = (row: Row, keys: readonly string[]): Row =>
  rebuild(row, (key, value) => (keys.includes(key) || keys.includes(aliasOf(key)) ? [key, value] : undefined));
const aliasOf = (key: string): string => [...aliases].find(([, alias]) => alias === key)?.[0] ?? key;

/** A row as later answers show it, with an earlier creation than the one that made the action. */
export function withEarlierCreation(row: Row): Row {
  const { creationDateTimeUtc: created } = row;
  if (typeof created !== 'string') return row;
  return { ...row, creationDateTimeUtc: formatInstant(Date.parse(created.toUpperCase()) - 1234, 5678) };
}

/** With both sets of keys on, a row has one of them by its ID, so that an answer mixes old rows and older ones. */
function keySets(names: ReadonlySet<QuirkName>): Presentation[] {
  const sets = [
    ...(names.has('keys-2020') ? [KEYS_OF_2020] : []),
    ...(names.has('keys-documents') ? [DOCUMENT_KEYS] : []),
  ];
  const first = sets[0];
  if (first === undefined) return [];
  return [(row) => keep(row, sets[(row.id.codePointAt(0) ?? 0) % sets.length] ?? first)];
}

/** How rows look with the quirks that are on; undefined where they look as they are. */
export function presentationOf(names: ReadonlySet<QuirkName>): Presentation | undefined {
  const steps = [...keySets(names), ...[...names].flatMap((name) => presentations[name] ?? [])];
  if (steps.length === 0) return undefined;
  return (row) => steps.reduce((presented, step) => step(presented), row);
}
