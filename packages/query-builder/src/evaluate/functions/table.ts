import type { CanonicalFunction } from '../../nodes/functions.ts';
import { collectionFunctions } from './collection.ts';
import { dateTimeFunctions } from './date-time.ts';
import { mathFunctions } from './math.ts';
import type { Signature } from './signature.ts';
import { stringFunctions } from './string.ts';

const TABLES: readonly Readonly<Record<string, readonly Signature[]>>[] = [
  stringFunctions,
  collectionFunctions,
  dateTimeFunctions,
  mathFunctions,
];

/** The overloads of a function that looks at nothing but its arguments; none for the others. */
export const signaturesOf = (name: CanonicalFunction): readonly Signature[] =>
  TABLES.flatMap((table) => (Object.hasOwn(table, name) ? (table[name] ?? []) : []));
