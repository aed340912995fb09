import { Ajv2020 } from 'ajv/dist/2020.js';
import { pointerPath, valueAt } from '../spec/reference.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { isRecord, record } from '../spec/value.ts';
import { facetIssues } from './facets.ts';
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
    ({ instancePath }, index, all) =>
      all.findIndex((other) => other.instancePath === instancePath) === index &&
      // Of a list of types one item is wrong, and not the list.
      !(instancePath.endsWith('/type') && all.some((other) => other.instancePath.startsWith(`${instancePath}/`))),
  );
  return errors.map(({ instancePath, message, params }) => {
    const place = [...at, ...(pointerPath(`#${instancePath}`) ?? [])];
    const value = valueAt(spec.root, place);
    if (
      /\/type(?:\/\d+)?$/.test(instancePath) &&
      typeof value !== 'string' &&
      !isRecord(value) &&
      !Array.isArray(value)
    )
      return spec.issue(
        place,
        `${JSON.stringify(value)} is no type: without quotes YAML takes it for a value. Allowed: text, such as 'null' in quotes.`,
      );
    const allowed: unknown = isRecord(params) ? params['allowedValues'] : undefined;
    if (Array.isArray(allowed) && typeof value === 'string')
      return spec.issue(
        place,
        unknownName(String(place.findLast((part) => typeof part === 'string')), value, allowed.map(String)),
      );
    const choice = Array.isArray(allowed) ? ` Allowed: ${allowed.join(', ')}.` : '';
    return spec.issue(place, `Not valid JSON Schema 2020-12: ${message ?? 'see the specification'}.${choice}`);
  });
}

/** The keywords that something is generated from. */
const read = (
  '$ref additionalProperties allOf const deprecated description enum example format items maximum maxLength minimum minItems ' +
  'minLength oneOf pattern properties required type'
).split(' ');

/** The others of JSON Schema 2020-12 and OpenAPI 3.1: valid, and read by nothing here. */
const unread = (
  '$anchor $comment $defs $dynamicAnchor $dynamicRef $id $schema $vocabulary anyOf contains contentEncoding contentMediaType ' +
  'contentSchema default dependentRequired dependentSchemas discriminator else examples exclusiveMaximum exclusiveMinimum ' +
  'externalDocs if maxContains maxItems maxProperties minContains minProperties multipleOf not patternProperties prefixItems ' +
  'propertyNames readOnly then title unevaluatedItems unevaluatedProperties uniqueItems writeOnly xml'
).split(' ');

const onlyRead = 'a schema of its own for what is sent: rows are read and bodies are sent';

/** What says the same and is read. */
const instead: Readonly<Record<string, string>> = {
  $comment: 'a comment of YAML',
  anyOf: 'oneOf',
  default: 'the value in the description',
  examples: 'example',
  exclusiveMaximum: 'maximum',
  exclusiveMinimum: 'minimum',
  readOnly: onlyRead,
  title: 'description',
  writeOnly: onlyRead,
};

/** Keywords that hold a schema, and those that hold several, by name or in a list. */
const holders = ['items', 'additionalProperties', 'not'];
const maps = ['properties', 'allOf', 'anyOf', 'oneOf'];

/** A keyword that JSON Schema does not know is allowed by it and means nothing: a misspelt one would be lost, as one that is not read. */
function keywordIssues(spec: Spec, at: Path, schema: Readonly<Record<string, unknown>>): readonly SpecIssue[] {
  return Object.keys(schema)
    .filter((key) => !read.includes(key) && !key.startsWith('x-'))
    .map((key) => {
      if (key === 'nullable')
        return spec.issue(
          [...at, key],
          "OpenAPI 3.1 has no nullable. Allowed: 'null' beside the type, as in type: [string, 'null'].",
        );
      const words = unread.includes(key)
        ? `Nothing is generated from "${key}", which would be said in vain. Allowed: ${instead[key] ?? 'to leave it out, or to say it in the description'}.`
        : unknownName('keyword of a schema', key, read);
      return spec.issue([...at, key], words);
    });
}

/** The keywords of a schema, and of those that it holds. */
const keywordsRule = (spec: Spec, at: Path, schema: Readonly<Record<string, unknown>>): readonly SpecIssue[] => [
  ...keywordIssues(spec, at, schema),
  ...facetIssues(spec, at, schema),
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
