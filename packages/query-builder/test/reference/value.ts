import type { Rational } from './rational.ts';

/** A value that says itself of what type it is. */
export type Value =
  | { readonly t: 'null' }
  | { readonly t: 'boolean'; readonly v: boolean }
  | { readonly t: 'string'; readonly v: string }
  | { readonly t: 'number'; readonly v: Rational; readonly isInteger: boolean }
  | { readonly t: 'instant'; readonly v: bigint; readonly offset: bigint }
  | { readonly t: 'date'; readonly v: bigint }
  | { readonly t: 'list'; readonly v: readonly Value[] }
  | { readonly t: 'structure'; readonly v: object; readonly shape: Shape };

/** The properties of the rows and of their structures: the name of a type, or the shape of a structure or of a list's items. */
export type Shape = Readonly<Record<string, Readable>>;
export type Readable =
  | 'string'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'instant'
  | 'date'
  | { readonly list: Readable }
  | { readonly shape: Shape };

export const NULL: Value = { t: 'null' };
export const bool = (v: boolean): Value => ({ t: 'boolean', v });
export const int = (v: bigint): Value => ({ t: 'number', v: { n: v, d: 1n }, isInteger: true });

export const PICO = 1_000_000_000_000n;

/** A request that fails, as the standard says it does. */
export class ReferenceFailure extends Error {}
