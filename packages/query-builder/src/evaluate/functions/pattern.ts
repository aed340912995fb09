import type { CallNode } from '../../nodes/filter-node.ts';
import { compile } from '../compile.ts';
import { type Context, type Expression, type Getter, refuse } from '../context.ts';
import { ODataEvaluationError } from '../evaluation-error.ts';
import { lift } from '../lift.ts';
import { threeValued } from '../logic.ts';
import { compilePatternTest } from '../pattern/match.ts';
import { PatternError } from '../pattern/syntax.ts';
import { accepts, explainArguments, test, TEXT } from './signature.ts';

const SIGNATURE = test([TEXT, TEXT], () => false);

/** Compiles `matchesPattern`: whether a text holds a match of an ECMAScript pattern (5.1.1.7.1), in time linear in the text. */
export function compilePattern(node: CallNode, cx: Context): Expression {
  const args = node.arguments.map((argument) => compile(argument, cx));
  const types = args.map(({ type }) => type);
  if (!accepts(SIGNATURE, types)) refuse(cx, node, explainArguments('matchesPattern', [SIGNATURE], types));
  const known = args[1]?.constant?.value;
  const matches = typeof known === 'string' ? checked(known, node, cx) : lastCompiled();
  return threeValued(lift(args, matches) as Getter<boolean | null>); // `lift` adds null to the test
}

function checked(source: string, node: CallNode, cx: Context): (text: string) => boolean {
  try {
    return compilePatternTest(source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return refuse(cx, node.arguments[1] ?? node, `This pattern is refused: ${error.message}.`);
  }
}

/** A pattern that differs from row to row is compiled when it changes. */
function lastCompiled(): (text: string, source: string) => boolean {
  let last: string | undefined;
  let matches: ((text: string) => boolean) | undefined;
  return (text, source) => {
    if (!matches || source !== last) {
      try {
        matches = compilePatternTest(source);
      } catch (error) {
        if (!(error instanceof PatternError)) throw error;
        throw new ODataEvaluationError('invalid-argument', `matchesPattern: a pattern is refused: ${error.message}.`);
      }
      last = source;
    }
    return matches(text);
  };
}
