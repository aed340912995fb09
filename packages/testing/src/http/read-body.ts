import { EmulatorError } from '../support/errors.ts';
import { bodySchemas } from '../generated/schema.gen.ts';
import { checkRow } from '../rows/check-row.ts';
import { checkValue, type ValueSchema } from '../rows/check-value.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import type { Row } from '../rows/row.ts';
import { Refusal } from './error-answers.ts';
import type { BodyProperty, OperationDefinition, Order } from './operation.ts';

const schemas: Readonly<Record<string, ValueSchema>> = bodySchemas;

/** Which of the spec's errors a body is refused with. */
type BodyError = 'missingRequiredParameter' | 'invalidRequestBody';

const refuse = (message: string, error: BodyError = 'invalidRequestBody'): never => {
  throw new Refusal(error, message);
};

/** Whether a value is one that is sent in the body. */
const isSent = (value: unknown): value is { readonly from: string } =>
  typeof value === 'object' && value !== null && 'from' in value && typeof value.from === 'string';

function parse(body: string): Row {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return refuse('The body of the request is not JSON.');
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : refuse('The body of the request must be a JSON object.');
}

/** What a name that is lacking was probably sent as: names go by their case. */
function hintOf(wire: string, sent: Row): string {
  const alike = Object.keys(sent).find((key) => key.toLowerCase() === wire.toLowerCase());
  return alike === undefined ? '' : ` It has '${alike}': names go by their case.`;
}

/** Items that have an order: none stands behind one that comes later. */
function checkOrder(wire: string, { by, values }: Order, items: unknown): void {
  const places = (Array.isArray(items) ? items : []).map((item: Row) => values.indexOf(String(item[by])));
  if (places.every((place, index) => place === -1 || places.slice(0, index).every((before) => before <= place))) return;
  refuse(`'${wire}' of the body must be in this order of their ${by}: ${values.join(', ')}.`);
}

/**
 * Reads the body of an action as values of the row that it makes. Names are those of the spec, in its case (documented): another one is
 * refused, and so is a value that the row cannot have.
 *
 * @param operationId The action, by whose schema the body is held.
 * @param body The body as it was sent.
 * @param definition The collection that the row is added to.
 * @param read What values of the body are in the row, where they are not the same.
 * @throws Refusal where the service would answer 400.
 */
export function readBody(
  operationId: string,
  body: string,
  { body: wanted, with: fixed = {} }: OperationDefinition,
  definition: CollectionDefinition,
  read: (values: Row) => Row = (values) => values,
): Row {
  if (body === '' && wanted?.required === true)
    refuse('The body of the request is missing.', 'missingRequiredParameter');
  const sent = body === '' ? {} : parse(body);
  const properties: readonly BodyProperty[] =
    wanted?.properties ?? Object.keys(sent).map((name) => ({ name, wire: name, required: false }));
  for (const { wire, required } of properties) {
    if (required === true && !Object.hasOwn(sent, wire))
      refuse(`The body of the request lacks '${wire}'.${hintOf(wire, sent)}`, 'missingRequiredParameter');
  }
  for (const key of Object.keys(sent)) {
    if (!properties.some(({ wire }) => wire === key)) {
      refuse(`The body of the request has '${key}'. Allowed: ${properties.map(({ wire }) => wire).join(', ')}.`);
    }
  }
  const schema = Object.hasOwn(schemas, operationId) ? schemas[operationId] : undefined;
  const mismatch = schema === undefined ? undefined : checkValue(sent, schema, '');
  if (mismatch !== undefined) refuse(`'${mismatch.path}' of the body must be ${mismatch.wanted}.`);
  for (const { wire, order } of properties) if (order !== undefined) checkOrder(wire, order, sent[wire]);
  const named = properties.filter(({ wire }) => Object.hasOwn(sent, wire)).map(({ name, wire }) => [name, sent[wire]]);
  const own = Object.fromEntries(
    Object.entries(read(Object.fromEntries(named) as Row)).filter(([name]) =>
      Object.hasOwn(definition.schema.properties ?? {}, name),
    ),
  );
  const given = Object.entries(fixed).map(([name, value]) => [name, isSent(value) ? sent[value.from] : value] as const);
  const values = { ...own, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
  try {
    checkRow(values, definition, 'The body of the request');
  } catch (error) {
    if (error instanceof EmulatorError) refuse(error.message);
    throw error;
  }
  return values;
}
