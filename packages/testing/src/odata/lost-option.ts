/** The system query options that shape a result (OData 4.01 URL Conventions, section 5.1), whether a service offers them or not. */
export const SHAPING: readonly string[] = [
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

const SINGLE_QUOTES = 'Put the URL in single quotes, or write %24 for the dollar sign.';

/**
 * What does this to a name, most telling first: each spoils the name of an option in a way of its own.
 * The second text is tested where the sign is in the name as it was sent, before a second decoding.
 */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/^\\/, `A backslash escapes the dollar sign in double quotes of sh, bash and zsh alone. ${SINGLE_QUOTES}`],
  [/^`/, `A backtick escapes the dollar sign in double quotes of PowerShell alone. ${SINGLE_QUOTES}`],
  [/^\^/, 'A caret escapes nothing in quotes of cmd.exe: leave it out.'],
  [/^&?(?:amp|#\d+|#x[\da-f]+|dollar|quot|lt|gt);/i, 'The URL was escaped for HTML: write & and $ as they are.'],
  [/%[\da-f]{2}/i, 'The name was percent-encoded twice: encode it once.'],
  [/=/, 'The = between name and value was percent-encoded: encode names and values, not the whole query.'],
  [/[[\]]/, 'Brackets are how some libraries write lists and nested objects: OData has no such names.'],
  [/^["'“”‘’]/, 'There are quotation marks round the name: leave them out.'],
  [
    /^\d+[a-z]/i,
    `A shell replaced what stood before the name: $$ by its process number, %2 of %24 by an argument. ${SINGLE_QUOTES}`,
  ],
  [/^\$\$/, 'A dollar sign is doubled in Makefiles and Compose files alone.'],
  [/^\$?[{(]/, `The name looks like a variable of a shell or a template. ${SINGLE_QUOTES}`],
  [/:/, 'A colon belongs to headers and YAML: between name and value stands =.'],
  [/[^\p{ASCII}]/u, 'It has a sign that only looks like one of ASCII, or cannot be seen: type it again.'],
];

/** Decodes what can be decoded, and what was encoded twice or more; the rest stays. */
function decodeFully(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3 && decoded.includes('%'); round += 1) {
    decoded = decoded.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  }
  return decoded;
}

/** A name without what does not count: signs that cannot be seen, full-width letters as plain ones, entities of HTML, case. */
const plain = (name: string): string =>
  decodeFully(name)
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}\s]/gu, '')
    .replace(/^(?:&?(?:amp|#\d+|#x[\da-f]+);)+/i, '')
    .toLowerCase();

const letters = (name: string): string => name.replaceAll(/[^a-z]/g, '');
const SHAPING_LETTERS: ReadonlySet<string> = new Set(SHAPING.map(letters));

/** Whether a name was meant for a system query option: one spoilt by whatever it went through. */
export function looksLikeOption(name: string): boolean {
  const text = plain(name);
  return (
    text.startsWith('@') ||
    text.includes('$') ||
    SHAPING_LETTERS.has(letters(text)) ||
    text.split(/[^\p{L}]+/u).some((word) => word === 'filter' || word === 'filters')
  );
}

/**
 * Whether a name is one of a row's properties, as other services filter by: `status=Failed`, `status[eq]=Failed`.
 *
 * @param properties The names of the properties.
 */
export function looksLikeProperty(name: string, properties: readonly string[]): boolean {
  const [first] = plain(name).split(/[^\p{L}\d_]/u);
  return properties.some((property) => property.toLowerCase() === first);
}

const COMPARED = /(?:^|[\s)+])(?:eq|ne|gt|ge|lt|le)(?:[\s(+]|$)|[\s+](?:in[\s+]*\(|has[\s+]+')/i;
const CALLED = /\b(?:contains|startswith|endswith|substringof|matchesPattern)\s*\(/i;
const NAMED =
  /[$\uFF04\uFE69]\s*(?:filter|top|skip|orderby|count|select|expand|search|apply|compute)["']?\s*[:=]|\bfilter["']?\s*[:=]/i;

/** Whether a value was meant for `$filter`, or holds an option that was swallowed by the one before it. */
export function looksLikeFilter(value: string): boolean {
  const text = decodeFully(value).normalize('NFKC');
  return COMPARED.test(text) || CALLED.test(text) || NAMED.test(text);
}

/**
 * Says what spoils the name of an option, as far as its spelling tells.
 *
 * @param name The name as it was sent, decoded once.
 * @returns A sentence that ends with what to do; `''` where the spelling tells nothing.
 */
export function causeOf(name: string): string {
  const text = name.trim();
  if (text === '') {
    return (
      'A value stands without a name: in double quotes, a shell takes $filter for a variable, which is empty ' +
      `(sh, bash, zsh, fish, PowerShell). ${SINGLE_QUOTES}`
    );
  }
  return CAUSES.find(([pattern]) => pattern.test(text))?.[1] ?? '';
}

/** What of a request is looked at for options that stand elsewhere than in the query string. */
interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const QUERY = 'Query options stand behind the ? of the URL.';

/**
 * Finds a query option in the path, in a header or in the body of a GET, where nobody reads it.
 *
 * @param pathname The URL's path, percent-encoded.
 * @param sent The rest of the request, names of headers in lower case.
 * @returns What to say of it; undefined where there is none.
 */
export function misplacedOption(pathname: string, { method, headers, body }: Sent): string | undefined {
  if (looksLikeFilter(pathname)) return `A query option stands in the path. ${QUERY}`;
  const header = Object.keys(headers).find(
    (name) => name.includes('$') || (looksLikeOption(name) && looksLikeFilter(headers[name] ?? '')),
  );
  if (header !== undefined) return `The header '${header.slice(0, 60)}' is no query option. ${QUERY}`;
  if (body === undefined || (method !== 'GET' && method !== 'HEAD') || !looksLikeFilter(body)) return undefined;
  return `A query option stands in the body of a ${method}, as curl -d and the option data of some libraries send it. ${QUERY} With curl: -G --data-urlencode.`;
}
