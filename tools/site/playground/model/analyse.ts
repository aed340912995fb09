import { from as queryOn, type FilterNode, type Query } from '@defender-odata/query-builder';
import { checkFilter, explain, parseFilter, printFilter, type ParsedQuery } from '@defender-odata/query-builder/parse';
import { conditionCode, NotBuilt } from './builder-code.ts';
import { collectionOf, host, type CollectionName, type Listed } from './collections.ts';
import { readFault, type Fault } from './fault.ts';
import { mend } from './mend.ts';
import { objectCode } from './object-code.ts';
import { optionsOf, readInput } from './read-input.ts';

/** All that the page says of a text, but for rows and price. */
export interface Analysis {
  /** What was asked of; named by a path in the text, or chosen. */
  readonly collection: Listed;
  readonly notes: readonly string[];
  /** The filter that was found; empty where there is none. */
  readonly filter: string;
  readonly fault: Fault | undefined;
  /** The filter, where it is OData. */
  readonly tree: FilterNode | undefined;
  /** In words; undefined where there is no filter. */
  readonly sentence: string | undefined;
  /** With the fewest parentheses. */
  readonly normal: string | undefined;
  readonly builder: string | undefined;
  readonly object: string | undefined;
  /** The whole URL, encoded; undefined where the service would refuse the query. */
  readonly url: string | undefined;
  readonly top: number | undefined;
}

/** How the text is understood. */
export interface Settings {
  readonly collection: CollectionName;
  readonly observed: boolean;
}

/**
 * Says all that can be said of a text.
 *
 * @param text - A filter, a query string, or something with a URL in it.
 */
export function analyse(text: string, { collection: chosen, observed }: Settings): Analysis {
  const input = readInput(text);
  const collection = collectionOf(input.collection ?? chosen);
  const notes = input.unknownPath
    ? [`${input.unknownPath} is no list of the spec; it is read as ${collection.path}.`]
    : [];
  if (!input.query) {
    const filter = input.filter?.trim() ? input.filter : '';
    return { ...read(collection, filter, {}, observed), notes };
  }
  const { text: query, from: start } = input.query;
  // Apart from the other options: a filter that is no OData can then be mended.
  const found = filterIn(query);
  try {
    const options = optionsOf(found ? query.replace(found.raw, 'true') : query);
    const filter = found?.filter ?? '';
    const analysis = read(collection, filter, options, observed);
    const { fault } = analysis;
    if (!fault?.place || !found) return { ...analysis, notes };
    const offset = start + found.from;
    const [from, to] = fault.place;
    const place = [offset + rawIndex(found.raw, from), offset + rawIndex(found.raw, to)] as const;
    return { ...analysis, notes, fault: { ...fault, place } };
  } catch (error) {
    const fault = { ...readFault(error, query, start), mended: undefined };
    return { ...nothing, collection, notes, filter: query, fault: withMendedQuery(fault, text, query, start) };
  }
}

/** The filter of a query string: as it stands there, where, and decoded; undefined where there is none that can be decoded. */
function filterIn(query: string): { readonly raw: string; readonly from: number; readonly filter: string } | undefined {
  const found = /(?<=(?:^|[?&])(?:\$|%24)?filter=)[^&]+/i.exec(query);
  if (!found) return undefined;
  const [raw] = found;
  try {
    return { raw, from: found.index, filter: decodeURIComponent(raw.replaceAll('+', ' ')) };
  } catch {
    return undefined;
  }
}

/** Where a place of a decoded text is in the text as it was written. */
function rawIndex(raw: string, index: number): number {
  let decoded = 0;
  let at = 0;
  for (const [unit] of raw.matchAll(/(?:%[\da-f]{2})+|./gis)) {
    if (decoded >= index) break;
    decoded += unit.length === 1 ? 1 : decodeURIComponent(unit).length;
    at += unit.length;
  }
  return at;
}

const nothing = {
  tree: undefined,
  sentence: undefined,
  normal: undefined,
  builder: undefined,
  object: undefined,
  url: undefined,
  top: undefined,
};

/** What became of a text: the filter where it is OData, and what is wrong with it. */
interface Understood {
  readonly tree: FilterNode | undefined;
  readonly problem: Omit<Fault, 'mended'> | undefined;
}

