import { readAnswer } from '../model/answers.ts';
import { entityTypes, isList, isRowOf, type OperationEntry, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, list, record, shown, text } from '../spec/value.ts';
import { entityProperties } from './entity-properties.ts';
import { type Rule, unknownName } from './rule.ts';
import { type Listed, underIssues } from './under.ts';

type OData = Readonly<Record<string, unknown>>;

const listedIn = (entries: readonly OperationEntry[]): readonly Listed[] =>
  entries
    .filter(({ operation }) => isList(operation))
    .map(({ path, operation, parameters }) => {
      const { entitySet, entityType, key } = record(operation['x-odata']);
      const names = { entitySet: text(entitySet), entityType: text(entityType), key: text(list(key)[0]) };
      return { path, parameters, ...names };
    });

/** What an operation that is no list says beside its entity set. */
function wordIssues(spec: Spec, at: Path, odata: OData, { entityType }: Listed): readonly SpecIssue[] {
  const { alternateKeys } = odata;
  const names = [...entityProperties(spec, entityType).values()]
    .filter(({ edm }) => edm === 'Edm.String')
    .map(({ name }) => name);
  const place = [...at, 'alternateKeys'];
  if (alternateKeys !== undefined && list(alternateKeys).length === 0)
    return [
      spec.issue(place, 'alternateKeys needs a list of properties by which a row can be asked for beside its key.'),
    ];
  return list(alternateKeys).flatMap((name, index) =>
    names.includes(shown(name)) ? [] : [spec.issue([...place, index], unknownName('property', shown(name), names))],
  );
}

function memberIssues(
  spec: Spec,
  entry: OperationEntry,
  lists: readonly Listed[],
  types: ReadonlySet<string>,
): readonly SpecIssue[] {
  const { at, path, method, operation } = entry;
  if (isList(operation)) return [];
  const value = operation['x-odata'];
  const answer = readAnswer(spec, operation, types);
  const around = lists.find((one) => isRowOf(path, one.path));
  if (value === undefined)
    return method === 'get' && around && answer.entityType === around.entityType
      ? [
          spec.issue(
            at,
            `The operation gets a row of ${around.entitySet} and needs to say so: x-odata: { entitySet: ${around.entitySet} }.`,
          ),
        ]
      : [];
  // What is no mapping is reported by the rule on x-odata.
  if (!isRecord(value)) return [];
  const place = [...at, 'x-odata', 'entitySet'];
  const { entitySet } = value;
  const set = lists.find((one) => one.entitySet === entitySet);
  if (!set)
    return [
      spec.issue(
        place,
        `${unknownName(
          'entity set',
          shown(entitySet ?? null),
          lists.map((one) => one.entitySet),
        )} An entity set is one that an operation lists.`,
      ),
    ];
  if (around && around.entitySet !== set.entitySet)
    return [
      spec.issue(
        place,
        `The path names a row of ${around.entitySet}, which ${around.path} lists, and not of ${set.entitySet}. Allowed: ${around.entitySet}.`,
      ),
    ];
  const words = wordIssues(spec, [...at, 'x-odata'], value, set);
  if (words.length > 0) return words;
  if ('under' in value || 'by' in value) return underIssues(spec, entry, value, set, lists);
  return method !== 'get' || answer.kind !== 'entity' || answer.entityType === set.entityType
    ? []
    : [
        spec.issue(
          place,
          `The operation answers with ${answer.entityType ?? 'another type'}, and ${set.entitySet} holds ${set.entityType}. Allowed: an answer whose schema is ${set.entityType}, or is made of it by allOf.`,
        ),
      ];
}

/** Whatever belongs to an entity set says so, and the set is one that is listed and holds what the operation answers with. */
export const membersRule: Rule = (spec) => {
  const entries = operationEntries(spec);
  const lists = listedIn(entries);
  const types = entityTypes(spec);
  return entries.flatMap((entry) => memberIssues(spec, entry, lists, types));
};
