import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, list, record, shown, text } from '../spec/value.ts';
import type { EntityProperties } from './entity-properties.ts';
import { evidenceIssues } from './filterable.ts';
import { unknownName } from './rule.ts';

/** What `x-odata` says of a system query option: under which key, and whether it names properties. */
export const describedOptions = {
  $orderby: { key: 'orderBy', names: true },
  $select: { key: 'select', names: true },
  $count: { key: 'count', names: false },
} as const;

function namesIssues(
  spec: Spec,
  at: Path,
  option: string,
  value: unknown,
  properties: EntityProperties,
): readonly SpecIssue[] {
  if (value === 'all' && option === '$select') return [];
  // A complex value and a collection have no order (OData 4.01 Protocol, section 11.2.6.2).
  const allowed = [...properties.values()]
    .filter(({ edm }) => option === '$select' || !/Complex|Collection/.test(edm))
    .map(({ name }) => name);
  if (list(value).length === 0)
    return [
      spec.issue(at, `properties needs a list of what ${option} may name${option === '$select' ? ', or all' : ''}.`),
    ];
  return list(value).flatMap((name, index) => {
    if (!allowed.includes(shown(name)))
      return [spec.issue([...at, index], unknownName(`property for ${option}`, shown(name), allowed))];
    return list(value).indexOf(name) < index ? [spec.issue([...at, index], `"${shown(name)}" is listed twice.`)] : [];
  });
}

/** Each described query option says what it may name, and how that is known; and the operation has a parameter for it. */
export function queryOptionIssues(
  spec: Spec,
  at: Path,
  odata: Readonly<Record<string, unknown>>,
  properties: EntityProperties,
): readonly SpecIssue[] {
  return Object.entries(describedOptions).flatMap(([option, { key, names }]) => {
    const value = odata[key];
    if (value === undefined) return [];
    const place = [...at, key];
    const keys = [...(names ? ['properties'] : []), 'evidence', 'source'];
    if (!isRecord(value)) return [spec.issue(place, `${key} must be a mapping with ${keys.join(', ')}.`)];
    return [
      ...Object.keys(value)
        .filter((name) => !keys.includes(name))
        .map((name) => spec.issue([...place, name], unknownName(`key of ${key}`, name, keys))),
      ...(names ? namesIssues(spec, [...place, 'properties'], option, value['properties'], properties) : []),
      ...evidenceIssues(spec, place, value),
    ];
  });
}

/** The options that are described without a parameter, and those that have one and are not described. */
export function undescribed(
  odata: unknown,
  parameters: readonly string[],
): readonly { readonly option: string; readonly key: string; readonly lacks: 'parameter' | 'description' }[] {
  return Object.entries(describedOptions).flatMap(([option, { key }]) => {
    const isDescribed = isRecord(record(odata)[key]);
    const isThere = parameters.includes(option);
    if (isDescribed === isThere) return [];
    return [{ option, key: text(key), lacks: isDescribed ? ('parameter' as const) : ('description' as const) }];
  });
}
