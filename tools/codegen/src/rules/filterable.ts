import type { PropertyModel } from '../model/model.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, record, shown, text, texts } from '../spec/value.ts';
import { aliases, type EntityProperties } from './entity-properties.ts';
import { unknownName } from './rule.ts';

const keys = ['operators', 'items', 'evidence', 'source'];
const itemOperators = ['any', 'all'];
const evidences = ['documented', 'observed'];
const textOperators = ['startswith', 'endswith', 'contains'];
const orderOperators = ['gt', 'ge', 'lt', 'le'];

/** Why an operator does not fit a property's type, or undefined where it does. */
function misfit(operator: string, { name, edm, members }: PropertyModel): string | undefined {
  const isCollection = edm.startsWith('Collection');
  if (itemOperators.includes(operator) !== isCollection)
    return isCollection
      ? `"${name}" is ${edm}, which takes ${itemOperators.join(' and ')} alone; "${operator}" is for one of its items.`
      : `"${name}" is ${edm}, and "${operator}" is for a collection.`;
  if (textOperators.includes(operator) && edm !== 'Edm.String')
    return `"${name}" is ${edm}, and "${operator}" is for text.`;
  if (orderOperators.includes(operator) && (edm === 'Edm.Boolean' || members))
    return `"${name}" is ${members ? 'one of a list of names' : edm}, and "${operator}" is for what has an order.`;
  return undefined;
}

/** How well a rule is known, and where it comes from. */
export function evidenceIssues(spec: Spec, at: Path, entry: Readonly<Record<string, unknown>>): readonly SpecIssue[] {
  return [
    ...(evidences.includes(text(entry['evidence']))
      ? []
      : [spec.issue([...at, 'evidence'], unknownName('evidence', text(entry['evidence']), evidences))]),
    ...(text(entry['source']) === ''
      ? [spec.issue([...at, 'source'], 'source needs to say where the rule comes from.')]
      : []),
  ];
}

/** Of a collection the items have a group of operators too, which fits their type; nothing else has items. */
function itemIssues(
  spec: Spec,
  at: Path,
  entry: Readonly<Record<string, unknown>>,
  groups: Readonly<Record<string, unknown>>,
  item: PropertyModel | undefined,
): readonly SpecIssue[] {
  const place = [...at, 'items'];
  const group = entry['items'];
  if (!item)
    return group === undefined
      ? []
      : [spec.issue(place, 'items says what may be asked of an item, and the property is no collection.')];
  if (typeof group !== 'string' || !Object.hasOwn(groups, group))
    return [
      spec.issue(place, unknownName('group of operators for an item', shown(group ?? null), Object.keys(groups))),
    ];
  return texts(groups[group])
    .flatMap((operator) => misfit(operator, item) ?? [])
    .slice(0, 1)
    .map((reason) => spec.issue(place, `The group "${group}" does not fit an item: ${reason}`));
}

function entryIssues(
  spec: Spec,
  at: Path,
  entry: Readonly<Record<string, unknown>>,
  groups: Readonly<Record<string, unknown>>,
  property: PropertyModel,
): readonly SpecIssue[] {
  const group = entry['operators'];
  const isKnown = typeof group === 'string' && Object.hasOwn(groups, group);
  const misfits = isKnown ? texts(groups[group]).flatMap((operator) => misfit(operator, property) ?? []) : [];
  const item = /^Collection\((.*)\)$/.exec(property.edm)?.[1];
  return [
    ...itemIssues(spec, at, entry, groups, item === undefined ? undefined : { ...property, edm: item }),
    ...Object.keys(entry)
      .filter((key) => !keys.includes(key))
      .map((key) => spec.issue([...at, key], unknownName('key of a filterable property', key, keys))),
    ...(isKnown
      ? misfits
          .slice(0, 1)
          .map((reason) => spec.issue([...at, 'operators'], `The group "${group}" does not fit: ${reason}`))
      : [spec.issue([...at, 'operators'], unknownName('group of operators', text(group), Object.keys(groups)))]),
    ...evidenceIssues(spec, at, entry),
  ];
}

/** What the object syntax of a filter has beside properties. */
const logic = ['and', 'or', 'not'];

/** Why a filter cannot have a property by its name, or undefined where it can. */
function unusable(name: string, others: readonly string[]): string | undefined {
  // OData 4.01 ABNF, odataIdentifier; names in other scripts are no names in the generated code.
  if (!/^[A-Za-z_]\w{0,127}$/.test(name))
    return `"${name}" is no OData identifier, and no filter can name it. Allowed: a letter or an underscore, then letters, digits and underscores.`;
  if (logic.includes(name))
    return `"${name}" is taken: a filter in object syntax joins conditions by it. Allowed: any name but ${logic.join(', ')}.`;
  const twin = others.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  return twin === undefined
    ? undefined
    : `"${name}" and "${twin}" differ in case only; the types of their fields would be called the same. Allowed: one of them.`;
}

/** Each filterable property is one that the schema has, under its real name, with operators that fit its type. */
export function filterableIssues(
  spec: Spec,
  odataAt: Path,
  odata: Readonly<Record<string, unknown>>,
  properties: EntityProperties,
): readonly SpecIssue[] {
  const entityType = text(odata['entityType']);
  const otherNames = aliases(spec, entityType);
  const filterable = record(odata['filterable']);
  return Object.entries(filterable).flatMap(([name, entry]) => {
    const at = [...odataAt, 'filterable', name];
    const property = properties.get(name);
    const real = otherNames.get(name);
    if (real !== undefined)
      return [
        spec.issue(at, `"${name}" is another name of "${real}"; a filter takes the real name. Allowed: ${real}.`),
      ];
    if (!property) return [spec.issue(at, unknownName(`property of ${entityType}`, name, [...properties.keys()]))];
    if (property.edm.includes('Edm.ComplexType'))
      return [
        spec.issue(at, `"${name}" is ${property.edm}; only a plain value, or a collection of them, can be filterable.`),
      ];
    const reason = unusable(name, Object.keys(filterable));
    if (reason !== undefined) return [spec.issue(at, reason)];
    if (!isRecord(entry)) return [spec.issue(at, `"${name}" needs a mapping with ${keys.join(', ')}.`)];
    return entryIssues(spec, at, entry, record(odata['operators']), property);
  });
}
