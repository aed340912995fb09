/**
 * A filter with its values left out: `machineId eq '…' and creationDateTimeUtc ge …`. Names and operators stay.
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
  let rest = text;
  if (token.length >= SHORTEST_TOKEN)
    for (const form of [token, encodeURIComponent(token)]) rest = rest.replaceAll(form, '[token]');
  return rest.replace(/\bBearer\s+[\w.~+/=-]+/gi, '[token]').replace(/eyJ[\w-]{5,}[\w.-]*/g, '[token]');
}
