import { createTwoFilesPatch } from 'diff';

/** A diff longer than this is cut: the first differences tell what happened. */
const maximum = 60;

/** How a file on disk differs from what is generated, as a unified diff. */
export function diffText(path: string, onDisk: string, generated: string): string {
  const patch = createTwoFilesPatch(path, path, onDisk, generated, 'on disk', 'generated', { context: 2 });
  const lines = patch.slice(patch.indexOf('---')).split('\n');
  const more = lines.length - maximum;
  return more <= 0 ? lines.join('\n').trimEnd() : [...lines.slice(0, maximum), `… and ${more} more lines`].join('\n');
}
