import { suggest } from '../nearest.ts';
import { Refusal } from './error-answers.ts';

/** The system query options that shape a result (OData 4.01 URL Conventions, section 5.1), whether a service offers them or not. */
const SHAPING = [
  '$filter',
  '$top',
  '$skip',
  '$orderby',
  '$count',
  '$select',
  '$expand',
  '$search',
  '$apply',
  '$compute',
];
const SYSTEM_OPTIONS = [
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
    throw new Refusal('badQuery', `'${text.slice(0, 60)}' is not valid percent-encoding.`);
  }
}

function refuseName(name: string, offered: readonly string[]): never {
  if (SYSTEM_OPTIONS.includes(name.toLowerCase())) {
    throw new Refusal(
      'badRequest',
      `The query option '${name}' is not supported here. Supported: ${offered.join(', ') || 'none'}.`,
    );
  }
  const hint = suggest(name, offered.length > 0 ? offered : SYSTEM_OPTIONS);
  throw new Refusal('badQuery', `The query parameter '${name}' is not supported. ${hint}`);
}

/**
 * Reads the system query options of a query string. Options that do not start with `$` or `@` are the caller's own and are left alone,
 * except a system option that lacks its `$`: ignoring a filter would answer with every row.
 *
 * @param search The query string, with or without its `?`.
 * @param offered The options that the operation has.
 * @returns Each option's decoded value.
 * @throws Refusal for an option that is unknown, not offered, given twice or not decodable.
 */
export function readQueryOptions<Name extends string>(
  search: string,
  offered: readonly Name[],
): Partial<Record<Name, string>> {
  const options: Partial<Record<Name, string>> = {};
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    // Spaces before a name, or a second `?`, would make a filter the caller's own option, and the answer every row.
    const name = decode(equals === -1 ? part : part.slice(0, equals)).trim();
    const known = offered.find((option) => option === name.toLowerCase());
    if (known === undefined) {
      const bare = name.replace(/^[?\s]+/, '');
      if (bare.startsWith('$') || bare.startsWith('@') || SHAPING.includes(`$${bare.toLowerCase()}`))
        refuseName(name, offered);
      continue;
    }
    if (options[known] !== undefined) throw new Refusal('badQuery', `The query option '${known}' stands there twice.`);
    options[known] = equals === -1 ? '' : decode(part.slice(equals + 1));
  }
  return options;
}
