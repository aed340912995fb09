import { compileProgram, type Step } from './program.ts';
import { PatternError, readPattern } from './syntax.ts';

/**
 * Makes a test for an ECMAScript pattern that takes time in proportion to the text, whatever the pattern: all ways through the
 * pattern are followed at once, character by character, instead of one after the other with a return from each dead end.
 * What such a test cannot do, back-references and lookaround, is refused.
 *
 * @param source - The pattern, without slashes. Unicode mode where the pattern allows it, as services do with `u`, otherwise without.
 * @returns Whether a text holds a match, as `RegExp.prototype.test` would say.
 * @throws {@link PatternError} for a pattern that is wrong or refused.
 */
export function compilePatternTest(source: string): (text: string) => boolean {
  const flags = acceptedFlags(source);
  const steps = compileProgram(readPattern(source, flags === 'u'), flags);
  return (text) => matches(steps, text, flags === 'u');
}

function acceptedFlags(source: string): 'u' | '' {
  for (const flags of ['u', ''] as const) {
    try {
      void new RegExp(source, flags);
      return flags;
    } catch (error) {
      if (flags === '') throw new PatternError(error instanceof Error ? error.message : 'it is no pattern');
    }
  }
  return '';
}

const isWord = (text: string, at: number): boolean => /\w/.test(text.charAt(at));

function holdsAt(step: Step & { kind: 'assertion' }, text: string, at: number): boolean {
  switch (step.assertion) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'boundary':
      return isWord(text, at - 1) !== isWord(text, at);
    case 'no-boundary':
      return isWord(text, at - 1) === isWord(text, at);
  }
}

/** Follows all ways at once; a step is on the list of a place at most once, which bounds the work for each character. */
function matches(steps: readonly Step[], text: string, byCodePoint: boolean): boolean {
  const seenAt = new Int32Array(steps.length).fill(-1);
  const stack: number[] = [];
  let isDone = false;
  /** Lists the characters that can be taken from a step at a place, through everything that takes none. */
  const reach = (from: number, at: number, list: number[]): void => {
    stack.push(from);
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      const step = steps[index];
      if (step === undefined || seenAt[index] === at) continue;
      seenAt[index] = at;
      if (step.kind === 'done') isDone = true;
      else if (step.kind === 'character') list.push(index);
      else if (step.kind === 'jump') stack.push(step.to);
      else if (step.kind === 'split') stack.push(step.second, step.first);
      else if (holdsAt(step, text, at)) stack.push(index + 1);
    }
  };
  let current: number[] = [];
  for (let at = 0; ;) {
    reach(0, at, current);
    if (isDone) return true;
    if (at >= text.length) return false;
    const code = byCodePoint ? (text.codePointAt(at) ?? 0) : text.charCodeAt(at);
    const character = code > 0xffff ? String.fromCodePoint(code) : text.charAt(at);
    at += character.length;
    const next: number[] = [];
    for (const index of current) {
      const step = steps[index];
      if (step?.kind === 'character' && step.test(character, code)) reach(index + 1, at, next);
    }
    current = next;
  }
}
