import { expect, test } from 'vitest';
import { measure } from './measure.ts';
import { queriesOn } from './queries.ts';

const few = { count: 50, runs: 1 };
const prelude = `
type Digits<Text extends string> = Text extends \`\${infer First}\${infer Rest}\` ? [First, ...Digits<Rest>] : [];
declare function expensive<const Text extends string>(text: Text): Digits<Text>;
declare function cheap(text: string): void;
`;

test('an expensive type is seen, a cheap one is not', () => {
  const expensive = measure(prelude, (index) => `expensive('a long text with number ${index}');`, few);
  const cheap = measure(prelude, (index) => `cheap('a long text with number ${index}');`, few);
  expect(expensive.instantiations).toBeGreaterThan(100);
  expect(cheap.instantiations).toBeLessThan(5);
});

test('queries that do not compile are no measurement', () => {
  expect(() => measure(prelude, () => 'cheap(5);', few)).toThrow('do not compile');
});

test('queries on several collections ask each of them', () => {
  const { prelude: imports, query, files } = queriesOn(3);
  expect([...files.keys()].map((path) => path.replace(/^.*\//, ''))).toEqual([
    'copy-2.virtual.ts',
    'copy-3.virtual.ts',
  ]);
  expect([0, 1, 2, 3].map((index) => /from\((\w+)\)/.exec(query(index))?.[1])).toEqual([
    'set1',
    'set2',
    'set3',
    'set1',
  ]);
  // Copies have types of their own: what is no query on one of them does not compile.
  const wrong = (index: number) => `${query(index)}\nexport const wrong${index} = from(set2).filter((a) => a.nothing);`;
  expect(() => measure(imports, wrong, { ...few, files })).toThrow("'nothing' does not exist");
});
