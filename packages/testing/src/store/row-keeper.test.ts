import { expect, it } from 'vitest';
import { createByteWriter } from '../bytes/byte-writer.ts';
import type { Row } from '../rows/row.ts';
import { createRowKeeper, type KeptRow } from './row-keeper.ts';

const rows: readonly Row[] = [
  { id: 'a', creationDateTimeUtc: '2026-01-01T00:00:00.0000001Z' },
  { id: 'é€\u{1F600}', commands: [{ index: 0, output: null }] },
  { id: 'x'.repeat(2 ** 21) },
  ...Array.from({ length: 300 }, (_, index) => ({ id: `${'é'.repeat(4000)}${String(index)}` })),
];

const asJson = (all: readonly Row[]): string => all.map((row) => `${JSON.stringify(row)},`).join('');

it('writes rows as JSON, packed or not, also where they are not ASCII or longer than a piece of memory', () => {
  const keeper = createRowKeeper();
  const writer = createByteWriter();
  const written = (kept: readonly KeptRow[]): string => {
    keeper.write(kept, writer);
    return new TextDecoder().decode(writer.finish());
  };
  const mixed = rows.map((row, index) => (index % 2 === 0 ? keeper.pack(row) : row));
  expect(written(mixed)).toBe(asJson(rows));
  // The second time, from what is ready.
  expect(written(mixed.toReversed())).toBe(asJson(rows.toReversed()));
  expect(written(mixed)).toBe(asJson(rows));
});

it('gives packed rows back', () => {
  const keeper = createRowKeeper();
  const numbers = rows.map((row) => keeper.pack(row));
  expect(numbers.map((number) => keeper.rowOf(number))).toStrictEqual(rows);
  expect(keeper.rowOf({ id: 'b' })).toStrictEqual({ id: 'b' });
});
