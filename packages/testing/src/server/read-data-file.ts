import { readFile } from 'node:fs/promises';
import { EmulatorError } from '../errors.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function parseLines(path: string, text: string): readonly unknown[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line) as unknown];
    } catch (error) {
      throw new EmulatorError(
        'InvalidData',
        `${path}:${String(index + 1)} is not JSON: ${reasonOf(error)}. Give a JSON list of rows, an answer of the service, or one row a line (NDJSON).`,
        { cause: error },
      );
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
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new EmulatorError('InvalidData', `Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  });
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return parseLines(path, text);
  }
  return rowsOf(path, whole);
}
