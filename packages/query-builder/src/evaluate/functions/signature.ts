import type { CanonicalFunction } from '../../nodes/functions.ts';
import type { Context, Expression } from '../context.ts';
import type { StaticType } from '../static-type.ts';
import { stringFunctions } from './string.ts';

/** One overload of a canonical function. */
export interface Signature {
  /** How it is called, for a message: `(Edm.String,Edm.String)`. */
  readonly form: string;
  readonly accepts: (types: readonly StaticType[]) => boolean;
  readonly compile: (args: readonly Expression[], cx: Context) => Expression;
}

/** The functions that can be evaluated. */
const FUNCTIONS: Partial<Record<CanonicalFunction, readonly Signature[]>> = {
  ...stringFunctions,
};

/** The overloads of a function; undefined for one that cannot be evaluated. */
export const signaturesOf = (name: CanonicalFunction): readonly Signature[] | undefined => FUNCTIONS[name];
