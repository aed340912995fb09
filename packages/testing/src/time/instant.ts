/** Ticks of 100 nanoseconds in a millisecond: the service's timestamps carry 7 fraction digits. */
export const TICKS_PER_MILLISECOND = 10_000;

/**
 * Writes an instant as the service does: UTC, up to 7 fraction digits, trailing zeros left out (observed).
 *
 * @param ms Milliseconds since 1970.
 * @param ticks What is beyond the millisecond, in ticks of 100 ns, 0 to 9,999.
 *
 * @example
 * formatInstant(Date.UTC(2018, 11, 4, 12, 43, 57, 201), 1911); // '2018-12-04T12:43:57.2011911Z'
 */
export function formatInstant(ms: number, ticks = 0): string {
  const text = new Date(ms).toISOString();
  let fraction = text.slice(20, 23) + String(ticks).padStart(4, '0');
  let end = fraction.length;
  while (end > 0 && fraction.charCodeAt(end - 1) === 48) end -= 1;
  fraction = fraction.slice(0, end);
  return fraction === '' ? `${text.slice(0, 19)}Z` : `${text.slice(0, 19)}.${fraction}Z`;
}

const UTC = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * A text that sorts as the instant does, whatever the number of its fraction digits and its offset.
 * Nothing is put through a `Date` beyond the whole seconds, so no digit is lost.
 *
 * @param timestamp A DateTimeOffset.
 * @returns The key, or `''` (before every instant) for what is not a timestamp.
 */
export function instantKey(timestamp: unknown): string {
  if (typeof timestamp !== 'string') return '';
  // The service's own form needs no work but dropping the zone: a shorter fraction is a prefix, and a prefix sorts first.
  if (timestamp.endsWith('Z')) return timestamp.slice(0, -1);
  const match = UTC.exec(timestamp);
  if (match === null) return '';
  const offset = timestamp.slice(-6);
  const seconds = Date.parse(`${match[1] ?? ''}${/[zZ]$/.test(timestamp) ? 'Z' : offset}`);
  if (Number.isNaN(seconds)) return '';
  const whole = new Date(seconds).toISOString().slice(0, 19);
  return match[2] === undefined ? whole : `${whole}.${match[2]}`;
}

/** The same text for every way to write an instant: in UTC, with seconds, without zeros at the end of its fraction. */
export function normalInstant(timestamp: string): string {
  const [whole = '', fraction = ''] = instantKey(timestamp.toUpperCase()).split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${whole.length === 16 ? `${whole}:00` : whole}${digits === '' ? '' : `.${digits}`}`;
}
