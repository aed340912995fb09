import { type Numeric, type Rounding, toWhole } from '../numeric.ts';
import { DECIMAL, isPrimitive, primitive, type StaticType } from '../static-type.ts';
import { NUMBER, type Signature } from './signature.ts';

/** Doubles stay doubles, everything else is a decimal (5.1.1.9). */
const resultOf = ([type]: readonly StaticType[]): StaticType =>
  type && isPrimitive(type, 'Edm.Double', 'Edm.Single') ? primitive('Edm.Double') : DECIMAL;

const whole = (rounding: Rounding): Signature => ({
  parameters: [NUMBER],
  result: resultOf,
  create: () => (value: Numeric) => toWhole(value, rounding),
});

/** The functions of numbers (5.1.1.9). */
export const mathFunctions = {
  ceiling: [whole('ceiling')],
  floor: [whole('floor')],
  round: [whole('round')],
} satisfies Record<string, readonly Signature[]>;
