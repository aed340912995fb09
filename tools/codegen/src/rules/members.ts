import { readAnswer } from '../model/answers.ts';
import { entityTypes, isList, type OperationEntry, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { isRecord, record, shown, text } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';

/** A list of the spec: which entity set it lists, of what, and where. */
interface Listed {
  readonly path: string;
  readonly entitySet: string;
  readonly entityType: string;
}

const listedIn = (entries: readonly OperationEntry[]): readonly Listed[] =>
  entries
    .filter(({ operation }) => isList(operation))
    .map(({ path, operation }) => {
      const { entitySet, entityType } = record(operation['x-odata']);
      return { path, entitySet: text(entitySet), entityType: text(entityType) };
    });

/** Whether a path names a row of the list at another path: `/books/{isbn}`, or `/books({isbn})`. */
const isRowOf = (path: string, list: string): boolean =>
  path.startsWith(list) && /^(\/\{[^/]*\}|\([^/]*\))$/.test(path.slice(list.length));

function memberIssues(
  spec: Spec,
  { at, path, method, operation }: OperationEntry,
  lists: readonly Listed[],
  types: ReadonlySet<string>,
): readonly SpecIssue[] {
  if (isList(operation)) return [];
  const value = operation['x-odata'];
  const answer = readAnswer(spec, operation, types);
  const around = lists.find((list) => isRowOf(path, list.path));
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
  const set = lists.find((list) => list.entitySet === entitySet);
  if (!set)
    return [
      spec.issue(
        place,
        `${unknownName(
          'entity set',
          shown(entitySet ?? null),
          lists.map((list) => list.entitySet),
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
