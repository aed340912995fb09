import { textAnswer, type Answer } from '../http/answer.ts';
import { A_MINUTE, throttled } from '../http/error-answers.ts';
import type { EmulatorClock } from '../clock/clock.ts';
import { spend } from '../clock/spend.ts';
import type { QuirkName } from './catalogue.ts';

/** How long the second half of a slow body takes, in milliseconds of the emulator's clock. */
const SLOW_BODY = 10_000;

/**
 * What a fault makes of a call. @param own Does what was asked for, and gives the answer to it: a gateway that fails on the way back has
 * passed the call on, and what throttles has not.
 */
type Fault = (own: () => Answer, target: string, clock: EmulatorClock) => Answer;

const inPlaceOf = (own: () => Answer, answer: Answer): Answer => {
  own();
  return answer;
};

const HTML =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

const faults: Partial<Record<QuirkName, Fault>> = {
  'html-502': (own) => inPlaceOf(own, textAnswer(502, { 'content-type': 'text/html; charset=utf-8' }, HTML)),
  'empty-body': (own) => inPlaceOf(own, textAnswer(503, {}, '')),
  'truncated-json'(own) {
    const answer = own();
    return { ...answer, body: answer.body.slice(0, answer.body.length >>> 1) };
  },
  'slow-body': (own, _, clock) => ({ ...own(), pause: (signal) => spend(clock, SLOW_BODY, signal) }),
  'throttled-in-budget': (_, target) => throttled({ ...A_MINUTE, wait: 1000 }, target),
};

/** How many calls are remembered as struck or not. */
const REMEMBERED = 10_000;

/** The faults that come and go. */
export interface Faults {
  /** The answer, or what a fault makes of it. */
  strike(call: string, answer: () => Answer, newTarget: () => string): Answer;
}

/**
 * Makes the faults that are on. A fault strikes every second time that a call is made, beginning with the first, so that a client that
 * tries again gets through, however many calls it has under way; several faults take turns.
 */
export function createFaults(names: ReadonlySet<QuirkName>, clock: EmulatorClock): Faults {
  const active = [...names].flatMap((name) => faults[name] ?? []);
  const struck = new Set<string>();
  let turn = 0;
  return {
    strike(call, answer, newTarget) {
      if (active.length === 0 || struck.delete(call)) return answer();
      if (struck.size >= REMEMBERED) struck.clear();
      struck.add(call);
      const fault = active[turn % active.length];
      turn += 1;
      return fault === undefined ? answer() : fault(answer, newTarget(), clock);
    },
  };
}
