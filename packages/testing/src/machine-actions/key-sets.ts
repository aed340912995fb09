import { collections, type CollectionDefinition } from '@defender-odata/client';
import type { Row } from '../rows/row.ts';

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

// The spec need not have other names.
const { aliases = {} }: CollectionDefinition = collections.machineActions;

const realName = (key: string): string => (Object.hasOwn(aliases, key) && aliases[key]) || key;

const keep = (row: Row, keys: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(realName(key))));

/** With both sets of keys on, a row has one of them by its ID, so that an answer mixes old rows and older ones. */
export function presentKeys(quirks: ReadonlySet<string>): readonly ((row: Row) => Row)[] {
  const sets = [
    ...(quirks.has('keys-2020') ? [KEYS_OF_2020] : []),
    ...(quirks.has('keys-documents') ? [DOCUMENT_KEYS] : []),
  ];
  const [first] = sets;
  if (first === undefined) return [];
  return [(row) => keep(row, sets[(String(row['id']).codePointAt(0) ?? 0) % sets.length] ?? first)];
}
