import { and, from, not, or } from '@defender-odata/query-builder';
import { parseFilter, printFilter } from '@defender-odata/query-builder/parse';
import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { createEmulator } from '@defender-odata/testing/emulator';
import { array, assert, boolean, constantFrom, integer, nat, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionCode } from '../playground/model/builder-code.ts';
import { listed } from '../playground/model/collections.ts';
import { initial, readFragment, writeFragment } from '../playground/model/fragment.ts';
import { objectCode } from '../playground/model/object-code.ts';
import { priceOf, type Limit } from '../playground/model/price.ts';
import { createWhyOut } from '../playground/model/why-out.ts';
import { arbitraryFilter } from './arbitrary.ts';

/** Runs code that the page shows, as somebody would who copied it. */
// oxlint-disable-next-line no-new-func -- that the code runs is what is tested
const run = (code: string): unknown => new Function('and', 'or', 'not', `return ${code}`)(and, or, not);

const normal = (filter: string | undefined) => printFilter(parseFilter(filter ?? ''));

describe.each(listed.map((one) => [one.name, one] as const))('of a filter on %s', (name, { entitySet, variable }) => {
  const filters = arbitraryFilter(entitySet);
  test('the callback that is shown makes the same filter', () => {
    assert(
      property(filters, (tree) => {
        const condition = run(`(${variable}) => ${conditionCode(tree, variable)}`);
        const made = from(entitySet)
          .filter(condition as never)
          .toParams().$filter;
        expect(normal(made)).toBe(normal(printFilter(tree)));
      }),
    );
  });

  test('the object that is shown makes the same filter', () => {
    assert(
      property(filters, (tree) => {
        const made = from(entitySet, { filter: run(`(${objectCode(tree)})`) as never }).toParams().$filter;
        expect(normal(made)).toBe(normal(printFilter(tree)));
      }),
    );
  });

  const { rows } = createEmulator({ [name]: { count: 30 } })[name];
  test('a row has a reason to be out where it is out, and that is not true of it', () => {
    assert(
      property(filters, (tree) => {
        const isIn = compileFilter(tree, entitySet.entityType);
        const whyOut = createWhyOut(tree, entitySet.entityType);
        for (const row of rows) {
          const reason = whyOut(row);
          const holds = reason === undefined || compileFilter(reason.condition, entitySet.entityType)(row);
          expect([reason === undefined, holds]).toEqual([isIn(row), isIn(row)]);
        }
      }),
    );
  });
});

test('a link gives back what was typed', () => {
  const states = record({
    text: string({ unit: 'binary', maxLength: 50 }).filter((text) => text.isWellFormed()),
    collection: constantFrom(...listed.map(({ name }) => name)),
    observed: boolean(),
    rows: constantFrom('examples' as const, 'seeded' as const),
    expected: nat({ max: 999_999_999 }),
  });
  assert(
    property(states, (state) => {
      const fragment = writeFragment(state) ?? '';
      expect(fragment).not.toMatch(/[\s"<>]/);
      expect(readFragment(`#${fragment}`)).toEqual({ state, odd: [] });
    }),
  );
});

test('a link of another version is read as far as it is understood', () => {
  expect(readFragment('#v=9&q=a+eq+1&on=alerts&new=x').odd).toHaveLength(3);
  expect(readFragment('#v=9&q=a%20eq%201').state.text).toBe('a eq 1');
  expect(readFragment('#%zz&<script>').state).toEqual(initial);
  expect(writeFragment({ ...initial, text: 'x'.repeat(10_000) })).toBeUndefined();
});

/** The first second from which every call of a window fits, found by trying each. */
const simulate = (calls: number, all: readonly Limit[]): number[] => {
  const sent: number[] = [];
  for (let time = 0; sent.length < calls;) {
    const fits = all.every((limit) => sent.filter((at) => at > time - limit.seconds).length < limit.calls);
    if (fits) sent.push(time);
    else time++;
  }
  return sent;
};

test('of calls in any window there are never more than its limit, and none could be sent earlier', () => {
  const limits = array(record({ calls: integer({ min: 1, max: 5 }), seconds: integer({ min: 1, max: 20 }) }), {
    minLength: 1,
    maxLength: 2,
  });
  assert(
    property(integer({ min: 1, max: 30 }), limits, (calls, all) => {
      const { seconds, steps } = priceOf(calls, 1, all);
      const sent = simulate(calls, all);
      expect(seconds).toBe(sent.at(-1));
      expect(steps.at(-1)?.[1]).toBe(calls);
      for (const [time, count] of steps) expect(sent.filter((at) => at <= time)).toHaveLength(count);
    }),
  );
});
