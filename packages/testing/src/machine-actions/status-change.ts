import { collections, type CollectionDefinition } from '@defender-odata/client';
import type { Random } from '../support/random.ts';
import { HRESULTS, ticks } from './describe-action.ts';
import { isFinal } from './known-values.ts';
import type { Row } from '../rows/row.ts';
import { formatInstant, instantKey } from '../clock/instant.ts';

const LAST_UPDATE = 'lastUpdateDateTimeUtc';
// The spec need not have other names.
const { aliases = {} }: CollectionDefinition = collections.machineActions;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The commands of a live response begin when it does, or at its end where it did not say so before, and end with it. */
function commandsOf(commands: unknown, status: string, at: string): object {
  const ended = isFinal(status);
  if (!Array.isArray(commands) || (!ended && status !== 'InProgress')) return {};
  const end = ended ? { endTime: at, commandStatus: status === 'Succeeded' ? 'Completed' : 'Failed' } : {};
  return {
    commands: commands
      .filter(isObject)
      .map((command: { readonly startTime?: unknown }) => ({ ...command, startTime: command.startTime ?? at, ...end })),
  };
}

/** A change is never before the creation, whatever is drawn for what is beyond a millisecond. */
function instantOf(row: Row, at: number, random: Random): string {
  const instant = formatInstant(at, ticks(random));
  const { creationDateTimeUtc: created } = row;
  return typeof created === 'string' && instantKey(created) > instantKey(instant) ? created : instant;
}

/** What changes in a row when its status does: the time of its last update, and what goes with being cancelled or timed out. */
export function changesOf(row: Row, status: string, at: number, random: Random): Readonly<Record<string, unknown>> {
  const instant = instantOf(row, at, random);
  // Under the alias, where an older row has it; under the real name as well, where that was given since: filters go by it.
  const names = [...Object.keys(aliases), LAST_UPDATE].filter((name) => Object.hasOwn(row, name));
  const times = (names.length === 0 ? [LAST_UPDATE] : names).map((name): [string, string] => [name, instant]);
  const hresult = HRESULTS[status] ?? 0;
  return {
    status,
    ...Object.fromEntries(times),
    ...(hresult !== 0 || Object.hasOwn(row, 'errorHResult') ? { errorHResult: hresult } : {}),
    ...(status === 'Cancelled'
      ? {
          cancellationRequestor: row['requestor'] ?? null,
          cancellationComment: 'No longer needed',
          cancellationDateTimeUtc: instant,
        }
      : {}),
    ...commandsOf(row['commands'], status, instant),
  };
}
