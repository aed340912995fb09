import { isList, lowerFirst, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { record, text } from '../spec/value.ts';
import { reservedWords } from './reserved.ts';
import type { Rule } from './rule.ts';

/** A list of the spec: the entity set and the entity type that it names, and where. */
interface Named {
  readonly at: Path;
  readonly entitySet: string;
  readonly entityType: string;
}

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What the generated code calls the types of an entity set. */
const typesOf = ({ entitySet, entityType }: Named): readonly string[] => [
  ...['Types', 'Fields', 'SharedFields', 'ObservedFields', 'Filters'].map((end) => entityType + end),
  ...['FilterObject', 'SharedFilterObject', 'ObservedFilterObject'].map((end) => entityType + end),
  `${entitySet}Collection`,
];

/** Why a set cannot be a property of the client and a constant, or undefined where it can. */
function problem(name: string, taken: readonly string[]): string | undefined {
  if (reservedWords.has(name)) return 'is a word of JavaScript';
  if (inherited.has(name)) return 'is what every object inherits';
  return taken.includes(name) ? 'has another meaning in the packages' : undefined;
}

function nameIssues(spec: Spec, sets: readonly Named[], taken: readonly string[]): readonly SpecIssue[] {
  return sets.flatMap((set, index) => {
    const place = [...set.at, 'x-odata', 'entitySet'];
    const name = lowerFirst(set.entitySet);
    const reason = problem(name, taken);
    if (reason !== undefined)
      return [spec.issue(place, `"${name}", as the set is called in code, ${reason}. Allowed: any other name.`)];
    const factory = problem(lowerFirst(set.entityType), taken);
    if (factory !== undefined)
      return [
        spec.issue(
          [...set.at, 'x-odata', 'entityType'],
          `"${lowerFirst(set.entityType)}", as the factory of rows is called, ${factory}. Allowed: any other name.`,
        ),
      ];
    // A set that is there twice is reported by the rule on x-odata.
    const twin = sets
      .slice(0, index)
      .find((one) => lowerFirst(one.entitySet) === name && one.entitySet !== set.entitySet);
    if (twin)
      return [
        spec.issue(
          place,
          `"${set.entitySet}" and "${twin.entitySet}" would both be called ${name} in code. Allowed: names that differ in more than their first letter.`,
        ),
      ];
    const other = sets
      .slice(0, index)
      .find((one) => one.entityType === set.entityType && one.entitySet !== set.entitySet);
    return other
      ? [
          spec.issue(
            [...set.at, 'x-odata', 'entityType'],
            `${other.entitySet} holds ${set.entityType} already, and the types of its fields are called after it. Allowed: of a list under a row x-odata: { entitySet: ${other.entitySet}, under: …, by: … }; otherwise another schema, which can take over the properties by an alias of YAML.`,
          ),
        ]
      : [];
  });
}

/** The schemas that are called as the generated code calls something of an entity set. */
function schemaIssues(spec: Spec, sets: readonly Named[]): readonly SpecIssue[] {
  const schemas = record(record(spec.root['components'])['schemas']);
  return sets.flatMap((set) =>
    typesOf(set)
      .filter((name) => Object.hasOwn(schemas, name))
      .map((name) =>
        spec.issue(
          ['components', 'schemas', name],
          `"${name}" is what the generated code calls a type of ${set.entitySet}. Allowed: any other name.`,
        ),
      ),
  );
}

/** Names that objects of the generated code would have from somewhere else: of clouds, operations and examples. */
function inheritedIssues(spec: Spec): readonly SpecIssue[] {
  const servers: readonly unknown[] = Array.isArray(spec.root['servers']) ? spec.root['servers'] : [];
  const examples = record(record(spec.root['components'])['examples']);
  const named: readonly (readonly [Path, string])[] = [
    ...servers.map((server, index) => [['servers', index, 'x-cloud'], text(record(server)['x-cloud'])] as const),
    ...operationEntries(spec).map(
      ({ at, operation }) => [[...at, 'operationId'], text(operation['operationId'])] as const,
    ),
    ...Object.keys(examples).map((name) => [['components', 'examples', name], name] as const),
  ];
  return named
    .filter(([, name]) => inherited.has(name))
    .map(([place, name]) =>
      spec.issue(place, `"${name}" cannot be a name here: every object inherits one. Allowed: any other name.`),
    );
}

/** Each entity set has names of its own in the generated code, and none that means something else there. */
export const entitySetNamesRule: Rule = (spec, { taken = [] }) => {
  const sets = operationEntries(spec)
    .filter(({ operation }) => isList(operation))
    .map(({ at, operation }) => {
      const { entitySet, entityType } = record(operation['x-odata']);
      return { at, entitySet: text(entitySet), entityType: text(entityType) };
    })
    .filter(({ entitySet }) => entitySet !== '');
  return [...nameIssues(spec, sets, taken), ...schemaIssues(spec, sets), ...inheritedIssues(spec)];
};
