import { type Assertion, type Pattern, PatternError } from './syntax.ts';

/** One step of an automaton: take a character, ask about the place, go two ways, go on elsewhere, or be done. */
export type Step =
  | { readonly kind: 'character'; readonly test: (character: string, code: number) => boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'done' };

/** How many steps a pattern may have, with its counted repetitions written out. */
const MAX_STEPS = 2000;

/** Turns a pattern into the steps of an automaton (Thompson's construction). `flags` are those that the engine took it with. */
export function compileProgram(pattern: Pattern, flags: string): readonly Step[] {
  const steps: Step[] = [];
  emit(pattern, steps, flags);
  steps.push({ kind: 'done' });
  return steps;
}

function push<S extends Step>(steps: Step[], step: S): S {
  if (steps.length >= MAX_STEPS) throw new PatternError(`its repetitions make more than ${MAX_STEPS} steps`);
  steps.push(step);
  return step;
}

function emit(pattern: Pattern, steps: Step[], flags: string): void {
  switch (pattern.kind) {
    case 'character':
      push(steps, { kind: 'character', test: characterTest(pattern.source, flags) });
      return;
    case 'assertion':
      push(steps, { kind: 'assertion', assertion: pattern.assertion });
      return;
    case 'sequence':
      for (const part of pattern.parts) emit(part, steps, flags);
      return;
    case 'choice':
      emitChoice(pattern.options, steps, flags);
      return;
    case 'repeat':
      emitRepeat(pattern, steps, flags);
  }
}

function emitChoice(options: readonly Pattern[], steps: Step[], flags: string): void {
  const ends: { to: number }[] = [];
  options.forEach((option, index) => {
    if (index === options.length - 1) {
      emit(option, steps, flags);
      return;
    }
    const split = push(steps, { kind: 'split', first: steps.length + 1, second: 0 });
    emit(option, steps, flags);
    ends.push(push(steps, { kind: 'jump', to: 0 }));
    split.second = steps.length;
  });
  for (const end of ends) end.to = steps.length;
}

function emitRepeat({ body, min, max }: Pattern & { kind: 'repeat' }, steps: Step[], flags: string): void {
  for (let count = 0; count < min; count++) emit(body, steps, flags);
  if (max === Infinity) {
    const start = steps.length;
    const split = push(steps, { kind: 'split', first: start + 1, second: 0 });
    emit(body, steps, flags);
    push(steps, { kind: 'jump', to: start });
    split.second = steps.length;
    return;
  }
  const splits: { second: number }[] = [];
  for (let count = min; count < max; count++) {
    splits.push(push(steps, { kind: 'split', first: steps.length + 1, second: 0 }));
    emit(body, steps, flags);
  }
  for (const split of splits) split.second = steps.length;
}

/** Whether one character is meant by a character, escape or class of a pattern: the engine says so, once for each of ASCII. */
function characterTest(source: string, flags: string): (character: string, code: number) => boolean {
  const expression = new RegExp(`^(?:${source})$`, flags);
  const known = new Int8Array(128);
  return (character, code) => {
    if (code >= 128) return expression.test(character);
    if (known[code] === 0) known[code] = expression.test(character) ? 1 : -1;
    return known[code] === 1;
  };
}
