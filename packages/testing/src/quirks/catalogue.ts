import { EmulatorError } from '../support/errors.ts';
import { suggest } from '../support/nearest.ts';

/** One reported fault of the service: what it does, and where it was seen. */
export interface Quirk {
  readonly summary: string;
  readonly source: string;
}

/** The faults that an emulator can show, each by name and off unless asked for. */
export const quirks = {
  'broken-next-link': {
    summary:
      'The next link loses the name of `$filter`: `?=…&=10000&$skip=10000`, so whoever follows it pages every row.',
    source: 'Reported by users of sibling collections.',
  },
  'no-next-link-with-top': {
    summary:
      'A page that was cut short has no next link when `$top` was sent: with a `pageSize` below that `$top`, whoever pages ends after the first page.',
    source: 'Reported by users of sibling collections.',
  },
  'last-update-alias': {
    summary: '`lastUpdateTimeUtc` stands in place of `lastUpdateDateTimeUtc`.',
    source: 'The samples of the document that describes the list.',
  },
  'keys-2020': {
    summary: 'Rows have the 15 keys of 2020.',
    source: "Recordings of 2020 have 15 keys; which, beyond the documents' 11, is assumed.",
  },
  'keys-documents': {
    summary: 'Rows have the 11 keys of the documents.',
    source: 'The samples of both documents.',
  },
  'foreign-context-host': {
    summary: '`@odata.context` names another host than the one called.',
    source: 'Recorded answers.',
  },
  'creation-time-moves': {
    summary: 'A row that was just added is answered later with an earlier `creationDateTimeUtc`.',
    source: 'Recorded: a GET after the POST that made the action.',
  },
  'bare-first-answer': {
    summary: 'The answer to an action does not know its machine, its scope and its commands yet.',
    source: 'Observed: recorded answers to a POST.',
  },
  'late-action': {
    summary: 'The first GET of an action is answered with 404 where it comes within 5 seconds of the POST.',
    source: 'Reported: a GET right after the POST.',
  },
  'html-502': { summary: 'A gateway answers 502 with a page of HTML.', source: 'Seen in production clients.' },
  'empty-body': { summary: 'An answer of 503 has no body at all.', source: 'Seen in production clients.' },
  'truncated-json': { summary: 'The JSON of an answer ends in the middle.', source: 'Seen in production clients.' },
  'slow-body': {
    summary: 'The second half of a body takes 10 seconds to arrive.',
    source: 'Seen in production clients.',
  },
  'throttled-in-budget': {
    summary: '429 with `Retry-After` although the calls are within their limits.',
    source: 'The documents: limits are "by number of requests or by CPU".',
  },
  'unknown-enum-values': {
    summary:
      'Types, and statuses that are not final, are answered with values that no document names; filters still go by the known ones.',
    source: 'Observed: `RequestSample` came without notice.',
  },
  'query-layer-errors': {
    summary: 'Every error has the shape of the query layer: an empty code, no target.',
    source: 'Observed for refused queries.',
  },
} as const satisfies Readonly<Record<string, Quirk>>;

/** The name of a quirk. */
export type QuirkName = keyof typeof quirks;

/** The names of all quirks. */
export const QUIRK_NAMES: readonly QuirkName[] = Object.keys(quirks) as QuirkName[];

const isQuirk = (name: unknown): name is QuirkName => typeof name === 'string' && Object.hasOwn(quirks, name);

/**
 * Reads the option `quirks`.
 *
 * @throws EmulatorError `UnknownQuirk`, suggesting the name that was meant, or all; `InvalidOption` for what is no list of names.
 */
export function readQuirks(option: string | readonly string[]): ReadonlySet<QuirkName> {
  const names: unknown = typeof option === 'string' ? [option] : option;
  // From JavaScript anything can come.
  if (!Array.isArray(names)) {
    throw new EmulatorError('InvalidOption', "quirks must be the name of a quirk, a list of names, or 'all'.");
  }
  return new Set(
    names.flatMap((name: unknown) => {
      if (name === 'all') return QUIRK_NAMES;
      if (isQuirk(name)) return name;
      throw new EmulatorError(
        'UnknownQuirk',
        `There is no quirk ${typeof name === 'string' ? `'${name}'` : JSON.stringify(name)}. ${suggest(String(name), ['all', ...QUIRK_NAMES])}`,
      );
    }),
  );
}
