import { listed, type CollectionName } from './collections.ts';

/** Which rows the page evaluates over. */
export type RowSource = 'examples' | 'seeded' | 'file';

/** What a link to the page says. */
export interface State {
  readonly text: string;
  readonly collection: CollectionName;
  /** Whether properties and options count that were only seen to work. */
  readonly observed: boolean;
  readonly rows: Exclude<RowSource, 'file'>;
  /** How many rows are expected, for the price. */
  readonly expected: number;
}

/** Of this form a fragment is written. */
const VERSION = '1';

/** A link that is longer is cut by mail programs and chats; the text then stays in the page alone. */
export const LONGEST = 8000;

export const initial: State = {
  text: '',
  collection: listed[0]?.name ?? 'machineActions',
  observed: false,
  rows: 'seeded',
  expected: 100_000,
};

/** Writes what differs from the start, as the fragment of a URL without its `#`; undefined where it would be too long for a link. */
export function writeFragment(state: State): string | undefined {
  const params = new URLSearchParams({ v: VERSION });
  if (state.text) params.set('q', state.text);
  if (state.collection !== initial.collection) params.set('on', state.collection);
  if (state.observed) params.set('observed', 'true');
  if (state.rows !== initial.rows) params.set('rows', state.rows);
  if (state.expected !== initial.expected) params.set('n', String(state.expected));
  const fragment = params.toString().replaceAll('+', '%20');
  return fragment.length > LONGEST ? undefined : fragment;
}

/**
 * Reads a fragment as far as it is understood.
 *
 * @returns The state, and what was not understood, in words.
 */
export function readFragment(fragment: string): { readonly state: State; readonly odd: readonly string[] } {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const odd: string[] = [];
  let state = initial;
  const version = params.get('v');
  if (version !== null && version !== VERSION) odd.push(`it was made by another version (${version.slice(0, 10)})`);
  for (const [name, value] of params) {
    const read = readOne(name, value);
    if (read) state = { ...state, ...read };
    else if (name !== 'v') odd.push(`${name.slice(0, 20)} is not known or has no such value`);
  }
  return { state, odd };
}

function readOne(name: string, value: string): Partial<State> | undefined {
  if (name === 'q') return { text: value };
  if (name === 'observed' && /^(true|false)$/.test(value)) return { observed: value === 'true' };
  if (name === 'rows' && (value === 'examples' || value === 'seeded')) return { rows: value };
  if (name === 'n' && /^\d{1,9}$/.test(value)) return { expected: Number(value) };
  const collection = listed.find((one) => one.name === value);
  return name === 'on' && collection ? { collection: collection.name } : undefined;
}
