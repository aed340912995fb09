import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { shown } from '../spec/value.ts';
import { allowed, type Rule, unknownName } from './rule.ts';
import { walk } from './walk.ts';

/** Words that say where a text is known from: a source's name with a number in it, or one set apart from the text. */
const told =
  /\b(?:seeds? \d+)\b|\((?:documented|observed|assumed)\b[^)]*\)|(?:^|\. )(?:documented|observed|assumed)\.$/i;

/** Whether a mapping says what may be queried, and where that is known from. */
const isFilterable = (at: Path): boolean => at.includes('x-odata');

function sourceIssues(spec: Spec, at: Path, value: unknown, sources: readonly string[]): readonly SpecIssue[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (all.length === 0)
    return [spec.issue(at, `${String(at.at(-1))} needs a source, or a list of them. ${allowed(sources)}`)];
  return all.flatMap((source, index) =>
    sources.includes(shown(source))
      ? []
      : [spec.issue(Array.isArray(value) ? [...at, index] : at, unknownName('source', shown(source), sources))],
  );
}

/** Where something is known from stands in x-source, and nowhere in what users read. */
export const sourcesRule: Rule = (spec, { sources }) =>
  walk(spec.root).flatMap(([at, mapping]): readonly SpecIssue[] => {
    if (at.at(-1) === 'properties') return [];
    return [
      ...('x-source' in mapping
        ? sourceIssues(spec, [...at, 'x-source'], mapping['x-source'], Object.keys(sources))
        : []),
      ...(isFilterable(at) && 'source' in mapping
        ? sourceIssues(spec, [...at, 'source'], mapping['source'], Object.keys(sources))
        : []),
      ...['summary', 'description'].flatMap((key) => {
        const words = mapping[key];
        const name = typeof words === 'string' ? told.exec(words)?.[0] : undefined;
        return name === undefined
          ? []
          : [
              spec.issue(
                [...at, key],
                `The ${key} says where it is known from ("${name.trim()}"), which users would read. Allowed: x-source beside it.`,
              ),
            ];
      }),
    ];
  });
