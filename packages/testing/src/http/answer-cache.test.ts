import { expect, it } from 'vitest';
import { textAnswer, textOf } from './answer.ts';
import { createAnswerCache } from './answer-cache.ts';

it('keeps an answer until a row changes, and the latest sixteen of them', () => {
  let version = 0;
  let made = 0;
  const cache = createAnswerCache(() => version);
  const ask = (question: string): string =>
    textOf(cache(question, () => textAnswer(200, {}, `${question} ${String((made += 1))}`)));
  expect([ask('a'), ask('a'), ask('b')]).toStrictEqual(['a 1', 'a 1', 'b 2']);
  version += 1;
  expect([ask('a'), ask('a')]).toStrictEqual(['a 3', 'a 3']);
  for (let other = 0; other < 16; other += 1) ask(`other ${String(other)}`);
  expect(ask('a')).toBe('a 20');
});
