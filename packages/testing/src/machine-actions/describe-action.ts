import type { LiveResponseCommand, MachineAction } from '@defender-odata/client';
import { hex } from '../support/identifiers.ts';
import type { Random } from '../support/random.ts';
import { formatInstant, TICKS_PER_MILLISECOND } from '../clock/instant.ts';
import type { Device } from './device.ts';

/** What a made-up machine action starts from. */
export interface ActionSeed {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  /** When it was asked for, in milliseconds. */
  readonly created: number;
  /** How long until its last change, in milliseconds. */
  readonly lasted: number;
  /** Who asked for it. Default: drawn. */
  readonly requestor?: string;
  readonly device: Device;
}

/** A TimeOut comes 3 days and 14 minutes after the creation (recorded). */
export const TIMEOUT_AFTER: number = (3 * 24 * 60 + 14) * 60_000;

/** The signed HRESULTs that recorded answers carry with a status; 0 otherwise. */
export const HRESULTS: Readonly<Record<string, number>> = { TimeOut: -2_145_844_840, Cancelled: -2_147_467_260 };

const REQUESTORS = ['analyst@contoso.example', 'responder@contoso.example', 'soar-app', 'M365DLiveResponse'] as const;
const COMMENTS = ['Suspicious process tree', 'Alert triage', 'Requested by the incident team', 'Weekly sweep'] as const;

/** Ticks beyond a millisecond, so that a timestamp keeps 5 to 7 fraction digits once its trailing zeros are gone. */
export const ticks = (random: Random): number => {
  const drawn = random.below(TICKS_PER_MILLISECOND);
  return drawn % 1000 === 0 ? drawn + 100 : drawn;
};

// Most rows have no commands, and rows are never changed: they share this one.
const NO_COMMANDS: readonly LiveResponseCommand[] = [];

function scopeOf(type: string, random: Random): string | null {
  if (type === 'Isolate') return random.pick(['Full', 'Selective']);
  return type === 'RunAntiVirusScan' ? random.pick(['Quick', 'Full']) : null;
}

function commandsOf({ type, status, created, lasted }: ActionSeed, beyond: number): readonly LiveResponseCommand[] {
  if (type !== 'LiveResponse') return NO_COMMANDS;
  const waiting = status === 'Pending';
  const ended = status === 'Succeeded' || status === 'Failed';
  return [
    {
      index: 0,
      startTime: waiting ? null : formatInstant(created + Math.min(1000, lasted), beyond),
      endTime: ended ? formatInstant(created + lasted, beyond) : null,
      commandStatus: ended ? (status === 'Failed' ? 'Failed' : 'Completed') : 'Created',
      errors: status === 'Failed' ? ['The script ended with exit code 1.'] : [],
      command: { type: 'RunScript', params: [{ key: 'ScriptName', value: 'collect.ps1' }] },
    },
  ];
}

/**
 * Makes up a whole machine action, all keys of a recent recorded answer, each fitting the others: a scan has a scope, a live response its
 * commands, a quarantine its file, a cancelled action who cancelled it.
 *
 * @param seed What is settled about it.
 * @param random Where the rest comes from.
 */
export function describeAction(seed: ActionSeed, random: Random): Partial<MachineAction> {
  const { id, type, status, created, lasted, device } = seed;
  const drawn = random.pick(REQUESTORS);
  const { requestor = drawn } = seed;
  // The same ticks for both instants: an action never changed before it was made.
  const beyond = ticks(random);
  const lastUpdate = formatInstant(created + lasted, beyond);
  const cancelled = status === 'Cancelled';
  return {
    id,
    type,
    title: null,
    requestor,
    requestorComment: random.pick(COMMENTS),
    status,
    ...device,
    creationDateTimeUtc: formatInstant(created, beyond),
    lastUpdateDateTimeUtc: lastUpdate,
    cancellationRequestor: cancelled ? requestor : null,
    cancellationComment: cancelled ? 'No longer needed' : null,
    cancellationDateTimeUtc: cancelled ? lastUpdate : null,
    errorHResult: HRESULTS[status] ?? 0,
    scope: scopeOf(type, random),
    externalId: null,
    requestSource: requestor === 'soar-app' ? 'PublicApi' : 'Portal',
    relatedFileInfo:
      type === 'StopAndQuarantineFile' || type === 'RequestSample'
        ? { fileIdentifier: hex(random, 40), fileIdentifierType: 'Sha1' }
        : null,
    commands: commandsOf(seed, beyond),
    troubleshootInfo: null,
  };
}
