import { Validator } from '@seriousme/openapi-schema-validator';
import { pointerPath } from '../spec/reference.ts';
import type { Rule } from './rule.ts';

/** What the validator reports of one place. */
interface Violation {
  readonly instancePath: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * Whether another message says it better: of an `if` the parts are reported too, with their places, and of a reference that points
 * to nothing the rule on references says the place.
 */
const isSaidBetter = ({ params, message }: Violation): boolean =>
  params?.['failingKeyword'] !== undefined || message?.startsWith("Can't resolve") === true;

function say({ message, params }: Violation): string {
  const name = params?.['unevaluatedProperty'] ?? params?.['additionalProperty'];
  if (name !== undefined) return `Unknown key "${String(name)}": OpenAPI 3.1 has no such key here.`;
  const allowed = params?.['allowedValues'];
  const choice = Array.isArray(allowed) ? ` Allowed: ${allowed.join(', ')}.` : '';
  return `Not valid OpenAPI 3.1: ${message ?? 'see the specification'}.${choice}`;
}

/** Made once: it compiles the schema of OpenAPI at its first use. */
const validator = new Validator();

/** The document is valid OpenAPI 3.1 (the OpenAPI Initiative's own schema of the document). */
export const openapiRule: Rule = async (spec) => {
  const { openapi: version } = spec.root;
  if (typeof version !== 'string' || !/^3\.1\.\d+$/.test(version))
    return [
      spec.issue(
        version === undefined ? [] : ['openapi'],
        version === undefined
          ? 'The spec does not say which version of OpenAPI it is. Allowed: openapi: 3.1.0.'
          : `${JSON.stringify(version)} is no version of OpenAPI 3.1. Allowed: three numbers, as in openapi: 3.1.0.`,
      ),
    ];
  const { errors } = await validator.validate(structuredClone(spec.root));
  const violations = (
    typeof errors === 'string' ? [{ instancePath: '', message: errors }] : (errors ?? [])
  ) as Violation[];
  return violations
    .filter((violation) => !isSaidBetter(violation))
    .map((violation) => {
      const name = violation.params?.['unevaluatedProperty'];
      const path = pointerPath(`#${violation.instancePath}`) ?? [];
      return spec.issue(typeof name === 'string' ? [...path, name] : path, say(violation));
    });
};
