import { docComment } from './doc.ts';

/** A name as a property key: quoted only where it has to be. `__proto__` is computed, or it would set the prototype. */
export function key(name: string): string {
  if (name === '__proto__') return `[${quote(name)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** A text as a string literal. */
export const quote = (value: string): string =>
  `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** Plain data as a literal. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, member]) => `${key(name)}: ${literal(member)}`)
      .join(', ')} }`;
  return JSON.stringify(value) ?? 'undefined';
}

/** One member of an object literal: its value as text, and what its doc comment says. */
export interface Member {
  readonly name: string;
  readonly text: string;
  readonly doc?: string;
}

/** An object literal of members on lines of their own, each with its doc comment. */
export const object = (members: readonly Member[]): string =>
  members.length === 0
    ? '{}'
    : `{\n${members.map(({ name, text, doc }) => `${doc ? `${docComment(doc)}\n` : ''}${key(name)}: ${text},`).join('\n')}\n}`;
