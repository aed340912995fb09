import { isList, type OperationEntry, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, list, record, shown, text, texts } from '../spec/value.ts';
import { type EntityProperties, entityProperties } from './entity-properties.ts';
import { filterableIssues } from './filterable.ts';
import { operatorIssues } from './operators.ts';
import { propertyTypeIssues } from './property-types.ts';
import { queryOptionIssues } from './query-options.ts';
import { type Rule, unknownName } from './rule.ts';

const keys = [
  'entitySet',
  'entityType',
  'key',
  'description',
  'immutableTimestamp',
  'empty',
  'operators',
  'filterable',
  'orderBy',
  'select',
  'count',
];
const needed = ['entitySet', 'entityType', 'key'];
/** What says how rows are filtered, where they are. */
const neededByFilter = ['operators', 'filterable'];

type OData = Readonly<Record<string, unknown>>;

function shapeIssues(spec: Spec, at: Path, odata: OData, isFiltered: boolean): readonly SpecIssue[] {
  const all = [...needed, ...(isFiltered ? neededByFilter : [])];
  return [
    ...Object.keys(odata)
      .filter((name) => !keys.includes(name))
      .map((name) => spec.issue([...at, name], unknownName('key of x-odata', name, keys))),
    ...all
      .filter((name) => odata[name] === undefined)
      .map((name) => spec.issue(at, `x-odata lacks "${name}". Needed: ${all.join(', ')}.`)),
    ...neededByFilter
      .filter((name) => odata[name] !== undefined && Object.keys(record(odata[name])).length === 0)
      .map((name) => spec.issue([...at, name], `${name} must be a mapping with at least one entry.`)),
    ...(typeof odata['entitySet'] === 'string' && /^[A-Za-z_]\w*$/.test(odata['entitySet'])
      ? []
      : [
          spec.issue(
            [...at, 'entitySet'],
            'entitySet needs a name of letters, digits and underscores, as in @odata.context.',
          ),
        ]),
  ];
}

function entityTypeIssues(spec: Spec, at: Path, odata: OData): readonly SpecIssue[] {
  const schemas = record(record(spec.root['components'])['schemas']);
  const name = text(odata['entityType']);
  const objects = Object.keys(schemas).filter((schema) => isRecord(record(schemas[schema])['properties']));
  return objects.includes(name) ? [] : [spec.issue([...at, 'entityType'], unknownName('entity type', name, objects))];
}

function keyIssues(spec: Spec, at: Path, odata: OData, properties: EntityProperties): readonly SpecIssue[] {
  const names = list(odata['key']).map(shown);
  if (names.length === 0) return [spec.issue([...at, 'key'], 'key needs a list with one property.')];
  const more = names.length > 1 && names.every((name) => properties.has(name));
  if (more)
    return [
      spec.issue(
        [...at, 'key', 1],
        `A row is told apart by one property: a get, a wait and the emulator ask for it alone. Allowed: key: [${names[0] ?? ''}].`,
      ),
    ];
  return names.flatMap((name, index) => {
    const property = properties.get(name);
    const place = [...at, 'key', index];
    if (!property) return [spec.issue(place, unknownName('property', name, [...properties.keys()]))];
    const isSure = property.required && !property.nullable;
    return isSure ? [] : [spec.issue(place, `"${name}" is a key: every row must have it, and it must not be null.`)];
  });
}

/** Where nothing matches, a list answers with a list without rows, or with an error that it describes. */
function emptyIssues(spec: Spec, at: Path, odata: OData, operation: OData): readonly SpecIssue[] {
  const { empty } = odata;
  if (empty === undefined) return [];
  const errors = Object.keys(record(operation['responses'])).filter((status) => /^4\d\d$/.test(status));
  return errors.includes(shown(empty))
    ? []
    : [spec.issue([...at, 'empty'], unknownName('status of an answer to what matches nothing', shown(empty), errors))];
}

function immutableTimestampIssues(
  spec: Spec,
  at: Path,
  odata: OData,
  properties: EntityProperties,
): readonly SpecIssue[] {
  const name = odata['immutableTimestamp'];
  if (name === undefined) return [];
  const place = [...at, 'immutableTimestamp'];
  const property = properties.get(shown(name));
  const timestamps = [...properties.values()]
    .filter(({ edm, required, nullable }) => edm === 'Edm.DateTimeOffset' && required && !nullable)
    .map((candidate) => candidate.name);
  const choice = `Allowed: ${timestamps.join(', ') || 'a timestamp that is required and not null'}.`;
  if (!property) return [spec.issue(place, unknownName('property', shown(name), timestamps))];
  if (property.edm !== 'Edm.DateTimeOffset')
    return [spec.issue(place, `"${property.name}" is not a timestamp (type: string, format: date-time). ${choice}`)];
  if (!timestamps.includes(property.name))
    return [spec.issue(place, `"${property.name}" may be missing or null; an export would lose such rows. ${choice}`)];
  const group = text(record(record(odata['filterable'])[property.name])['operators']);
  const operators = texts(record(odata['operators'])[group]);
  return operators.includes('ge') && operators.includes('lt')
    ? []
    : [spec.issue(place, `"${property.name}" must be filterable with ge and lt: that is how an export is sliced.`)];
}

function forEntry(spec: Spec, { at: place, operation, parameters }: OperationEntry): readonly SpecIssue[] {
  const value = operation['x-odata'];
  if (value === undefined) return [];
  const at = [...place, 'x-odata'];
  if (!isRecord(value))
    return [
      spec.issue(
        at,
        `x-odata must be a mapping: of a list with ${[...needed, ...neededByFilter].join(', ')}, of another operation with entitySet.`,
      ),
    ];
  if (!isList(operation)) return [];
  const properties = entityProperties(spec, text(value['entityType']));
  const isFiltered = parameters.some(({ name }) => name === '$filter');
  const issues = [...shapeIssues(spec, at, value, isFiltered), ...operatorIssues(spec, at, value)];
  if (value['entityType'] === undefined) return issues;
  const entityType = entityTypeIssues(spec, at, value);
  if (entityType.length > 0) return [...issues, ...entityType];
  const about = [propertyTypeIssues, keyIssues, immutableTimestampIssues, filterableIssues, queryOptionIssues];
  return [
    ...issues,
    ...emptyIssues(spec, at, value, operation),
    ...about.flatMap((rule) => rule(spec, at, value, properties)),
  ];
}

/** `x-odata` says only what is known, about properties that the schema has, and no set is described twice. */
export const odataRule: Rule = (spec) => {
  const entries = operationEntries(spec);
  const sets = new Set<string>();
  const duplicates = entries.flatMap(({ at, operation }): readonly SpecIssue[] => {
    const name = record(operation['x-odata'])['entitySet'];
    if (typeof name !== 'string' || !isList(operation)) return [];
    if (sets.has(name))
      return [
        spec.issue(
          [...at, 'x-odata', 'entitySet'],
          `The entity set "${name}" is described twice, and one list is its own. Allowed: of a list under a row of another set x-odata: { entitySet: ${name}, under: that set, by: the property with its key }; of anything else another entitySet.`,
        ),
      ];
    sets.add(name);
    return [];
  });
  const none = entries.some(({ operation }) => isList(operation))
    ? []
    : [
        spec.issue(
          ['paths'],
          'No operation lists an entity set, and nothing can be queried. Allowed: a GET with x-odata: { entitySet, entityType, key, operators, filterable }.',
        ),
      ];
  return [...none, ...entries.flatMap((entry) => forEntry(spec, entry)), ...duplicates];
};
