import { DefenderError } from '../errors/defender-error.ts';
import { isMachineId } from './machine-id.ts';

/** How many letters of a part of a name are asked for in every case: three are eight spellings. */
const LETTERS = 3;

/** A name as names are compared: without case, and without the dot that ends a complete one. */
export const foldName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** @throws {@link DefenderError} `InvalidArgument` for what is no DNS name. An ID is told to be one. */
export function checkName(name: unknown): asserts name is string {
  if (isMachineId(name))
    throw new DefenderError('InvalidArgument', 'findMachine: dnsName is the ID of a machine; ask with { id }.');
  if (typeof name === 'string' && name.isWellFormed() && /^[^.\s\p{Cc}]+(\.[^.\s\p{Cc}]+)*\.?$/u.test(name)) return;
  const not = typeof name === 'string' ? JSON.stringify(name.slice(0, 100)) : name === null ? 'null' : typeof name;
  throw new DefenderError(
    'InvalidArgument',
    `findMachine: dnsName is a DNS name, labels with dots between them and no blanks, not ${not}.`,
  );
}

/** A character in every case; none where its cases are not one character each, as of `ß` and `İ`. */
function casesOf(character: string): readonly string[] {
  const lower = character.toLowerCase();
  const upper = character.toUpperCase();
  const isPair = [...lower].length === 1 && [...upper].length === 1 && upper.toLowerCase() === lower;
  return isPair ? [...new Set([lower, upper])] : [];
}

/** The characters from the first one on, as long as no more than three are letters, and each has its cases. */
function beginningOf(characters: readonly string[]): readonly string[] {
  let letters = 0;
  const end = characters.findIndex((one) => {
    const { length } = casesOf(one);
    return length === 0 || (length > 1 && ++letters > LETTERS);
  });
  return end === -1 ? characters : characters.slice(0, end);
}

/** A part of a name, with every letter in either case. */
const spellingsOf = (characters: readonly string[]): readonly string[] =>
  characters.reduce<readonly string[]>(
    (spellings, character) => casesOf(character).flatMap((one) => spellings.map((spelling) => spelling + one)),
    [''],
  );

/**
 * What to ask a list for, so that no record of a name can be missed; undefined for every record.
 *
 * Whether the service compares names with or without case is unknown, and `tolower` is not offered. A name has too many
 * spellings to ask for all, but a part with three letters has eight: one part from its beginning, and one from the end of its first label, which
 * tells more where names begin alike (`desktop-…`). Sixteen conditions are below what services allow in one filter (100 nodes of a tree by
 * default). What is answered is compared here, exactly.
 */
export function nameFilter(name: string): object | undefined {
  const complete = name.replace(/\.$/, '');
  const [label = ''] = complete.split('.');
  const beginning = beginningOf([...complete]);
  const end = beginningOf([...label].toReversed()).toReversed();
  const asked = [
    beginning.length && { or: spellingsOf(beginning).map((part) => ({ computerDnsName: { startswith: part } })) },
    end.length &&
      !beginning.join('').includes(end.join('')) && {
        or: spellingsOf(end).map((part) => ({ computerDnsName: { contains: part } })),
      },
  ].filter((one) => Object(one) === one);
  return asked.length ? { and: asked } : undefined;
}
