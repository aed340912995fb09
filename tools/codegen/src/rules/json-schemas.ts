import { Ajv2020 } from 'ajv/dist/2020.js';
import { pointerPath } from '../spec/reference.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord } from '../spec/value.ts';
import type { Rule } from './rule.ts';
import { walk } from './walk.ts';

/** The places where a schema begins. */
const isSchema = (path: Path): boolean =>
  path.at(-1) === 'schema' || (path.length === 3 && path[0] === 'components' && path[1] === 'schemas');

function schemaIssues(
  spec: Spec,
  ajv: Ajv2020,
  at: Path,
  schema: Readonly<Record<string, unknown>>,
): readonly SpecIssue[] {
  // Only the meta-schema is compiled; the spec's schemas are data to it.
  if (ajv.validateSchema(schema) === true) return [];
  // Of the errors of one place the first says what is allowed; those after it are the other branches of the same "anyOf".
  const errors = (ajv.errors ?? []).filter(
    ({ instancePath }, index, all) => all.findIndex((other) => other.instancePath === instancePath) === index,
  );
  return errors.map(({ instancePath, message, params }) => {
    const allowed: unknown = isRecord(params) ? params['allowedValues'] : undefined;
    const choice = Array.isArray(allowed) ? ` Allowed: ${allowed.join(', ')}.` : '';
    return spec.issue(
      [...at, ...(pointerPath(`#${instancePath}`) ?? [])],
      `Not valid JSON Schema 2020-12: ${message ?? 'see the specification'}.${choice}`,
    );
  });
}

/** Every schema is valid JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export const jsonSchemasRule: Rule = (spec) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  return walk(spec.root).flatMap(([at, schema]) => (isSchema(at) ? schemaIssues(spec, ajv, at, schema) : []));
};
