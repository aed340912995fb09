import { propertyAliases } from '@defender-odata/client';
import type { Random } from '../random/random.ts';
import { HRESULTS, ticks } from '../rows/describe-action.ts';
import { isFinal } from '../rows/known-values.ts';
import type { Row } from '../rows/row.ts';
import { formatInstant } from '../time/instant.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function endedCommands(commands: unknown, status: string, at: string): object {
  if (!Array.isArray(commands) || !isFinal(status)) return {};
  const commandStatus = status === 'Succeeded' ? 'Completed' : 'Failed';
  return {
    commands: commands.filter(isObject).map((command) => ({ startTime: at, ...command, endTime: at, commandStatus })),
  };
}

/** What changes in a row when its status does: the time of its last update, and what goes with being cancelled or timed out. */
export function changesOf(row: Row, status: string, at: number, random: Random): Readonly<Record<string, unknown>> {
  const instant = formatInstant(at, ticks(random));
  const alias = Object.keys(propertyAliases.MachineAction).find((name) => Object.hasOwn(row, name));
  const hresult = HRESULTS[status] ?? 0;
  return {
    status,
    [alias ?? 'lastUpdateDateTimeUtc']: instant,
    ...(hresult !== 0 || Object.hasOwn(row, 'errorHResult') ? { errorHResult: hresult } : {}),
    ...(status === 'Cancelled'
      ? {
          cancellationRequestor: row['requestor'] ?? null,
          cancellationComment: 'No longer needed',
          cancellationDateTimeUtc: instant,
        }
      : {}),
    ...endedCommands(row['commands'], status, instant),
  };
}
