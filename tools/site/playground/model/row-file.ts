/** A file that holds no rows; the message says what was found and what is read. */
export class NoRows extends Error {}

const isRow = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows of a parsed document: a list, or the service's `{ value: [ … ] }`. */
function rowsIn(document: unknown): readonly object[] {
  const list: unknown = isRow(document) && 'value' in document ? document.value : document;
  if (Array.isArray(list)) {
    const at = list.findIndex((item) => !isRow(item));
    if (at >= 0) throw new NoRows(`Item ${at} of the list is no object.`);
    return list;
  }
  if (isRow(list)) return [list];
  throw new NoRows(
    'The file is JSON, but no list of objects. Allowed: a list, { "value": [ … ] }, or one object a line.',
  );
}

/**
 * Reads rows from the text of a file: JSON, or one object a line.
 *
 * @throws {@link NoRows} for anything else, with the place.
 */
export function readRows(text: string): readonly object[] {
  const body = text.replace(/^\ufeff/, '').trim();
  if (!body) throw new NoRows('The file is empty.');
  const whole = parse(body);
  if (whole !== undefined) return rowsIn(whole.value);
  const lines = body.split('\n').map((line) => line.trim());
  const rows: object[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line) continue;
    const row = parse(line);
    if (!isRow(row?.value))
      throw new NoRows(
        index === 0
          ? 'The file is no JSON. Allowed: a list of objects, { "value": [ … ] }, or one object a line.'
          : `Line ${index + 1} is no JSON object.`,
      );
    rows.push(row.value);
  }
  return rows;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
