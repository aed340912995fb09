import { constantFrom, type Arbitrary, integer, nat, oneof, string, stringMatching, tuple } from 'fast-check';
import { numericType } from '../../src/edm/numeric-type.ts';
import { enumValue, type FilterNode, geo, literal, type LiteralNode } from '../../src/parse/index.ts';

const text = oneof(
  constantFrom('', "O'Neil", "''", "' or 1 eq 1", 'é', '😀', 'a/b', '%27', '\u0000', 'true', '5', 'PT1H'),
  string({ unit: 'binary', maxLength: 8 }),
);

const numberText = oneof(
  integer().map(String),
  constantFrom('0', '-0', '+5', '007', '2147483648', '-9223372036854775808', '99999999999999999999', '1.50', '-0.5'),
  constantFrom('1e5', '1.5E-7', '+1E+5', 'INF', '-INF', 'NaN'),
  tuple(nat(999), nat(999)).map(([whole, fraction]) => `${whole}.${fraction}`),
);

const two = (value: number): string => String(value).padStart(2, '0');
const dateText = tuple(
  integer({ min: -100, max: 9999 }),
  integer({ min: 1, max: 12 }),
  integer({ min: 1, max: 28 }),
).map(
  ([year, month, day]) => `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`,
);
const timeText = tuple(
  integer({ min: 0, max: 23 }),
  integer({ min: 0, max: 59 }),
  constantFrom('', ':00', ':59.5', ':30.1234567', ':60', ':01.123456789012'),
).map(([hour, minute, rest]) => `${two(hour)}:${two(minute)}${rest}`);

/** A literal of any primitive type, as the parser makes it. */
export const literalNode: Arbitrary<LiteralNode> = oneof(
  { weight: 4, arbitrary: text.map((value) => literal('Edm.String', value)) },
  { weight: 3, arbitrary: numberText.map((value) => literal(numericType(value), value)) },
  constantFrom(literal('null', 'null'), literal('Edm.Boolean', 'true'), literal('Edm.Boolean', 'false')),
  dateText.map((value) => literal('Edm.Date', value)),
  timeText.map((value) => literal('Edm.TimeOfDay', value)),
  tuple(dateText, timeText, constantFrom('Z', 'z', '+02:00', '-11:30')).map(([date, time, zone]) =>
    literal('Edm.DateTimeOffset', `${date}T${time}${zone}`),
  ),
  stringMatching(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-fA-F]{12}$/).map((value) =>
    literal('Edm.Guid', value),
  ),
  constantFrom('PT1H', '-P6DT23H59M59.9999S', 'P1D', 'P1DT', '-PT').map((value) => literal('Edm.Duration', value)),
  constantFrom('', 'Zg', 'Zm9v', 'T0RhdGE').map((value) => literal('Edm.Binary', value)),
);

/** What the list of `in` may hold. */
export const listItem: Arbitrary<FilterNode> = oneof(
  { weight: 8, arbitrary: literalNode },
  tuple(constantFrom('Sales.Pattern', 'Pattern'), constantFrom('Yellow', 'Solid,Yellow', '32,-1')).map(
    ([type, value]) => enumValue(type, value),
  ),
  constantFrom('SRID=0;Point(142.1 64.1)', 'SRID=4326;MultiPoint()', 'SRID=0;LineString(1 2,3 4)').map((value) =>
    geo('geography', value),
  ),
);
