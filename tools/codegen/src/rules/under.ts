import { readAnswer } from '../model/answers.ts';
import { entityTypes, isRowOf, namesInPath, type OperationEntry } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { shown } from '../spec/value.ts';
import { entityProperties } from './entity-properties.ts';
import { unknownName } from './rule.ts';

/** A list of the spec: which entity set it lists, of what, where, and what it takes. */
export interface Listed {
  readonly path: string;
  readonly entitySet: string;
  readonly entityType: string;
  readonly key: string;
  readonly parameters: OperationEntry['parameters'];
}

/** The system query options that an operation takes, each with its range. */
const optionsOf = (parameters: OperationEntry['parameters']): ReadonlyMap<string, string> =>
  new Map(
    parameters
      .filter(({ name, place }) => place === 'query' && name.startsWith('$'))
      .map(({ name, schema }) => [name, JSON.stringify([schema['minimum'], schema['maximum']])]),
  );

/** What a list under a row takes otherwise than the set's own list, whose builder and checks are used for it. */
function optionIssues(spec: Spec, { at, parameters }: OperationEntry, set: Listed): readonly SpecIssue[] {
  const [own, here] = [optionsOf(set.parameters), optionsOf(parameters)];
  const others = [...new Set([...own.keys(), ...here.keys()])].filter((name) => own.get(name) !== here.get(name));
  return others.length === 0
    ? []
    : [
        spec.issue(
          [...at, 'parameters'],
          `A query on ${set.entitySet} is built in one way, and this list differs from ${set.path} in ${others.join(', ')}. Allowed: the same system query options with the same ranges.`,
        ),
      ];
}

/** A list under a row says whose row, and which property of what it lists has the key of that row. */
export function underIssues(
  spec: Spec,
  entry: OperationEntry,
  { under, by }: Readonly<Record<string, unknown>>,
  set: Listed,
  lists: readonly Listed[],
): readonly SpecIssue[] {
  const { at, path, method, operation } = entry;
  const place = [...at, 'x-odata'];
  const parent = lists.find(({ entitySet }) => entitySet === under);
  const sets = lists.map(({ entitySet }) => entitySet);
  if (!parent) return [spec.issue([...place, 'under'], unknownName('entity set', shown(under ?? null), sets))];
  const keyType = entityProperties(spec, parent.entityType).get(parent.key)?.edm;
  const names = [...entityProperties(spec, set.entityType).values()]
    .filter(({ edm }) => edm === keyType)
    .map(({ name }) => name);
  if (!names.includes(shown(by ?? null)))
    return [
      spec.issue(
        [...place, 'by'],
        unknownName(`property of ${set.entityType} with a key of ${parent.entitySet}`, shown(by ?? null), names),
      ),
    ];
  const row = /^.*?\{[^}]*\}\)?(?=\/)/.exec(path)?.[0] ?? '';
  if (!isRowOf(row, parent.path) || namesInPath(path).length !== 1)
    return [
      spec.issue(
        [...place, 'under'],
        `The path does not name one row of ${parent.entitySet}, which ${parent.path} lists. Allowed: ${parent.path}/{${parent.key}}/…, without other parameters.`,
      ),
    ];
  const answer = readAnswer(spec, operation, entityTypes(spec));
  if (method !== 'get' || answer.kind !== 'collection' || answer.entityType !== set.entityType)
    return [
      spec.issue(
        place,
        `The operation does not list ${set.entitySet}, which holds ${set.entityType}. Allowed: a GET that answers with an object whose value is an array of it.`,
      ),
    ];
  return optionIssues(spec, entry, set);
}
