import type { QuirkName } from '../../src/emulator/index.ts';
import { ROWS, type BehaviourName } from './behaviours.ts';

/** What a quirk changes for a client that does all it can, and why. Where nothing stands here, nothing changes. */
interface Change {
  readonly expected: unknown;
  readonly reason: string;
}

const KEYS_OF_THE_DOCUMENTS = [
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
  ...KEYS_OF_THE_DOCUMENTS,
  'externalId',
  'cancellationRequestor',
  'cancellationComment',
  'cancellationDateTimeUtc',
];

type Fields = Readonly<Record<string, unknown>>;

const only = (row: object, keys: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key)));
const unknownValues = (row: Fields): Fields => ({
  ...row,
  type: `${String(row['type'])}V2`,
  ...(['Pending', 'InProgress'].includes(String(row['status'])) ? { status: `${String(row['status'])}OnDevice` } : {}),
});
const byTurns = (row: { readonly id: string }): readonly string[] =>
  (row.id.codePointAt(0) ?? 0) % 2 === 0 ? KEYS_OF_2020 : KEYS_OF_THE_DOCUMENTS;

const NOT_THERE = 'The service leaves keys out, and no client can make them up.';
const AS_SENT = 'A value that nobody knows is handed on as it came, so that a program can be taught it.';

const UNKNOWN = {
  expected: { name: 'DefenderError', code: 'OutcomeUnknown', statusCode: undefined },
  reason:
    'An answer of another type than was asked for says nothing of the action: it is told to be unknown, and never taken for it.',
};
const UNKNOWN_TO_ALL = { ...UNKNOWN, expected: { ...UNKNOWN.expected, statusCode: 502 } };

/** All that changes. */
export const changes: Readonly<Partial<Record<BehaviourName, Partial<Record<QuirkName | 'all', Change>>>>> = {
  'gives each row with all that the service knows of it': {
    'keys-2020': { expected: ROWS.map((row) => only(row, KEYS_OF_2020)), reason: NOT_THERE },
    'keys-documents': { expected: ROWS.map((row) => only(row, KEYS_OF_THE_DOCUMENTS)), reason: NOT_THERE },
    'unknown-enum-values': { expected: ROWS.map((row) => unknownValues({ ...row })), reason: AS_SENT },
    all: { expected: ROWS.map((row) => unknownValues(only(row, byTurns(row)))), reason: `${NOT_THERE} ${AS_SENT}` },
  },
  'shows an action that was just made as it was made': {
    'creation-time-moves': { expected: false, reason: 'The service itself says another time than before.' },
    all: { expected: false, reason: 'The service itself says another time than before.' },
  },
  'isolates a machine once, waits, tells what is so, and releases it': {
    'unknown-enum-values': UNKNOWN,
    all: UNKNOWN_TO_ALL,
  },
  'gives what runs already, and cancels it': { 'unknown-enum-values': UNKNOWN, all: UNKNOWN_TO_ALL },
  'runs a script, and reads what it said without a token': { 'unknown-enum-values': UNKNOWN, all: UNKNOWN_TO_ALL },
  'collects a package, and downloads it without a token': { 'unknown-enum-values': UNKNOWN, all: UNKNOWN_TO_ALL },
};
