import { assert, property } from 'fast-check';
import { describe, it } from 'vitest';
import { type FilterNode, isODataSyntaxError, parseFilter, printFilter } from '../../src/parse/index.ts';
import { differ } from './differ.ts';
import { filterNode } from './arbitrary-filter.ts';
import { LAW_TIMEOUT, runs } from './runs.ts';

describe('printing and parsing', () => {
  it(
    'parse(print(t)) is t, print(parse(s)) a fixed point, and no pair of parentheses can be left out',
    () => {
      assert(
        property(filterNode(3), (node) => {
          const text = printFilter(node);
          const parsed = parseFilter(text);
          // JSON tells trees apart and is much cheaper than a deep comparison with a report.
          const wanted = JSON.stringify(node);
          if (JSON.stringify(parsed) !== wanted) differ({ text, parsed });
          if (printFilter(parsed) !== text) differ({ text, again: printFilter(parsed) });
          for (const [open, close] of parentheses(text)) {
            const shorter = `${text.slice(0, open)}${text.slice(open + 1, close)}${text.slice(close + 1)}`;
            if (meansTheSame(shorter, wanted)) differ({ text, shorter });
          }
        }),
        runs(),
      );
    },
    LAW_TIMEOUT,
  );
});

/** The pairs of parentheses in a text that stand in no string. */
function parentheses(text: string): readonly (readonly [open: number, close: number])[] {
  const open: number[] = [];
  const pairs: (readonly [number, number])[] = [];
  const tokens = /'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[()]/gs;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    if (match[0] === '(') open.push(match.index);
    else if (match[0] === ')') pairs.push([open.pop() ?? 0, match.index]);
  }
  return pairs;
}

function meansTheSame(text: string, wanted: string): boolean {
  let node: FilterNode;
  try {
    node = parseFilter(text);
  } catch (error) {
    if (isODataSyntaxError(error)) return false;
    throw error;
  }
  return JSON.stringify(node) === wanted;
}
