import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { createVirtualProgram } from '../virtual-program.ts';

/** What checking one more query costs, on average. */
export interface TypeCost {
  readonly instantiations: number;
  readonly milliseconds: number;
}

/** How it is measured. */
interface Measurement {
  /** How many queries a file holds. */
  readonly count: number;
  /** How many files are checked after the first. */
  readonly runs: number;
  /** What the queries import and is not on the disk: texts by absolute path. */
  readonly files: ReadonlyMap<string, string>;
}

const fileOf = (index: number): string => fileURLToPath(new URL(`queries-${index}.virtual.ts`, import.meta.url));

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/**
 * Measures what the type checker spends on a query: several files of `count` queries each, checked one after the other in one
 * program. The first file pays for the libraries and for what every query shares, and does not count; of the others, the median of the instantiations and the shortest time.
 *
 * @param prelude - The imports.
 * @param query - Writes the query number `index`.
 */
export function measure(
  prelude: string,
  query: (index: number) => string,
  { count = 200, runs = 5, files = new Map() }: Partial<Measurement> = {},
): TypeCost {
  const texts = Array.from({ length: runs + 1 }, (_, run) => {
    const queries = Array.from({ length: count }, (__, index) => query(run * count + index));
    return [fileOf(run), [prelude, ...queries, 'export {};'].join('\n')] as const;
  });
  const program = createVirtualProgram(new Map([...files, ...texts]));
  const [, ...costs] = texts.map(([path]) => check(program, path, count));
  return {
    instantiations: median(costs.map(({ instantiations }) => instantiations)),
    // What else the machine does can only add to the time.
    milliseconds: Math.min(...costs.map(({ milliseconds }) => milliseconds)),
  };
}

function check(program: ts.Program, path: string, count: number): TypeCost {
  const before = program.getInstantiationCount();
  // Time on the processor: what else the machine does must not count.
  const start = process.cpuUsage();
  const [first] = program.getSemanticDiagnostics(program.getSourceFile(path));
  const { user, system } = process.cpuUsage(start);
  if (first) throw new Error(`the queries do not compile: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  return {
    instantiations: (program.getInstantiationCount() - before) / count,
    milliseconds: (user + system) / 1000 / count,
  };
}
