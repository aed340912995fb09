import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/**
 * Formats a generated file as the repository formats its own.
 *
 * @param root The root of the repository.
 * @param path The file's path from the root.
 * @param text Its text.
 */
export async function formatFile(root: string, path: string, text: string): Promise<string> {
  const filepath = join(root, path);
  return format(text, { ...(await resolveConfig(filepath, { editorconfig: false })), filepath });
}
