import { array, assert, property } from 'fast-check';
import { describe, it } from 'vitest';
import { compileFilter, isODataEvaluationError } from '../../src/evaluate/index.ts';
import { printFilter } from '../../src/parse/index.ts';
import { ReferenceFailure } from '../reference/value.ts';
import { evaluateReference } from '../reference/evaluate.ts';
import { condition, row, rowShape, rowType } from './arbitrary-typed.ts';
import { differ } from './differ.ts';
import { LAW_TIMEOUT, runs } from './runs.ts';

describe('evaluation', () => {
  it(
    'a compiled filter says what the standard says, read slowly',
    () => {
      assert(
        property(condition(2), array(row, { minLength: 1, maxLength: 3 }), (node, rows) => {
          const keeps = compileFilter(node, rowType);
          for (const one of rows) {
            const wanted = reference(() => {
              const value = evaluateReference(node, { $it: { t: 'structure', v: one, shape: rowShape } });
              return value.t === 'boolean' && value.v;
            });
            const found = compiled(() => keeps(one));
            // The reference evaluates every operand, so it may fail where the compiled filter has decided before; never the reverse.
            if (found !== wanted && wanted !== 'fails') differ({ filter: printFilter(node), one, found, wanted });
            // An object that is not plain JSON is read more slowly, and means the same; what it inherits is not there.
            const odd = compiled(() => keeps(Object.assign(Object.create({ s: 'a', i: 1, ok: true }), one)));
            if (odd !== found) differ({ filter: printFilter(node), one, found, odd });
          }
        }),
        runs(),
      );
    },
    LAW_TIMEOUT,
  );
});

function reference(act: () => boolean): boolean | 'fails' {
  try {
    return act();
  } catch (error) {
    if (error instanceof ReferenceFailure) return 'fails';
    throw error;
  }
}

function compiled(act: () => boolean): boolean | 'fails' {
  try {
    return act();
  } catch (error) {
    if (isODataEvaluationError(error)) return 'fails';
    throw error;
  }
}
