import leven from 'leven';
import type { SpecRules } from '../config.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';

/** One rule that the spec is held to: a pure function that returns what breaks it. */
export type Rule = (spec: Spec, rules: SpecRules) => readonly SpecIssue[] | Promise<readonly SpecIssue[]>;

/** The name that was most likely meant, or undefined where none is close. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((candidate) => ({ candidate, distance: leven(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}

/** What is allowed, as a sentence. */
export const allowed = (names: readonly string[]): string =>
  names.length === 0 ? 'None is allowed here.' : `Allowed: ${names.join(', ')}.`;

/** What is said of a name that is not known: the name, what was most likely meant, and what is allowed. */
export function unknownName(what: string, name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  return `Unknown ${what} "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} ${allowed(names)}`;
}
