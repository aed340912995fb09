import { open, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { exportAll, type DefenderClient, type ExportCheckpoint } from '@defender-odata/client';

/** What is kept beside the file while it grows. */
interface State {
  readonly checkpoint: ExportCheckpoint;
  /** How long the file was when the checkpoint was made. */
  readonly bytes: number;
}

/** Which actions to export, and where to. */
export interface NightlyExport {
  readonly directory: string;
  /** The first instant of the night's range, such as `2026-01-01T00:00:00Z`. */
  readonly from: string;
  /** The instant after its last one. */
  readonly to: string;
  readonly abortSignal?: AbortSignal;
}

/**
 * Writes every machine action that was created in a range to `machine-actions.ndjson`. Started again after a crash it goes on where
 * it was: what was written after the last checkpoint is cut off first, so that no row is lost and none stands there twice. The lines are
 * what the service wrote: no row is parsed on its way into the file.
 *
 * @returns How many rows the file holds.
 */
export async function nightlyExport(
  client: DefenderClient,
  { directory, from, to, abortSignal }: NightlyExport,
): Promise<number> {
  const stateFile = join(directory, 'machine-actions.state.json');
  const state = await readState(stateFile);
  const file = await open(join(directory, 'machine-actions.ndjson'), state ? 'r+' : 'w');
  try {
    let bytes = state?.bytes ?? 0;
    let rowsWritten = state?.checkpoint.rows ?? 0;
    await file.truncate(bytes);
    const slices = exportAll(
      client.machineActions,
      (query) => query.filter((action) => action.creationDateTimeUtc.ge(from).and(action.creationDateTimeUtc.lt(to))),
      { checkpoint: state?.checkpoint, abortSignal },
    ).toNdjson();
    for await (const { ndjson, checkpoint } of slices) {
      await writeAll(file, ndjson, bytes);
      await file.datasync();
      bytes += ndjson.length;
      rowsWritten = checkpoint.rows;
      await writeState(stateFile, { checkpoint, bytes });
    }
    await rm(stateFile, { force: true });
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
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    // The first run, or one after an export that ended.
    return undefined;
  }
}

/** Replaces the state in one step, so that a crash leaves the old one or the new one. */
async function writeState(path: string, state: State): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(state));
  await rename(`${path}.new`, path);
}
