import { suggest } from '../support/nearest.ts';
import { Refusal } from '../http/error-answers.ts';
import { causeOf, looksLikeFilter, looksLikeOption, looksLikeProperty, SHAPING } from './lost-option.ts';

const SYSTEM_OPTIONS: readonly string[] = [
  ...SHAPING,
  '$format',
  '$skiptoken',
  '$deltatoken',
  '$index',
  '$levels',
  '$schemaversion',
  '$id',
];

/** Decodes one name or value. A `+` is read as a space, as servers do (observed), so a plus must come as `%2B`. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('badQuery', 'The query string is not valid percent-encoding.');
  }
}

const sentence = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

function refuseName(name: string, offered: readonly string[], optIn: readonly string[]): never {
  if (SYSTEM_OPTIONS.includes(name.toLowerCase())) {
    const supported = offered.filter((option) => !optIn.includes(option)).join(', ') || 'none';
    const more = optIn.length > 0 ? `; with { observed: true } also ${optIn.join(', ')}` : '';
    throw new Refusal(
      'badRequest',
      `The query option '${name}' is not supported here. Supported: ${supported}${more}.`,
    );
  }
  // What stands behind an encoded =, a colon or a blank is a value, and values are in no message.
  const [shown = ''] = name.split(/[=:]|(?<=\w)\s/);
  const words = `The query parameter '${shown.slice(0, 60)}' is not supported.`;
  const hint = suggest(shown, offered.length > 0 ? offered : SYSTEM_OPTIONS);
  throw new Refusal('badQuery', sentence(words, hint, causeOf(name)));
}

function refuseLost(what: string, why = ''): never {
  const words = `${what} looks like a filter and is not read as one; ignoring it would answer with every row.`;
  throw new Refusal('badQuery', sentence(words, why));
}

/** The name of the property in a name with brackets. */
const nameOf = (name: string): string => /[\w]+/.exec(name)?.[0] ?? '';

const UNENCODED = 'In a value, write & as %26, # as %23 and + as %2B.';

/** What reading a query string must know beside the options. */
export interface ReadingRules {
  /** Whether a value without a name is passed over, as the service does in the next links that it breaks. Default: false. */
  readonly nameless?: boolean;
  /** The names of the properties by which rows are filtered: an option of such a name was meant for a filter. Default: none. */
  readonly properties?: readonly string[];
  /** The offered options that are evaluated by an emulator with `observed` alone. Default: none. */
  readonly optIn?: readonly string[];
}

/** Refuses an option that nobody reads, where it was meant for one that somebody does. */
function checkCustom(
  name: string,
  value: string | undefined,
  offered: readonly string[],
  { nameless = false, properties = [], optIn = [] }: ReadingRules,
): void {
  if (name === '') {
    if (!nameless) throw new Refusal('badQuery', causeOf(name));
  } else if (looksLikeOption(name)) refuseName(name, offered, optIn);
  else if (looksLikeProperty(name, properties)) {
    refuseLost(
      `The query parameter '${name.slice(0, 60)}'`,
      `Write $filter=${nameOf(name)} eq …, with the value in quotes where it is text.`,
    );
  } else if (looksLikeFilter(name)) refuseLost('A part of the query string without a name', UNENCODED);
  else if (value !== undefined && looksLikeFilter(decode(value)))
    refuseLost(`The value of '${name.slice(0, 60)}'`, `A filter is the value of $filter. ${UNENCODED}`);
}

/**
 * Reads the system query options of a query string. Options that do not start with `$` or `@` are the caller's own and are left alone,
 * except where the name or the value was meant for a system option: ignoring a filter would answer with every row.
 *
 * @param search The query string with its `?`, and the fragment where the URL has one.
 * @param offered The options that the operation has.
 * @returns Each option's decoded value.
 * @throws Refusal for an option that is unknown, not offered, given twice or not decodable, and for what looks like one that was lost.
 */
export function readQueryOptions<Name extends string>(
  search: string,
  offered: readonly Name[],
  rules: ReadingRules = {},
): Partial<Record<Name, string>> {
  const options: Partial<Record<Name, string>> = {};
  const [query = '', ...fragment] = search.replace(/^\?/, '').split('#');
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals === -1 ? part : part.slice(0, equals)).trim();
    const value = equals === -1 ? undefined : part.slice(equals + 1);
    const known = offered.find((option) => option === name.toLowerCase());
    if (known === undefined) {
      checkCustom(name, value, offered, rules);
      continue;
    }
    if (options[known] !== undefined) throw new Refusal('badQuery', `The query option '${known}' stands there twice.`);
    options[known] = value === undefined ? '' : decode(value);
  }
  const behind = fragment.join('#');
  if (looksLikeFilter(behind)) refuseLost('What stands behind the # of the URL', UNENCODED);
  return options;
}
