import { referenceName, resolve } from '../spec/reference.ts';
import type { Spec } from '../spec/spec.ts';
import { record, text } from '../spec/value.ts';
import type { BodyModel } from './model.ts';
import { readProperties } from './property.ts';

/** `Comment` as the generated code calls it: names on the wire may begin with a capital, names of options do not. */
export const optionName = (wire: string): string => wire.charAt(0).toLowerCase() + wire.slice(1);

/** The body that an operation sends, where it sends one. */
export function readBody(spec: Spec, operation: Readonly<Record<string, unknown>>): BodyModel | undefined {
  if (operation['requestBody'] === undefined) return undefined;
  const body = record(resolve(spec, operation['requestBody']));
  const value = record(record(body['content'])['application/json'])['schema'];
  const schema = record(resolve(spec, value));
  return {
    required: body['required'] === true,
    model: referenceName(text(record(value)['$ref'])),
    properties: readProperties(spec, schema).map((property) => ({ ...property, option: optionName(property.name) })),
  };
}
