import { pointerPath, valueAt } from '../spec/reference.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path } from '../spec/spec.ts';
import { isRecord, record } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';
import { walk } from './walk.ts';

/** Every `$ref` points to something in this document. */
export const referencesRule: Rule = (spec) =>
  walk(spec.root).flatMap(([at, { $ref: reference }]): readonly SpecIssue[] => {
    if (typeof reference !== 'string') return [];
    const place: Path = [...at, '$ref'];
    const path = pointerPath(reference);
    if (!path)
      return [
        spec.issue(place, `"${reference}" points outside this document. Allowed: references that begin with "#/".`),
      ];
    if (valueAt(spec.root, path) !== undefined) {
      const target = valueAt(spec.root, path);
      const isLoop = isRecord(target) && target['$ref'] === reference;
      return isLoop ? [spec.issue(place, `"${reference}" points to itself.`)] : [];
    }
    const siblings = Object.keys(record(valueAt(spec.root, path.slice(0, -1))));
    return [
      spec.issue(
        place,
        `${unknownName('reference', String(path.at(-1)), siblings)} ("${reference}" points to nothing.)`,
      ),
    ];
  });
