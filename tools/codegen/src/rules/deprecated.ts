import type { Rule } from './rule.ts';
import { walk } from './walk.ts';

/** What says why something is not to be used any more says so of what is deprecated, in words. */
export const deprecatedRule: Rule = (spec) =>
  walk(spec.root).flatMap(([at, mapping]) => {
    const why = mapping['x-deprecated'];
    if (why === undefined || at.at(-1) === 'properties') return [];
    const place = [...at, 'x-deprecated'];
    if (mapping['deprecated'] !== true)
      return [
        spec.issue(
          place,
          'x-deprecated says why, and nothing here is deprecated. Allowed: deprecated: true beside it.',
        ),
      ];
    return typeof why === 'string' && why !== '' && !why.includes('*/')
      ? []
      : [
          spec.issue(
            place,
            'x-deprecated is what to do instead, in words that end no comment. Allowed: text without "*/".',
          ),
        ];
  });
