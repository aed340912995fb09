/**
 * A filter with its values left out: `name eq '…' and created ge …`. Names and operators stay.
 *
 * @param filter - The decoded `$filter`, or anything else that may hold values between quotes.
 */
export const redactFilter = (filter: string): string =>
  filter.replace(/'(?:[^']|'')*'?/g, "'…'").replace(/(^|[\s,(])[-+]?\d[^\s,()]*/g, '$1…');

/** What is shorter is no secret, and would be found in any word. */
const SHORTEST_TOKEN = 8;

/**
 * Text of the service or of a proxy without the token that it was sent, and without anything that looks like another one.
 *
 * @param text - The whole text: a part may end within a token.
 * @param token - What was sent; it need not look like a token.
 */
export function redactTokens(text: string, token = ''): string {
  return withoutToken(text, token)
    .replace(/\bBearer\s+[\w.~+/=-]+/gi, '[token]')
    .replace(/eyJ[\w-]{5,}[\w.-]*/g, '[token]');
}

/** Headers without the token that was sent, and without what has the three parts of another one. The claims of a challenge stay. */
export function redactHeaders(headers: Headers, token = ''): Headers {
  const clean = new Headers();
  for (const [name, value] of headers)
    clean.append(name, withoutToken(value, token).replace(/eyJ[\w-]+\.[\w-]*\.[\w-]*/g, '[token]'));
  return clean;
}

function withoutToken(text: string, token: string): string {
  if (token.length < SHORTEST_TOKEN) return text;
  return [token, encodeURIComponent(token)].reduce((rest, form) => rest.replaceAll(form, '[token]'), text);
}
