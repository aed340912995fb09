import type { SpecRules } from '../config.ts';
import { namesInPath, type OperationEntry, operationEntries } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import { pointerPath, resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { isRecord, list, record, shown, text } from '../spec/value.ts';
import { reservedWords } from './reserved.ts';
import { type Rule, unknownName } from './rule.ts';

const identifier = /^[a-z][A-Za-z0-9]*$/;

function operationIds(spec: Spec, entries: readonly OperationEntry[]): readonly SpecIssue[] {
  const first = new Map<string, OperationEntry>();
  return entries.flatMap((entry): readonly SpecIssue[] => {
    const at = [...entry.at, 'operationId'];
    const id = entry.operation['operationId'];
    if (typeof id !== 'string' || !identifier.test(id))
      return [
        spec.issue(
          at,
          'The operation needs an operationId in lower camel case: the function is called so. Allowed: a letter, then letters and digits.',
        ),
      ];
    const other = first.get(id);
    if (other)
      return [
        spec.issue(
          at,
          `Duplicate operationId "${id}": ${other.method.toUpperCase()} ${other.path} has it too. Each operation needs its own.`,
        ),
      ];
    first.set(id, entry);
    return reservedWords.has(id)
      ? [spec.issue(at, `"${id}" is a word of JavaScript, and no function can be called so. Allowed: any other name.`)]
      : [];
  });
}

function permissions(spec: Spec, { at, operation }: OperationEntry, { needs }: SpecRules): readonly SpecIssue[] {
  const path = [...at, 'x-permissions'];
  const value = resolve(spec, operation['x-permissions']);
  if (value === undefined && !needs.includes('permissions')) return [];
  if (!isRecord(value))
    return [
      spec.issue(
        path,
        'The operation needs x-permissions: a mapping with application and delegated, and a role where users need one.',
      ),
    ];
  const known = ['application', 'delegated', 'role'];
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  const { role } = value;
  const lists = ['application', 'delegated'].filter((key) => list(value[key]).length === 0);
  return [
    ...unknown.map((key) => spec.issue([...path, key], unknownName('key of x-permissions', key, known))),
    ...(role === undefined || (typeof role === 'string' && role !== '')
      ? []
      : [spec.issue([...path, 'role'], 'role is the name of a role, or absent.')]),
    ...['application', 'delegated'].flatMap((key) =>
      list(value[key]).flatMap((permission, index) =>
        typeof permission === 'string' && permission !== ''
          ? []
          : [
              spec.issue(
                [...path, key, index],
                `A permission is text, such as Machine.Read.All, not ${shown(permission)}.`,
              ),
            ],
      ),
    ),
    ...lists.map((key) =>
      spec.issue([...path, key], `x-permissions needs "${key}": a list of at least one permission.`),
    ),
  ];
}

/** The functions of a tag stand in one file, and the files are exported together: under two tags a name would be there twice. */
const tags = (spec: Spec, { at, operation }: OperationEntry): readonly SpecIssue[] =>
  list(operation['tags']).length > 1
    ? [
        spec.issue(
          [...at, 'tags', 1],
          'The operation has two tags, and its function would be written twice. Allowed: one tag, or none.',
        ),
      ]
    : [];

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;

function rateLimits(spec: Spec, { at, operation }: OperationEntry): readonly SpecIssue[] {
  const value = operation['x-rate-limits'];
  if (value === undefined) return [];
  const limits = resolve(spec, value);
  // Said once, where they stand, whoever refers to them.
  const place = pointerPath(text(record(value)['$ref'])) ?? [...at, 'x-rate-limits'];
  const isValid =
    Array.isArray(limits) &&
    limits.length > 0 &&
    limits.every(
      (limit) =>
        isRecord(limit) && isCount(limit['calls']) && isCount(limit['seconds']) && Object.keys(limit).length === 2,
    );
  const seconds = list(limits).map((limit) => (isRecord(limit) ? limit['seconds'] : undefined));
  if (isValid && new Set(seconds).size < seconds.length)
    return [
      spec.issue(
        place,
        'x-rate-limits has two windows of one length, of which only the smaller number of calls would count. Allowed: one for each length.',
      ),
    ];
  return isValid
    ? []
    : [
        spec.issue(
          place,
          'x-rate-limits needs a list of { calls, seconds } and nothing else, each a whole number from 1.',
        ),
      ];
}

function pathParameters(spec: Spec, { at, path, parameters }: OperationEntry): readonly SpecIssue[] {
  const inPath = namesInPath(path);
  const declared = parameters.filter(({ place }) => place === 'path').map(({ name }) => name);
  return [
    ...inPath
      .filter((name) => !declared.includes(name))
      .map((name) =>
        spec.issue([...at, 'parameters'], `The path has {${name}}, and no parameter in: path is called so.`),
      ),
    ...declared
      .filter((name) => !inPath.includes(name))
      .map((name) => spec.issue([...at, 'parameters'], unknownName('path parameter', name, inPath))),
  ];
}

/** Operations can be told apart, and what stands beside them can be read. */
export const operationsRule: Rule = (spec, settings) => {
  const entries = operationEntries(spec);
  const each = [permissions, tags, rateLimits, pathParameters];
  return [
    ...operationIds(spec, entries),
    ...entries.flatMap((entry) => each.flatMap((rule) => rule(spec, entry, settings))),
  ];
};