function read(collection: Listed, filter: string, options: ParsedQuery, observed: boolean): Analysis {
  const understand = (text: string): Understood => {
    let tree: FilterNode | undefined;
    try {
      tree = parseFilter(text);
      checkFilter(tree, collection.entitySet, { observed });
      return { tree, problem: undefined };
    } catch (error) {
      return { tree, problem: readFault(error, text, 0) };
    }
  };
  const analysis: Analysis = { ...nothing, collection, notes: [], filter, fault: undefined, top: options.$top };
  const { tree, problem }: Understood = filter ? understand(filter) : { tree: undefined, problem: undefined };
  const fault = problem && { ...problem, mended: mend(filter, (text) => understand(text).problem) };
  if (fault && !tree) return { ...analysis, fault };
  const built = fault ? { fault } : build(collection, tree, options, observed);
  return {
    ...analysis,
    ...(tree && { tree, sentence: explain(tree), normal: printFilter(tree) }),
    ...code(collection, tree, options, observed),
    ...built,
  };
}

/** The query as the builder makes it, or what it refuses. */
function build(
  collection: Listed,
  tree: FilterNode | undefined,
  options: ParsedQuery,
  observed: boolean,
): { readonly url: string } | { readonly fault: Fault } {
  try {
    let query = queryOn(collection.entitySet) as Query;
    if (observed) query = query.withObserved() as Query;
    if (tree) query = query.filter(tree);
    const { $top, $skip, $orderby, $count, $select } = options;
    // Whatever was typed is given: the builder refuses what it does not take.
    const call = (name: 'top' | 'skip' | 'orderBy' | 'count' | 'select', ...values: unknown[]) =>
      (query as unknown as Record<typeof name, (...given: unknown[]) => Query>)[name](...values);
    if ($top !== undefined) query = call('top', $top);
    if ($skip !== undefined) query = call('skip', $skip);
    if ($orderby !== undefined) query = call('orderBy', ...namesIn($orderby));
    if ($count === true) query = call('count');
    if ($select !== undefined) query = call('select', ...namesIn($select));
    const text = query.toString();
    return { url: `${host}${collection.path}${text && '?'}${text}` };
  } catch (error) {
    return { fault: { ...readFault(error, '', 0), place: undefined, mended: undefined } };
  }
}

const namesIn = (list: string): string[] => list.split(',').map((name) => name.trim());

/** The code that makes the same query; what only text can say stands as text. */
function code(
  collection: Listed,
  tree: FilterNode | undefined,
  options: ParsedQuery,
  observed: boolean,
): Pick<Analysis, 'builder' | 'object'> {
  const { name, variable } = collection;
  const calls: string[] = [];
  const members: string[] = [];
  const imports = new Set<string>();
  if (observed) calls.push('.withObserved()');
  if (tree) {
    try {
      const condition = conditionCode(tree, variable);
      for (const word of ['and', 'or', 'not'])
        if (new RegExp(String.raw`(?<![.\w'])${word}\(`).test(condition)) imports.add(word);
      calls.push(`.filter((${variable}) => ${condition})`);
      members.push(`filter: ${objectCode(tree)}`);
    } catch (error) {
      if (!(error instanceof NotBuilt)) throw error;
      return {
        builder: `// The builder has no call for ${error.message}. The text can be given as it is, once the parser is loaded.`,
        object: undefined,
      };
    }
  }
  const numbers = [
    ['top', options.$top],
    ['skip', options.$skip],
  ] as const;
  for (const [option, value] of numbers)
    if (value !== undefined) {
      calls.push(`.${option}(${value})`);
      members.push(`${option}: ${value}`);
    }
  const names = [
    ['orderBy', options.$orderby],
    ['select', options.$select],
  ] as const;
  for (const [option, value] of names)
    if (value !== undefined) {
      const list = namesIn(value)
        .map((one) => `'${one.replaceAll(/[^\w $./-]/g, '')}'`)
        .join(', ');
      calls.push(`.${option}(${list})`);
      members.push(`${option}: [${list}]`);
    }
  if (options.$count) {
    calls.push('.count()');
    members.push('count: true');
  }
  const importLine = imports.size
    ? `import { ${[...imports].toSorted().join(', ')} } from '@defender-odata/query-builder';\n\n`
    : '';
  const list = calls.length ? `(q) =>\n  q${calls.join('')},\n` : '';
  return {
    builder: `${importLine}client.${name}.list(${list});`,
    object:
      observed && members.length
        ? undefined
        : `client.${name}.list(${members.length ? `{ ${members.join(', ')} }` : ''});`,
  };
}

/** A query string whose option is misspelt: tried with what the error names. */
function withMendedQuery(fault: Fault, text: string, query: string, start: number): Fault {
  const meant = /Did you mean (\$\w+)/.exec(fault.message)?.[1];
  if (!meant || !fault.place) return fault;
  const at = fault.place[0] - start;
  const mended = query.slice(0, at) + query.slice(at).replace(/^[^=&]*/, meant);
  try {
    optionsOf(mended);
    return { ...fault, mended: text.slice(0, start) + mended + text.slice(start + query.length) };
  } catch {
    return fault;
  }
}
