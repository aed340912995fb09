import {
  BOOLEAN,
  describeType,
  isInteger,
  isNumeric,
  isPrimitive,
  primitive,
  type StaticType,
} from '../static-type.ts';

/** What one argument of a function may be. */
export interface Parameter {
  /** How it is named in a message. */
  readonly form: string;
  readonly accepts: (type: StaticType) => boolean;
}

/** One overload of a canonical function. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly result: (types: readonly StaticType[]) => StaticType;
  /** Makes the function for arguments of these types. It is never given null. */
  readonly create: (types: readonly StaticType[]) => (...values: never) => unknown;
}

const orNull =
  (accepts: (type: StaticType) => boolean) =>
  (type: StaticType): boolean =>
    type.kind === 'null' || accepts(type);

const ofType = (name: Parameters<typeof primitive>[0]): Parameter => ({
  form: name,
  accepts: orNull((type) => isPrimitive(type, name)),
});

export const TEXT = ofType('Edm.String');
export const DATE = ofType('Edm.Date');
export const TIME_OF_DAY = ofType('Edm.TimeOfDay');
export const INSTANT = ofType('Edm.DateTimeOffset');
export const DURATION = ofType('Edm.Duration');
export const INTEGER: Parameter = { form: 'an integer', accepts: orNull(isInteger) };
export const NUMBER: Parameter = { form: 'a number', accepts: orNull(isNumeric) };
export const COLLECTION: Parameter = { form: 'a collection', accepts: orNull((type) => type.kind === 'collection') };

/** An overload whose result has one type and that does not depend on what it is given. */
export const fixed = (
  parameters: readonly Parameter[],
  result: StaticType,
  compute: (...values: never) => unknown,
): Signature => ({ parameters, result: () => result, create: () => compute });

/** A test: an overload that gives true or false. */
export const test = (parameters: readonly Parameter[], compute: (...values: never) => boolean): Signature =>
  fixed(parameters, BOOLEAN, compute);

/** Whether an overload takes arguments of these types. */
export const accepts = ({ parameters }: Signature, types: readonly StaticType[]): boolean =>
  parameters.length === types.length &&
  parameters.every((parameter, index) => {
    const type = types[index];
    return type !== undefined && parameter.accepts(type);
  });

/** What a function can be given, and what it was given, for a message. */
export function explainArguments(name: string, signatures: readonly Signature[], types: readonly StaticType[]): string {
  const forms = signatures.map(({ parameters }) => `(${parameters.map(({ form }) => form).join(', ')})`);
  const found = types.length === 0 ? 'nothing' : types.map(describeType).join(', ');
  return `${name} takes ${[...new Set(forms)].join(' or ')}; it was given ${found}.`;
}
