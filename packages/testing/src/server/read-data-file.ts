import { readFile } from 'node:fs/promises';
import { EmulatorError } from '../errors.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const notJson = (place: string, cause: unknown): EmulatorError =>
  new EmulatorError(
    'InvalidData',
    `${place} is not JSON: ${reasonOf(cause)}. Give a JSON list of rows, an answer of the service, or one row a line (NDJSON).`,
    { cause },
  );

function parseLines(path: string, text: string): readonly unknown[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch (error) {
      throw notJson(`${path}:${String(index + 1)}`, error);
    }
  });
}

function rowsOf(path: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) {
    const { value: rows } = value as { readonly value?: unknown };
    // An answer of the list, as it was saved; otherwise one row alone, which is NDJSON of one line.
    return Array.isArray(rows) ? rows : [value];
  }
  throw new EmulatorError(
    'InvalidData',
    `${path} holds ${value === null ? 'null' : `a ${typeof value}`}; it must hold rows.`,
  );
}

/**
 * Reads rows from a file: a JSON list, a saved answer of the list, or one row a line (NDJSON).
 *
 * @param path The file.
 * @returns What stands there, unchecked: `createEmulator` holds it to the schema.
 * @throws EmulatorError `InvalidData` where there is no such file or it is neither, with the line.
 */
export async function readDataFile(path: string): Promise<readonly unknown[]> {
  const read = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new EmulatorError('InvalidData', `Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  });
  // Some editors write a mark of the byte order first.
  const text = read.replace(/^\uFEFF/, '');
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    // A list, or the first of several lines of an object, is no line of NDJSON: the mistake is where the whole of it breaks.
    if (/^\s*(?:\[|\{\s*\n)/.test(text)) throw notJson(path, error);
    return parseLines(path, text);
  }
  return rowsOf(path, whole);
}
