import type { Random } from './random.ts';

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex32(bits: number): string {
  return `${BYTES[bits >>> 24] ?? ''}${BYTES[(bits >>> 16) & 255] ?? ''}${BYTES[(bits >>> 8) & 255] ?? ''}${BYTES[bits & 255] ?? ''}`;
}

/** A GUID as text, in the form of version 4. */
export function guid(random: Random): string {
  const [a, b, c, d] = [random.uint32(), random.uint32(), random.uint32(), random.uint32()];
  const middle = hex32((b & 0xffff0fff) | 0x00004000);
  const last = hex32((c & 0x3fffffff) | 0x80000000);
  return [hex32(a), middle.slice(0, 4), middle.slice(4), last.slice(0, 4), last.slice(4) + hex32(d)].join('-');
}

/** Hexadecimal digits, eight for each number drawn: 40 make a device's ID or a SHA-1. */
export function hex(random: Random, digits: number): string {
  const parts = Array.from({ length: Math.ceil(digits / 8) }, () => hex32(random.uint32()));
  return parts.join('').slice(0, digits);
}
