import { readAnswer } from '../model/answers.ts';
import { readBody } from '../model/bodies.ts';
import { entityTypes, isList, type OperationEntry, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { isRecord, record, shown, text } from '../spec/value.ts';
import { entityProperties } from './entity-properties.ts';
import { type Rule, unknownName } from './rule.ts';

const keys = ['on', 'name', 'creates', 'owner', 'with', 'sets'];

/** The entity type of each entity set that is listed. */
const listedTypes = (entries: readonly OperationEntry[]): ReadonlyMap<string, string> =>
  new Map(
    entries
      .filter(({ operation }) => isList(operation))
      .map(({ operation }) => {
        const { entitySet, entityType } = record(operation['x-odata']);
        return [text(entitySet), text(entityType)];
      }),
  );

/** Each property that a row has because of the action is one of its type: a value, or what the body says under a name. */
function valueIssues(
  spec: Spec,
  { at, operation }: OperationEntry,
  key: 'with' | 'sets',
  words: Readonly<Record<string, unknown>>,
  entityType: string,
): readonly SpecIssue[] {
  const properties = entityProperties(spec, entityType);
  const sent = (readBody(spec, operation)?.properties ?? []).map(({ name }) => name);
  return Object.entries(words).flatMap(([name, value]) => {
    const place = [...at, 'x-action', key, name];
    const property = properties.get(name);
    if (!property) return [spec.issue(place, unknownName(`property of ${entityType}`, name, [...properties.keys()]))];
    if (isRecord(value))
      return sent.includes(shown(value['from'])) && Object.keys(value).length === 1
        ? []
        : [spec.issue([...place, 'from'], unknownName('property of the body', shown(value['from'] ?? null), sent))];
    const { members } = property;
    return members && !members.includes(shown(value))
      ? [spec.issue(place, unknownName(`value of ${name}`, shown(value), members))]
      : [];
  });
}

function actionIssues(
  spec: Spec,
  entry: OperationEntry,
  sets: ReadonlyMap<string, string>,
  types: ReadonlySet<string>,
): readonly SpecIssue[] {
  const { at, method, operation } = entry;
  const place = [...at, 'x-action'];
  const value = operation['x-action'];
  if (value === undefined)
    return method === 'get' || 'x-odata' in operation
      ? []
      : [
          spec.issue(
            at,
            `The operation needs x-action: { on: … }, the entity set that it belongs to. Allowed: ${[...sets.keys()].join(', ')}.`,
          ),
        ];
  if (!isRecord(value)) return [spec.issue(place, `x-action must be a mapping with ${keys.join(', ')}.`)];
  if (method === 'get')
    return [spec.issue(place, 'A GET changes nothing (RFC 9110, section 9.2.1). Allowed: x-odata: { entitySet: … }.')];
  if ('x-odata' in operation)
    return [spec.issue(place, 'The operation says twice what it belongs to. Allowed: x-odata, or x-action.')];
  const unknown = Object.keys(value).filter((key) => !keys.includes(key));
  const { on, creates, owner, with: words, sets: changes } = value;
  const named = [['on', on] as const, ...(creates === undefined ? [] : [['creates', creates] as const])];
  const strangers = named.filter(([, set]) => !sets.has(shown(set)));
  const issues = [
    ...unknown.map((key) => spec.issue([...place, key], unknownName('key of x-action', key, keys))),
    ...strangers.map(([key, set]) =>
      spec.issue([...place, key], unknownName('entity set', shown(set ?? null), [...sets.keys()])),
    ),
  ];
  if (issues.length > 0) return issues;
  const changed = setsIssues(spec, entry, changes, sets.get(shown(on)) ?? '');
  if (creates === undefined)
    return [
      ...changed,
      ...Object.entries({ with: words, owner })
        .filter(([, said]) => said !== undefined)
        .map(([key]) =>
          spec.issue(
            [...place, key],
            `${key} says what a new row has, and the operation creates none. Allowed: creates beside it.`,
          ),
        ),
    ];
  const entityType = sets.get(shown(creates)) ?? '';
  const answer = readAnswer(spec, operation, types);
  return [
    ...changed,
    ...ownerIssues(spec, entry, owner, entityType),
    ...(answer.kind === 'entity' && answer.entityType !== entityType
      ? [
          spec.issue(
            [...place, 'creates'],
            `The operation answers with ${answer.entityType ?? 'another type'}, and ${shown(creates)} holds ${entityType}. Allowed: the set whose row it answers with.`,
          ),
        ]
      : []),
    ...(words === undefined || isRecord(words)
      ? valueIssues(spec, entry, 'with', record(words), entityType)
      : [
          spec.issue(
            [...place, 'with'],
            'with is a mapping from properties of the new row to values, or to { from: a property of the body }.',
          ),
        ]),
  ];
}

/** What an action says of the row that it is on: a mapping, and only where it is on one. */
function setsIssues(spec: Spec, entry: OperationEntry, sets: unknown, entityType: string): readonly SpecIssue[] {
  if (sets === undefined) return [];
  const place = [...entry.at, 'x-action', 'sets'];
  if (!isRecord(sets) || Object.keys(sets).length === 0)
    return [
      spec.issue(
        place,
        'sets is a mapping from properties of the row to the values that they then have, or to { from: a property of the body }.',
      ),
    ];
  return valueIssues(spec, entry, 'sets', sets, entityType);
}

/** The property of a new row which says on what the action was: text that a filter can name, so that such rows can be found. */
function ownerIssues(spec: Spec, { at }: OperationEntry, owner: unknown, entityType: string): readonly SpecIssue[] {
  const names = [...entityProperties(spec, entityType).values()]
    .filter(({ edm }) => edm === 'Edm.String')
    .map(({ name }) => name);
  return owner === undefined || names.includes(shown(owner))
    ? []
    : [spec.issue([...at, 'x-action', 'owner'], unknownName(`property of ${entityType}`, shown(owner), names))];
}

/** Whatever changes something says of what, and what it makes. */
export const actionsRule: Rule = (spec) => {
  const entries = operationEntries(spec);
  const sets = listedTypes(entries);
  const types = entityTypes(spec);
  return entries.flatMap((entry) => actionIssues(spec, entry, sets, types));
};
