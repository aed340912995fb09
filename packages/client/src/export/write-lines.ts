import { CARRIAGE_RETURN, LINE_FEED } from './json-bytes.ts';
import type { ScannedAnswer } from './scan-answer.ts';

/**
 * Makes lines of rows, in the place where they stand: each goes on as it was written, without the line breaks between its tokens, and
 * with one behind it. Rows that stand close together, which is how they mostly come, are not moved at all: the comma between two
 * becomes the end of a line. The bounds of these rows do not hold any more afterwards.
 *
 * @param bounds - Where each row begins and ends, in turns; behind each there is at least one byte, a comma or a bracket.
 * @returns The lines: a part of `bytes`.
 */
export function writeLines(
  { bytes, hasLineBreaks }: Pick<ScannedAnswer, 'bytes' | 'hasLineBreaks'>,
  bounds: readonly number[],
): Uint8Array {
  const first = bounds[0] ?? 0;
  let written = first;
  for (let index = 0; index < bounds.length; index += 2) {
    const start = bounds[index] ?? 0;
    const end = bounds[index + 1] ?? 0;
    if (hasLineBreaks) {
      const row = bytes.subarray(start, end).filter((byte) => byte !== LINE_FEED && byte !== CARRIAGE_RETURN);
      bytes.set(row, written);
      written += row.length;
    } else {
      if (written < start) bytes.copyWithin(written, start, end);
      written += end - start;
    }
    bytes[written++] = LINE_FEED;
  }
  return bytes.subarray(first, written);
}
