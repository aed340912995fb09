import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { shown } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';
import { walk } from './walk.ts';

/** Where a rule of the spec may come from. */
const sources = ['seed 000', 'seed 003', 'documented', 'observed', 'assumed'];

/** Words that say where a text is known from: a source's name with a number in it, or one set apart from the text. */
const told =
  /\b(?:seeds? \d+)\b|\((?:documented|observed|assumed)\b[^)]*\)|(?:^|\. )(?:documented|observed|assumed)\.$/i;

function sourceIssues(spec: Spec, at: Path, value: unknown): readonly SpecIssue[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (all.length === 0)
    return [spec.issue(at, `x-source needs a source, or a list of them. Allowed: ${sources.join(', ')}.`)];
  return all.flatMap((source, index) =>
    sources.includes(shown(source))
      ? []
      : [spec.issue(Array.isArray(value) ? [...at, index] : at, unknownName('source', shown(source), sources))],
  );
}

/** Where something is known from stands in x-source, and nowhere in what users read. */
export const sourcesRule: Rule = (spec) =>
  walk(spec.root).flatMap(([at, mapping]): readonly SpecIssue[] => {
    if (at.at(-1) === 'properties') return [];
    return [
      ...('x-source' in mapping ? sourceIssues(spec, [...at, 'x-source'], mapping['x-source']) : []),
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
