import { readFile } from 'node:fs/promises';
import { EmulatorError } from '../../support/errors.ts';

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

/** What a file is that is no text in UTF-8, by its first bytes, and what to do; undefined where nothing is known of it. */
function foreignFormat([first, second, third]: Uint8Array): string | undefined {
  const utf16 =
    'text in UTF-16, as > and Out-File of Windows PowerShell write it. Save it as UTF-8: Set-Content -Encoding utf8';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return utf16;
  // Without a mark of the byte order, every second byte of JSON is zero.
  if (second === 0 || first === 0) return utf16;
  if (first === 0x1f && second === 0x8b) return 'compressed by gzip. Unpack it first: gunzip';
  if (first === 0x50 && second === 0x4b && third === 3) return 'a ZIP archive, or a workbook. Give the JSON in it';
  return undefined;
}

function decode(path: string, bytes: Uint8Array): string {
  const format = foreignFormat(bytes);
  if (format !== undefined) throw new EmulatorError('InvalidData', `${path} is ${format}.`);
  try {
    // Drops the mark of the byte order that some editors write first.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new EmulatorError('InvalidData', `${path} is no text in UTF-8. Save it as UTF-8.`, { cause });
  }
}

/**
 * Reads rows from a file: a JSON list, a saved answer of the list, or one row a line (NDJSON).
 *
 * @param path The file.
 * @returns What stands there, unchecked: `createEmulator` holds it to the schema.
 * @throws EmulatorError `InvalidData` where there is no such file or it is neither, with the line.
 */
export async function readDataFile(path: string): Promise<readonly unknown[]> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new EmulatorError('InvalidData', `Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  });
  const text = decode(path, bytes);
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
