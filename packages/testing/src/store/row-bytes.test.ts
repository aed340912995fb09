import { expect, it } from 'vitest';
import type { Row } from '../rows/row.ts';
import { createRowBytes } from './row-bytes.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

it('gives a row as JSON with a comma, also where it is not ASCII or longer than a piece of memory', () => {
  const rowBytes = createRowBytes();
  const rows: Row[] = [
    { id: 'a' },
    { id: 'é€\u{1F600}' },
    { id: 'x'.repeat(2 ** 21) },
    ...Array.from({ length: 300 }, (_, index) => ({ id: `${'é'.repeat(4000)}${String(index)}` })),
  ];
  for (const row of rows) expect(text(rowBytes.of(row))).toBe(`${JSON.stringify(row)},`);
  for (const row of rows) expect(text(rowBytes.of(row))).toBe(`${JSON.stringify(row)},`);
});

it('keeps the bytes of a row', () => {
  const rowBytes = createRowBytes();
  const row: Row = { id: 'a' };
  expect(rowBytes.of(row)).toBe(rowBytes.of(row));
});
