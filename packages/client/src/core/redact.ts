/**
 * A filter with its values left out: `machineId eq '…' and creationDateTimeUtc ge …`. Names and operators stay.
 *
 * @param filter - The decoded `$filter`, or anything else that may hold values between quotes.
 */
export const redactFilter = (filter: string): string =>
  filter.replace(/'(?:[^']|'')*'?/g, "'…'").replace(/(^|[\s,(])[-+]?\d[^\s,()]*/g, '$1…');

/** Text of the service or of a proxy without anything that looks like a bearer token. */
export const redactTokens = (text: string): string =>
  text.replace(/\bBearer\s+[\w.~+/=-]+|\beyJ[\w-]{5,}[\w.-]*/gi, '[token]');
