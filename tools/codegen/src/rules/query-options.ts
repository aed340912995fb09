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

/** What an option says of the names that it takes. */
interface Names {
  readonly at: Path;
  readonly option: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly properties: EntityProperties;
  readonly key: readonly unknown[];
}

function namesIssues(spec: Spec, names: Names): readonly SpecIssue[] {
  const { at, option, value, properties, key } = names;
  const isAll = value['properties'] === 'all' && option === '$select';
  if (isAll) return value['except'] === undefined ? [] : exceptIssues(spec, names);
  const place = [...at, 'properties'];
  const given = list(value['properties']);
  if (value['except'] !== undefined)
    return [spec.issue([...at, 'except'], 'except needs properties: all; else leave the name out of properties.')];
  // A complex value and a collection have no order (OData 4.01 Protocol, section 11.2.6.2).
  const allowed = [...properties.values()]
    .filter(({ edm }) => option === '$select' || !/Complex|Collection/.test(edm))
    .map(({ name }) => name);
  if (given.length === 0)
    return [
      spec.issue(place, `properties needs a list of what ${option} may name${option === '$select' ? ', or all' : ''}.`),
    ];
  const lacking = key.filter((name) => option === '$select' && !given.includes(name));
  return [
    ...nameIssues(spec, place, `property for ${option}`, given, allowed),
    ...lacking.map((name) => spec.issue(place, `properties needs the key ${shown(name)}, ${WHY_KEY}.`)),
  ];
}

const WHY_KEY = 'which tells the rows apart: the client asks for it with whatever is selected';

/** What of all properties may not be named. */
function exceptIssues(spec: Spec, { at, value, properties, key }: Names): readonly SpecIssue[] {
  const place = [...at, 'except'];
  const given = list(value['except']);
  if (given.length === 0) return [spec.issue(place, 'except needs a list of what $select may not name.')];
  return [
    ...nameIssues(
      spec,
      place,
      'property',
      given,
      Array.from(properties.values(), ({ name }) => name),
    ),
    ...given.flatMap((name, index) =>
      key.includes(name) ? [spec.issue([...place, index], `"${shown(name)}" is the key, ${WHY_KEY}.`)] : [],
    ),
  ];
}

function nameIssues(
  spec: Spec,
  at: Path,
  what: string,
  given: readonly unknown[],
  allowed: readonly string[],
): readonly SpecIssue[] {
  return given.flatMap((name, index) => {
    if (!allowed.includes(shown(name))) return [spec.issue([...at, index], unknownName(what, shown(name), allowed))];
    return given.indexOf(name) < index ? [spec.issue([...at, index], `"${shown(name)}" is listed twice.`)] : [];
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
    const keys = [...(names ? ['properties'] : []), ...(option === '$select' ? ['except'] : []), 'evidence', 'source'];
    if (!isRecord(value)) return [spec.issue(place, `${key} must be a mapping with ${keys.join(', ')}.`)];
    return [
      ...Object.keys(value)
        .filter((name) => !keys.includes(name))
        .map((name) => spec.issue([...place, name], unknownName(`key of ${key}`, name, keys))),
      ...(names ? namesIssues(spec, { at: place, option, value, properties, key: list(odata['key']) }) : []),
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
