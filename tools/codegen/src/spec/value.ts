/** Whether a value is a mapping. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a mapping; an empty one where it is something else. */
export const record = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

/** The value as a list; an empty one where it is something else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value as a list of texts, without whatever is none. */
export const texts = (value: unknown): readonly string[] => list(value).filter((item) => typeof item === 'string');

/** How a message shows a value that should have been a name. */
export const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The value as text; empty where it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Why something is not to be used any more, in the words of the spec; undefined where it is. */
export const readDeprecated = (value: Readonly<Record<string, unknown>>): string | undefined =>
  value['deprecated'] === true ? text(value['x-deprecated']) || 'Not to be used any more.' : undefined;
