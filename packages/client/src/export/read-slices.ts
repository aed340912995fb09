import { follow } from '../core/abort.ts';
import type { ExportOptions, ExportSlice } from './options.ts';
import type { ExportWork, Reading } from './export-work.ts';
import type { Slice } from './slice.ts';

/**
 * Keeps as many calls running as are allowed, and no more slices in memory than that.
 *
 * @param toPart - Puts together what is handed on of a slice.
 */
export async function* readSlices<Part>(
  work: ExportWork,
  { abortSignal, onCheckpoint, onProgress }: ExportOptions,
  toPart: (slice: ExportSlice) => Part,
): AsyncGenerator<Part, undefined> {
  work.begin();
  const controller = follow(abortSignal);
  const reading = new Map<Slice, Promise<void>>();
  // What was read goes by this list, and not through the race: a slow slice would keep all that overtook it in memory.
  const done: Reading[] = [];
  try {
    for (;;) {
      if (onProgress) await work.findReach([...reading.keys()], controller.signal);
      while (reading.size < work.concurrency) {
        const slice = work.take();
        if (!slice) break;
        const promise = work.read(slice, controller.signal).then((result) => void done.push(result));
        promise.catch(() => {});
        reading.set(slice, promise);
      }
      if (work.isProofDue(!reading.size)) {
        await work.prove(controller.signal);
        continue;
      }
      if (!reading.size) return;
      await Promise.race(reading.values());
      const result = done.shift();
      if (!result) continue;
      const { slice } = result;
      reading.delete(slice);
      if (!result.isWhole) {
        work.split(slice, result.count, result.sample);
        continue;
      }
      const rows = work.finish(result);
      const checkpoint = work.checkpoint([...reading.keys()]);
      onProgress?.(work.progress([...reading.keys()]));
      yield toPart({ rows, checkpoint });
      await onCheckpoint?.(checkpoint);
    }
  } finally {
    controller.abort();
  }
}
