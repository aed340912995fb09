import type { Fault } from './fault.ts';

/** How many mistakes are mended in one text. */
const MOST = 20;

type Problem = Omit<Fault, 'mended'>;

/** The text with something else at a place. */
const put = (text: string, [from, to]: readonly [number, number], other: string): string =>
  text.slice(0, from) + other + text.slice(to);

/** What may have been meant at a fault, the likeliest first. */
function candidates(text: string, { place, message }: Problem): string[] {
  const meant = /(?:Did you mean|It is spelt|Write|write) '?(\$?[\p{L}_][\p{L}\d_]*)/u.exec(message)?.[1];
  const found: string[] = [];
  if (place) {
    const [from] = place;
    const rest = text.slice(from);
    // Which operator of another language means what, the parser knows.
    const [, symbol, operator] = /^'([^']+)' is no operator of OData: write (\p{L}+)/u.exec(message) ?? [];
    if (symbol && operator) {
      const end = from + symbol.length + (/^=*/.exec(rest.slice(symbol.length))?.[0].length ?? 0);
      found.push(put(text, [from, end], blanks(text, [from, end], operator)));
    }
    const quoted = /^(["\u2018\u2019\u201c\u201d`])(.*?)["\u2018\u2019\u201c\u201d`]/su.exec(rest);
    if (quoted?.[2] !== undefined)
      found.push(put(text, [from, from + quoted[0].length], `'${quoted[2].replaceAll("'", "''")}'`));
    if (meant) found.push(put(text, place, meant));
    // A quote inside of a string: it stands right before the place.
    if (text[from - 1] === "'") found.push(put(text, [from, from], "'"));
    const word = /^[\p{L}_][\p{L}\d_.-]*/u.exec(rest)?.[0];
    if (word)
      found.push(
        put(text, [from, from + word.length], `'${word}'`),
        put(text, [from, from + word.length], word.toLowerCase()),
      );
  }
  const bare = /text needs quotes: '([^']*)'/.exec(message)?.[1];
  if (bare)
    found.push(
      text.replace(new RegExp(`(\\s|\\(|,)${bare.replaceAll(/\W/g, String.raw`\$&`)}(?=$|[\\s),])`), `$1'${bare}'`),
    );
  found.push(text.trim(), `${text})`, `${text}'`, text.replace(/\)\s*$/, ''));
  return found.filter((one) => one !== text);
}

/** An operator with the blanks that it needs on both sides. */
function blanks(text: string, [from, to]: readonly [number, number], operator: string): string {
  const before = /\s$/.test(text.slice(0, from)) ? '' : ' ';
  const after = /^\s/.test(text.slice(to)) ? '' : ' ';
  return before + operator + after;
}

/**
 * Mends a filter, one mistake after the other: of what may have been meant, the first that leads further is taken.
 *
 * @param text - The filter, as it was typed.
 * @param check - What is wrong with a text; undefined where nothing is.
 * @returns The mended text, which passed the check; undefined where none was found.
 */
export function mend(text: string, check: (text: string) => Problem | undefined): string | undefined {
  let mended = text;
  let problem = check(text);
  for (let round = 0; problem && round < MOST; round++) {
    const reached = progress(problem);
    const better = candidates(mended, problem)
      .map((candidate) => ({ candidate, left: check(candidate) }))
      .find(({ left }) => !left || progress(left) > reached);
    if (!better) return undefined;
    mended = better.candidate;
    problem = better.left;
  }
  return problem || mended === text ? undefined : mended;
}

/** How far a text was understood: what is no OData comes before what is refused. */
const progress = ({ kind, place }: Problem): number => (kind === 'refused' ? 1e9 : 0) + (place?.[0] ?? -1);
