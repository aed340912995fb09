/**
 * A point in time as the service writes it: text with up to seven fraction digits, of which a `Date` holds only three.
 *
 * The mark is optional on purpose: any text can be given where one is asked for, and hover text tells it from other text.
 *
 * @example
 * const created: DateTimeOffset = '2018-12-04T12:43:57.2011911Z';
 */
export type DateTimeOffset = string & { readonly __edm?: 'Edm.DateTimeOffset' };
