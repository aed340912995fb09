import { EmulatorError } from '../support/errors.ts';
import { checkValue } from './check-value.ts';
import type { CollectionDefinition } from './definition.ts';
import type { Row } from './row.ts';

function textOf(value: unknown): string {
  if (typeof value === 'bigint') return `${String(value)}n`;
  // JSON has null for what is no finite number.
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'an object';
  }
}

/** Values in an error are for finding the place, so a long one is cut. */
function show(value: unknown): string {
  const text = value === undefined ? 'missing' : textOf(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/**
 * Refuses what is no object at all, before its keys are asked for: from JavaScript anything can come.
 *
 * @throws EmulatorError `InvalidRow`.
 */
export function checkObject(given: unknown, place: string): asserts given is Row {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return;
  throw new EmulatorError('InvalidRow', `${place} is ${show(given)}; it must be an object.`);
}

/**
 * Holds a row to the spec: known properties have the type that the spec gives them. Missing ones are normal; unknown ones are kept, and
 * must be what JSON can hold.
 *
 * @param row What was given as a row.
 * @param place Where it stands, such as `machines.rows[2]`.
 * @throws EmulatorError `InvalidRow` with the place, the path and what is allowed.
 */
export function checkRow(row: unknown, { schema }: CollectionDefinition, place: string): asserts row is Row {
  const mismatch = checkValue(row, schema, '', true);
  if (mismatch === undefined) return;
  const at = mismatch.path === '' ? place : `${place}.${mismatch.path}`;
  throw new EmulatorError('InvalidRow', `${at} is ${show(mismatch.value)}; it must be ${mismatch.wanted}.`);
}
