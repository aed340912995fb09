import { fraction, roundTo } from './rational.ts';
import { bool, int, NULL, PICO, ReferenceFailure, type Value } from './value.ts';

const text = (v: string): Value => ({ t: 'string', v });
const characters = (value: string): string[] => Array.from(value);
const DAY = 86_400n * PICO;

/** The canonical functions of strings, numbers and instants (5.1.1.5, 5.1.1.7 to 5.1.1.9); null as soon as one argument is. */
export function callReference(name: string, args: readonly Value[]): Value {
  if (args.some(({ t }) => t === 'null')) return NULL;
  const [a, b, c] = args;
  if (a?.t === 'string') return ofText(name, a.v, b, c);
  if (a?.t === 'number') return ofNumber(name, a);
  if (a?.t === 'instant') return ofInstant(name, a);
  throw new Error(`The reference does not know ${name}.`);
}

function ofText(name: string, a: string, b: Value | undefined, c: Value | undefined): Value {
  const other = b?.t === 'string' ? b.v : '';
  switch (name) {
    case 'contains':
      return bool(a.split(other).length > 1 || other === '');
    case 'startswith':
      return bool(a.slice(0, other.length) === other);
    case 'endswith':
      return bool(other === '' || a.slice(-other.length) === other);
    case 'concat':
      return text(`${a}${other}`);
    case 'length':
      return int(BigInt(characters(a).length));
    case 'indexof':
      return int(BigInt(a.includes(other) ? characters(a.slice(0, a.indexOf(other))).length : -1));
    case 'tolower':
      return text(a.toLowerCase());
    case 'toupper':
      return text(a.toUpperCase());
    case 'trim':
      return text(a.replace(/^\s+|\s+$/g, ''));
    case 'substring':
      return substring(a, wholeNumber(b) ?? 0, wholeNumber(c));
    default:
      throw new Error(`The reference does not know ${name}.`);
  }
}

const wholeNumber = (value: Value | undefined): number | undefined =>
  value?.t === 'number' && typeof value.v === 'object' ? Number(value.v.n) : undefined;

function substring(value: string, start: number, length: number | undefined): Value {
  if (length !== undefined && length < 0) throw new ReferenceFailure('negative length');
  const all = characters(value);
  const from = start < 0 ? Math.max(0, all.length + start) : start;
  return text(all.filter((_, index) => index >= from && (length === undefined || index < from + length)).join(''));
}

function ofNumber(name: string, { v }: Value & { t: 'number' }): Value {
  if (typeof v === 'string') return { t: 'number', v, isInteger: false };
  const below = v.n / v.d - (v.n % v.d < 0n ? 1n : 0n);
  const whole = {
    floor: fraction(below, 1n),
    ceiling: fraction(v.n % v.d === 0n ? below : below + 1n, 1n),
    round: roundTo(v, 0n),
  }[name];
  if (!whole) throw new Error(`The reference does not know ${name}.`);
  return { t: 'number', v: whole, isInteger: false };
}

function ofInstant(name: string, { v, offset }: Value & { t: 'instant' }): Value {
  const local = v + offset * 60n * PICO;
  const day = local / DAY - (local % DAY < 0n ? 1n : 0n);
  const time = local - day * DAY;
  const date = new Date(Number(day) * 86_400_000);
  switch (name) {
    case 'year':
      return int(BigInt(date.getUTCFullYear()));
    case 'month':
      return int(BigInt(date.getUTCMonth() + 1));
    case 'day':
      return int(BigInt(date.getUTCDate()));
    case 'hour':
      return int(time / (3600n * PICO));
    case 'minute':
      return int((time / (60n * PICO)) % 60n);
    case 'second':
      return int((time / PICO) % 60n);
    case 'fractionalseconds':
      return { t: 'number', v: fraction(time % PICO, PICO), isInteger: false };
    case 'totaloffsetminutes':
      return int(offset);
    case 'date':
      return { t: 'date', v: day };
    default:
      throw new Error(`The reference does not know ${name}.`);
  }
}
