import { operators } from '../emit/offers.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { list, record, shown } from '../spec/value.ts';
import { unknownName } from './rule.ts';

/** The groups of operators hold operators that can be generated for, each once. */
export function operatorIssues(spec: Spec, at: Path, odata: Readonly<Record<string, unknown>>): readonly SpecIssue[] {
  return Object.entries(record(odata['operators'])).flatMap(([group, value]) => {
    const place = [...at, 'operators', group];
    const names = list(value);
    if (names.length === 0) return [spec.issue(place, `The group "${group}" needs a list of at least one operator.`)];
    return names.flatMap((name, index) => {
      if (!operators.includes(shown(name)))
        return [spec.issue([...place, index], unknownName('operator', shown(name), operators))];
      return names.indexOf(name) < index
        ? [spec.issue([...place, index], `The operator "${shown(name)}" is listed twice.`)]
        : [];
    });
  });
}
