import type { Answer } from './answer.ts';
import { createRecent } from './recent.ts';

/** How many answers are kept; a full page of one is some seven megabytes. */
const KEPT = 16;

/** Gives the answer to a question that was asked before, as long as no row has changed since; makes and keeps it otherwise. */
export type AnswerCache = (question: string, make: () => Answer) => Answer;

/**
 * Makes an empty cache. Who polls asks the same thing over and over, and putting a large answer together costs more than finding its rows.
 *
 * @param version Grows with every change of a row.
 */
export function createAnswerCache(version: () => number): AnswerCache {
  const recent = createRecent<Answer>(KEPT);
  let keptFor = version();
  return (question, make) => {
    if (keptFor !== version()) {
      recent.clear();
      keptFor = version();
    }
    return recent.get(question, make);
  };
}
