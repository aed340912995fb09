import type { SpecRules } from '../config.ts';
import { SpecError, type SpecIssue } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { actionsRule } from './actions.ts';
import { bodiesRule } from './bodies.ts';
import { deprecatedRule } from './deprecated.ts';
import { entitySetNamesRule } from './entity-set-names.ts';
import { examplesRule } from './examples.ts';
import { extensionsRule } from './extensions.ts';
import { jsonSchemasRule } from './json-schemas.ts';
import { memberNamesRule } from './member-names.ts';
import { membersRule } from './members.ts';
import { namesRule } from './names.ts';
import { odataRule } from './odata.ts';
import { openapiRule } from './openapi.ts';
import { operationsRule } from './operations.ts';
import { optionsRule } from './options.ts';
import { parametersRule } from './parameters.ts';
import { referencesRule } from './references.ts';
import type { Rule } from './rule.ts';
import { schemasRule } from './schemas.ts';
import { serviceRule } from './service.ts';
import { sourcesRule } from './sources.ts';

const structure: readonly Rule[] = [openapiRule, jsonSchemasRule, referencesRule];
const meaning: readonly Rule[] = [
  serviceRule,
  sourcesRule,
  extensionsRule,
  deprecatedRule,
  operationsRule,
  parametersRule,
  optionsRule,
  schemasRule,
  odataRule,
  entitySetNamesRule,
  membersRule,
  actionsRule,
  memberNamesRule,
  bodiesRule,
  namesRule,
  examplesRule,
];

async function issuesOf(spec: Spec, settings: SpecRules, rules: readonly Rule[]): Promise<readonly SpecIssue[]> {
  const issues = (await Promise.all(rules.map((rule) => rule(spec, settings)))).flat();
  const byPlace = new Map(issues.map((issue) => [`${issue.line}:${issue.column}:${issue.message}`, issue]));
  return [...byPlace.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * Holds the spec to all rules. Where the document itself is not sound, the rules about its meaning are left out: they would
 * report the same thing again, less clearly.
 *
 * @throws SpecError with every issue, in the order of the file.
 */
export async function checkSpec(spec: Spec, settings: SpecRules): Promise<void> {
  for (const rules of [structure, meaning]) {
    const issues = await issuesOf(spec, settings, rules);
    if (issues.length > 0) throw new SpecError(spec.file, issues);
  }
}
