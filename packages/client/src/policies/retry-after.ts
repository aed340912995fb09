/**
 * The date forms of RFC 9110, section 5.6.7, the preferred one and the two obsolete ones, which a recipient must read too:
 * a name at the front, and `GMT` or a year behind the time. What is between them is for `Date.parse` to refuse.
 */
const httpDate = /^[A-Z].*:\d\d( GMT| \d{4})$/;

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or an HTTP date. A number is never an epoch time.
 *
 * @param value - The header's value.
 * @param now - Now by the clock of whoever has sent it, in milliseconds since 1970, to read a date against.
 * @returns How long to wait, in milliseconds from now, 0 or more; `NaN` where it cannot be read.
 */
export function parseRetryAfter(value: string, now: number): number {
  if (/^ *\d+ *$/.test(value)) return Number(value) * 1000;
  return httpDate.test(value) ? Math.max(0, Date.parse(value.replace(/( GMT)?$/, ' GMT')) - now) : NaN;
}
