import { expect, test } from 'vitest';
import { measure } from './measure.ts';

const prelude = `
type Digits<Text extends string> = Text extends \`\${infer First}\${infer Rest}\` ? [First, ...Digits<Rest>] : [];
declare function expensive<const Text extends string>(text: Text): Digits<Text>;
declare function cheap(text: string): void;
`;

test('an expensive type is seen, a cheap one is not', () => {
  const expensive = measure(prelude, (index) => `expensive('a long text with number ${index}');`, 50, 1);
  const cheap = measure(prelude, (index) => `cheap('a long text with number ${index}');`, 50, 1);
  expect(expensive.instantiations).toBeGreaterThan(100);
  expect(cheap.instantiations).toBeLessThan(5);
});

test('queries that do not compile are no measurement', () => {
  expect(() => measure(prelude, () => 'cheap(5);', 1, 1)).toThrow('do not compile');
});
