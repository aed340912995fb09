/** The date forms of RFC 9110, section 5.6.7: the preferred one and the two obsolete ones, which a recipient must read too. */
const httpDate =
  /^([A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or an HTTP date. A number is never an epoch time.
 *
 * @param value - The header's value.
 * @param now - Now, in milliseconds since 1970, to read a date against.
 * @returns How long to wait, in milliseconds from now, 0 or more; undefined where there is no header or none that can be read.
 */
export function parseRetryAfter(value: string | null | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!httpDate.test(text)) return undefined;
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
