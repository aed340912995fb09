import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmulatorError } from '../support/errors.ts';
import type { MachineAction } from '@defender-odata/client';
import type { RowInput as AnyRow } from '../rows/row.ts';
import { ROWS_FILE } from './record.ts';

type RowInput = AnyRow<MachineAction, 'id'>;

/**
 * Reads the rows of a recording, for an emulator to play. Where an action was answered several times, its last state counts.
 *
 * @param dir The folder that `record` was given.
 * @returns The rows; `createEmulator` checks them.
 * @throws EmulatorError `InvalidData` where there is no recording.
 *
 * @example
 * const emulator = createEmulator({ machineActions: { rows: fromRecording('recordings/nightly') } });
 */
export function fromRecording(dir: string): readonly RowInput[] {
  const path = join(dir, ROWS_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new EmulatorError('InvalidData', `There is no recording in ${dir}: ${ROWS_FILE} cannot be read.`, { cause });
  }
  const rows = new Map<string, RowInput>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    try {
      const row = JSON.parse(line) as MachineAction;
      rows.set(row.id, row);
    } catch (cause) {
      throw new EmulatorError('InvalidData', `${path}:${String(index + 1)} is not JSON.`, { cause });
    }
  }
  return [...rows.values()];
}
