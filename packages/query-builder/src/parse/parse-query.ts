import { requireText } from '../args/options.ts';
import { nearest } from '../nodes/nearest.ts';
import { createCursor } from './cursor.ts';
import { parseOrderBy } from './order-by.ts';
import { parseFilter } from './parse-filter.ts';
import { encodedPosition, type QueryOption, splitQueryString } from './query-string.ts';
import { checkSearch } from './search.ts';
import { parseSelect } from './select.ts';
import { ODataSyntaxError } from './syntax-error.ts';

/** The system query options of a query string, decoded: the params of the builder, and what else a list may be asked for. */
export interface ParsedQuery {
  readonly $filter?: string;
  readonly $top?: number;
  readonly $skip?: number;
  readonly $orderby?: string;
  readonly $count?: boolean;
  readonly $select?: string;
  readonly $search?: string;
  /** The values of parameter aliases, as text: `'@name': "'Black'"`. */
  readonly [alias: `@${string}`]: string;
}

const whole = (option: QueryOption, search: string): number => {
  if (/^\d+$/.test(option.value) && Number.isSafeInteger(Number(option.value))) return Number(option.value);
  throw refusal(option, search, `${option.name} is a whole number from 0, in digits`);
};

const text =
  (check: (value: string) => unknown) =>
  (option: QueryOption, search: string): string => {
    try {
      check(option.value);
      return option.value;
    } catch (error) {
      if (!(error instanceof ODataSyntaxError)) throw error;
      const position = encodedPosition(search, option.valuePosition, error.position);
      throw new ODataSyntaxError(`${option.name}: ${error.reason}`, search, position, error.expected);
    }
  };

const trueOrFalse = (option: QueryOption, search: string): boolean => {
  if (/^(?:true|false)$/i.test(option.value)) return option.value.toLowerCase() === 'true';
  throw refusal(option, search, `${option.name} is true or false`);
};

/** A `;` separates options inside `$expand`, so `$search` may hold it only percent-encoded, here as there. */
function readSearch(option: QueryOption, search: string): string {
  const semicolon = search.slice(option.valuePosition).search(/[;&]|$/);
  if (search[option.valuePosition + semicolon] === ';') {
    throw new ODataSyntaxError('$search: a ; is written %3B.', search, option.valuePosition + semicolon, ['%3B']);
  }
  return text((value) => checkSearch(createCursor(value)))(option, search);
}

/** The options that are understood, each with the reader of its value. */
const READERS: ReadonlyMap<string, (option: QueryOption, search: string) => string | number | boolean> = new Map<
  string,
  (option: QueryOption, search: string) => string | number | boolean
>([
  ['$filter', text(parseFilter)],
  ['$top', whole],
  ['$skip', whole],
  ['$orderby', text(parseOrderBy)],
  ['$count', trueOrFalse],
  ['$select', text(parseSelect)],
  ['$search', readSearch],
]);

/** The other options of the standard, which nothing here understands: refused rather than ignored (5.1). */
const OTHERS = /^\$?(?:apply|compute|deltatoken|expand|format|id|index|levels|schemaversion|skiptoken)$/i;

/**
 * Parses a whole query string. The names of options may be in any case and without the `$` (4.01). Values are decoded and checked:
 * `$filter` and `$orderby` are well-formed, `$top` and `$skip` whole numbers. Custom options, which belong to the service, are
 * left out.
 *
 * @param search - The query string, percent-encoded, with or without `?`.
 * @returns The options under their names with `$`, and aliases under theirs with `@`, decoded.
 * @throws {@link ODataSyntaxError} for an option that stands twice or is not known, for what looks like one whose name was
 *   spoilt or lost, for malformed percent-encoding, or a wrong value.
 * @example
 * parseQuery("?$filter=status%20eq%20'Failed'&$top=2"); // { $filter: "status eq 'Failed'", $top: 2 }
 */
export function parseQuery(search: string): ParsedQuery {
  requireText('A query string to parse, such as the search of a URL,', search);
  const values = new Map<string, string | number | boolean>();
  for (const option of splitQueryString(search)) {
    const name = systemName(option, search);
    if (name === undefined) continue;
    if (values.has(name)) throw refusal(option, search, `${name} stands twice; an option may stand only once`);
    const read = READERS.get(name) ?? text(parseFilter);
    values.set(name, read({ ...option, name }, search));
  }
  return Object.fromEntries(values) as ParsedQuery; // each reader gives the type that its option has there
}

/** The option's name as the standard writes it; undefined for a custom option. */
function systemName(option: QueryOption, search: string): string | undefined {
  const { name } = option;
  if (name.startsWith('@')) return name;
  const lower = name.startsWith('$') ? name.toLowerCase() : `$${name.toLowerCase()}`;
  if (READERS.has(lower)) return lower;
  if (OTHERS.test(name)) throw refusal(option, search, `${name} is an option of OData that is not supported here`);
  if (!name.startsWith('$')) return customName(option, search);
  const near = nearest(lower, [...READERS.keys()]);
  throw refusal(
    option,
    search,
    `There is no option ${name}.${near === undefined ? '' : ` Did you mean ${near}?`} It is unknown`,
  );
}

/** A condition without the name of its option, `status eq 'Failed'`, or behind an `&` that belonged to a value. */
const CONDITION = /\s(?:eq|ne|[gl][te]|in|has)[\s(]|\w\(/;

/** Lets a custom option be, unless it is one of the standard's in disguise: left out, a filter would give every row. */
function customName(option: QueryOption, search: string): undefined {
  const meant = option.name.replace(/^.*\?/s, '').trim();
  if (meant !== option.name && (meant.startsWith('$') || READERS.has(`$${meant.toLowerCase()}`))) {
    throw refusal(
      option,
      search,
      `Give the query string alone, without the URL before its ?, and ${meant} without blanks`,
    );
  }
  if (option.name === '')
    throw refusal(
      option,
      search,
      'A value without a name is no option: in double quotes, a shell takes $filter for a variable',
    );
  // What went through a shell, a template or HTML, and signs that only look like the right ones: \$filter, amp;$filter, ＄filter.
  const plain = option.name.normalize('NFKC').toLowerCase();
  if (plain.includes('$') || READERS.has(`$${plain.replaceAll(/[^a-z]/g, '')}`) || CONDITION.test(plain))
    throw refusal(
      option,
      search,
      'This is no name of an option. A filter stands behind $filter=, and & in a value is written %26',
    );
  return undefined;
}

const refusal = ({ position }: QueryOption, search: string, message: string): ODataSyntaxError =>
  new ODataSyntaxError(`${message}.`, search, position, [...READERS.keys()]);
