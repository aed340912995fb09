import { constants, open, readdir, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { exportAll, type DefenderClient, type ExportCheckpoint } from '@defender-odata/client';

/** A night's range. */
interface Range {
  /** Its first instant, such as `2026-01-01T00:00:00Z`. */
  readonly from: string;
  /** The instant after its last one. */
  readonly to: string;
}

/** What is kept beside a file while it grows. */
interface State extends Range {
  /** Undefined before the first rows were written. */
  readonly checkpoint?: ExportCheckpoint;
  /** How long the file was when the checkpoint was made. */
  readonly bytes: number;
}

/** Which actions to export, and where to. */
export interface NightlyExport extends Range {
  readonly directory: string;
  readonly abortSignal?: AbortSignal;
}

const STATE = '.state.json';

/**
 * Writes every machine action that was created in a range to a file of its own, such as
 * `machine-actions_2026-01-01T00-00-00Z_2026-01-02T00-00-00Z.ndjson`, and after it the rest of the nights that were left unfinished.
 * Started again after a crash it goes on where it was: what was written after the last checkpoint is cut off first, so that no row is
 * lost and none stands there twice. A file is whole once no state lies beside it. The lines are what the service wrote: no row is
 * parsed on its way there.
 *
 * @returns How many rows the file of this range holds.
 */
export async function nightlyExport(
  client: DefenderClient,
  { directory, from, to, abortSignal }: NightlyExport,
): Promise<number> {
  const tonight = join(directory, `machine-actions_${from}_${to}`.replaceAll(':', '-'));
  const state = (await readState(tonight)) ?? { from, to, bytes: 0 };
  const rows = await exportRange(client, tonight, state, abortSignal);
  for (const name of await readdir(directory)) {
    const earlier = join(directory, name.slice(0, -STATE.length));
    const left = name.endsWith(STATE) && (await readState(earlier));
    if (left) await exportRange(client, earlier, left, abortSignal);
  }
  return rows;
}

/**
 * Writes what is left of a range.
 *
 * @param path - Where to: what the names of the file and of its state begin with.
 * @returns How many rows the file holds.
 */
async function exportRange(
  client: DefenderClient,
  path: string,
  state: State,
  abortSignal: AbortSignal | undefined,
): Promise<number> {
  const { from, to, checkpoint: stored } = state;
  let { bytes } = state;
  let rowsWritten = stored?.rows ?? 0;
  await writeState(path, state);
  const file = await open(`${path}.ndjson`, constants.O_RDWR | constants.O_CREAT);
  try {
    await file.truncate(bytes);
    const slices = exportAll(
      client.machineActions,
      (query) => query.filter((action) => action.creationDateTimeUtc.ge(from).and(action.creationDateTimeUtc.lt(to))),
      { checkpoint: stored, abortSignal },
    ).toNdjson();
    for await (const { ndjson, checkpoint } of slices) {
      await writeAll(file, ndjson, bytes);
      await file.datasync();
      bytes += ndjson.length;
      rowsWritten = checkpoint.rows;
      await writeState(path, { from, to, checkpoint, bytes });
    }
    await rm(path + STATE);
    return rowsWritten;
  } finally {
    await file.close();
  }
}

/** Writes all of it: one write may take less than it was given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;)
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
}

async function readState(path: string): Promise<State | undefined> {
  try {
    return JSON.parse(await readFile(path + STATE, 'utf8'));
  } catch {
    // The first run, or one after an export that ended.
    return undefined;
  }
}

/** Replaces the state in one step, so that a crash leaves the old one or the new one. */
async function writeState(path: string, state: State): Promise<void> {
  const next = `${path}.next.json`;
  await writeFile(next, JSON.stringify(state));
  await rename(next, path + STATE);
}
