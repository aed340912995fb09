import { readAnswer } from '../model/answers.ts';
import { readBody } from '../model/bodies.ts';
import {
  entityTypes,
  isList,
  memberName,
  namesInPath,
  type OperationEntry,
  operationEntries,
  ownGets,
} from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { isRecord, record, shown } from '../spec/value.ts';
import { type Rule } from './rule.ts';

/** What every collection of the client has beside its actions and functions. */
const taken: readonly string[] = [
  'list',
  'get',
  'name',
  'entitySet',
  'key',
  'createdAt',
  'final',
  'constructor',
  'then',
];

/** The entity set that has an operation, beside its own list and get, in the client. */
function setOf({ method, operation }: OperationEntry): string {
  const { entitySet, under } = record(operation['x-odata']);
  const { on } = record(operation['x-action']);
  return shown((method === 'get' ? (under ?? entitySet) : on) ?? '');
}

/** Where the name of an operation in the client is said, or the operation. */
const placeOf = ({ at, operation }: OperationEntry) => {
  const key = ['x-action', 'x-odata'].find((one) => isRecord(operation[one]) && 'name' in operation[one]);
  return key === undefined ? at : [...at, key, 'name'];
};

function nameIssues(
  spec: Spec,
  entry: OperationEntry,
  others: ReadonlyMap<string, OperationEntry>,
): readonly SpecIssue[] {
  const name: unknown =
    record(entry.operation['x-action'])['name'] ?? record(entry.operation['x-odata'])['name'] ?? memberName(entry);
  const place = placeOf(entry);
  if (typeof name !== 'string' || !/^[a-z][A-Za-z0-9]*$/.test(name))
    return [
      spec.issue(
        place,
        `${shown(name)} cannot be what the operation is called in the client. Allowed: name: a small letter, then letters and digits.`,
      ),
    ];
  if (taken.includes(name))
    return [
      spec.issue(place, `Every collection has a "${name}" already. Allowed: name: anything but ${taken.join(', ')}.`),
    ];
  const other = others.get(`${setOf(entry)} ${name}`);
  return other === undefined || other === entry
    ? []
    : [
        spec.issue(
          place,
          `${other.method.toUpperCase()} ${other.path} is called "${name}" too, on the same entity set. Allowed: a name of its own.`,
        ),
      ];
}

/** What a caller gives beside the key of the row: the other parameters of the path, and what stands in the body. */
function parameterIssues(spec: Spec, { at, path, operation }: OperationEntry): readonly SpecIssue[] {
  const inPath = namesInPath(path).slice(1);
  return (readBody(spec, operation)?.properties ?? [])
    .filter(({ option }) => inPath.includes(option))
    .map(({ name, option }) =>
      spec.issue(
        [...at, 'requestBody'],
        `"${name}" of the body and {${option}} of the path would both be given as ${option}. Allowed: different names.`,
      ),
    );
}

/** What a collection has beside its list and get has a name of its own in the client, and so has each parameter. */
export const memberNamesRule: Rule = (spec) => {
  const types = entityTypes(spec);
  const entries = operationEntries(spec);
  const own = ownGets(
    entries.filter(({ operation }) => isList(operation) || readAnswer(spec, operation, types).kind === 'entity'),
  );
  const isMember = (entry: OperationEntry): boolean =>
    setOf(entry) !== '' && !isList(entry.operation) && !own.has(entry);
  const members = entries.filter(isMember);
  const first = new Map<string, OperationEntry>();
  for (const entry of members) {
    const name = `${setOf(entry)} ${memberName(entry)}`;
    first.set(name, first.get(name) ?? entry);
  }
  const inVain = entries.filter(
    (entry) => !isMember(entry) && !isList(entry.operation) && 'name' in record(entry.operation['x-odata']),
  );
  return [
    ...inVain.map((entry) =>
      spec.issue(
        placeOf(entry),
        'name is what an operation is called beside list and get in the client, and this is the get of its set. Allowed: x-odata without name.',
      ),
    ),
    ...members.flatMap((entry) => [...nameIssues(spec, entry, first), ...parameterIssues(spec, entry)]),
  ];
};
