import { ODataSyntaxError } from './syntax-error.ts';

/** One option of a query string, decoded, and where it began. */
export interface QueryOption {
  readonly name: string;
  readonly value: string;
  readonly position: number;
  /** Where in the query string its value began. */
  readonly valuePosition: number;
}

/**
 * Splits a query string at `&` and at the first `=` of each part, and only then decodes both sides, each once.
 * `+` is read as a blank: it is none in OData, but the standard encoders of URLs write it, and services read it so.
 *
 * @param search - A query string, with or without `?`.
 * @throws {@link ODataSyntaxError} for malformed percent-encoding, and for an option without `=` that is not a custom one.
 */
export function splitQueryString(search: string): readonly QueryOption[] {
  const start = search.startsWith('?') ? 1 : 0;
  const options: QueryOption[] = [];
  let position = start;
  for (const part of search.slice(start).split('&')) {
    if (part !== '') {
      const equals = part.indexOf('=');
      const end = equals < 0 ? part.length : equals;
      const name = decode(search, position, position + end);
      if (equals < 0 && name.startsWith('$')) {
        throw new ODataSyntaxError(`${name} needs a value: ${name}=….`, search, position + end, ["'='"]);
      }
      const valuePosition = Math.min(position + end + 1, position + part.length);
      options.push({ name, value: decode(search, valuePosition, position + part.length), position, valuePosition });
    }
    position += part.length + 1;
  }
  return options;
}

function decode(search: string, from: number, to: number): string {
  const text = search.slice(from, to);
  const hash = text.indexOf('#');
  if (hash >= 0) {
    throw new ODataSyntaxError('A # ends a query string; write it %23.', search, from + hash, ['%23']);
  }
  const broken = /%(?![\da-f]{2})/i.exec(text);
  if (broken) {
    throw new ODataSyntaxError(
      'After % stand two hexadecimal digits; a percent sign is written %25.',
      search,
      from + broken.index,
    );
  }
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ODataSyntaxError(
      'These percent-encoded bytes are no UTF-8.',
      search,
      from + Math.max(0, text.indexOf('%')),
    );
  }
}

/** Where in a query string the character stands that has the offset `decoded` in a value that begins at `from`. */
export function encodedPosition(search: string, from: number, decoded: number): number {
  let position = from;
  for (let units = 0; units < decoded && position < search.length;) {
    const lead = search[position] === '%' ? Number.parseInt(search.slice(position + 1, position + 3), 16) : 0;
    // The first byte of UTF-8 says how many there are; four of them are a surrogate pair in UTF-16.
    const bytes = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    position += search[position] === '%' ? 3 * bytes : 1;
    units += bytes === 4 ? 2 : 1;
  }
  return position;
}
