import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitions } from '../emulator/definitions.ts';
import { EmulatorError } from '../support/errors.ts';
import type { GivenCollections } from '../generated/emulated.gen.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import { keyOf, type Row } from '../rows/row.ts';
import { REPORT_FILE, rowsFile } from './record.ts';

/** The last state of each row of a collection; none where none was answered. */
function readRows(dir: string, { name, key }: CollectionDefinition): readonly Row[] {
  const path = join(dir, rowsFile(name));
  if (!existsSync(path)) return [];
  const rows = new Map<string, Row>();
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const row = JSON.parse(line) as Row;
      rows.set(keyOf(row, key), row);
    } catch (cause) {
      throw new EmulatorError('InvalidData', `${path}:${String(index + 1)} is not JSON.`, { cause });
    }
  }
  return [...rows.values()];
}

/**
 * Reads the rows of a recording, for an emulator to play. Where a row was answered several times, its last state counts; a collection
 * that was not asked for is empty.
 *
 * @param dir The folder that `record` was given.
 * @returns Options for an emulator; `createEmulator` checks the rows.
 * @throws EmulatorError `InvalidData` where there is no recording.
 *
 * @example
 * const emulator = createEmulator({ ...fromRecording('recordings/nightly'), quota: true });
 */
export function fromRecording(dir: string): GivenCollections {
  if (![REPORT_FILE, ...definitions.map(({ name }) => rowsFile(name))].some((file) => existsSync(join(dir, file)))) {
    throw new EmulatorError('InvalidData', `There is no recording in ${dir}: it has no ${REPORT_FILE}.`);
  }
  return Object.fromEntries(definitions.map((definition) => [definition.name, { rows: readRows(dir, definition) }]));
}
