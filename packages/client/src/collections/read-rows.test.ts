import { array, assert, asyncProperty, nat } from 'fast-check';
import { expect, test } from 'vitest';
import { readRows } from './read-rows.ts';

/** Pages that come some turns of the event loop after they were asked for. */
async function* late(pages: readonly (readonly number[])[], turns: number, onEnd = () => {}) {
  try {
    for (const page of pages) {
      for (let turn = 0; turn < turns; turn++) await undefined;
      yield page;
    }
  } finally {
    onEnd();
  }
}

test('rows come in the order in which they were asked for, whenever that was', async () => {
  const pages = array(array(nat(), { maxLength: 4 }), { maxLength: 6 });
  await assert(
    asyncProperty(pages, nat(5), array(nat(3), { minLength: 40 }), async (given, turns, pauses) => {
      const rows = readRows(late(given, turns));
      const results: Promise<IteratorResult<number, undefined>>[] = [];
      for (const pause of pauses) {
        results.push(rows.next());
        for (let turn = 0; turn < pause; turn++) await undefined;
      }
      const expected = given.flat();
      expect(await Promise.all(results)).toEqual(
        results.map((_, index) => ({ value: expected[index], done: index >= expected.length })),
      );
    }),
  );
});

test('who stops gets nothing more, and the pages are told', async () => {
  let ended = 0;
  const rows = readRows(late([[1, 2, 3]], 0, () => ended++));
  expect(await rows.next()).toEqual({ value: 1, done: false });
  expect(await rows.return?.()).toEqual({ value: undefined, done: true });
  expect([await rows.next(), ended]).toEqual([{ value: undefined, done: true }, 1]);
});
