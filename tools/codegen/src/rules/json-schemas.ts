import { Ajv2020 } from 'ajv/dist/2020.js';
import { pointerPath } from '../spec/reference.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, record } from '../spec/value.ts';
import { type Rule, unknownName } from './rule.ts';
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

/** The keywords of JSON Schema 2020-12, and those that OpenAPI 3.1 adds to them. */
const keywords = (
  '$anchor $comment $defs $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary additionalProperties allOf anyOf const contains ' +
  'contentEncoding contentMediaType contentSchema default dependentRequired dependentSchemas deprecated description discriminator ' +
  'else enum example examples exclusiveMaximum exclusiveMinimum externalDocs format if items maxContains maxItems maxLength ' +
  'maxProperties maximum minContains minItems minLength minProperties minimum multipleOf not oneOf pattern patternProperties ' +
  'prefixItems properties propertyNames readOnly required then title type unevaluatedItems unevaluatedProperties uniqueItems ' +
  'writeOnly xml'
).split(' ');

/** Keywords that hold a schema, and those that hold several, by name or in a list. */
const holders = ['items', 'additionalProperties', 'not'];
const maps = ['properties', 'allOf', 'anyOf', 'oneOf'];

/** A keyword that JSON Schema does not know is allowed by it and means nothing: a misspelt one would be lost. */
function keywordIssues(spec: Spec, at: Path, schema: Readonly<Record<string, unknown>>): readonly SpecIssue[] {
  return Object.keys(schema)
    .filter((key) => !keywords.includes(key) && !key.startsWith('x-'))
    .map((key) =>
      spec.issue(
        [...at, key],
        key === 'nullable'
          ? "OpenAPI 3.1 has no nullable. Allowed: 'null' beside the type, as in type: [string, 'null']."
          : unknownName('keyword of a schema', key, keywords),
      ),
    );
}

/** The keywords of a schema, and of those that it holds. */
const keywordsRule = (spec: Spec, at: Path, schema: Readonly<Record<string, unknown>>): readonly SpecIssue[] => [
  ...keywordIssues(spec, at, schema),
  ...holders.flatMap((key) => (isRecord(schema[key]) ? keywordsRule(spec, [...at, key], schema[key]) : [])),
  ...maps.flatMap((key) =>
    Object.entries(Array.isArray(schema[key]) ? schema[key] : record(schema[key])).flatMap(([name, value]) =>
      isRecord(value) ? keywordsRule(spec, [...at, key, name], value) : [],
    ),
  ),
];

/** Every schema is valid JSON Schema 2020-12, the dialect of OpenAPI 3.1, and has no keyword beyond it. */
export const jsonSchemasRule: Rule = (spec) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  return walk(spec.root).flatMap(([at, schema]) =>
    isSchema(at) ? [...schemaIssues(spec, ajv, at, schema), ...keywordsRule(spec, at, schema)] : [],
  );
};
