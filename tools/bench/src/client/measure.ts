/** A way to do the same thing. */
export interface Contender {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Measures contenders in turns, so that what slows the machine down slows all of them down.
 *
 * @param rounds - How often each is measured; the median counts.
 * @param cost - What a run costs, in whatever unit.
 */
export async function inTurns(
  contenders: readonly Contender[],
  rounds: number,
  cost: (run: () => Promise<unknown>) => Promise<number>,
) {
  for (const { run } of contenders) await cost(run);
  const costs = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, { run }] of contenders.entries()) costs[index]?.push(await cost(run));
  return contenders.map(({ name }, index) => ({ name, median: median(costs[index] ?? []) }));
}

/** Milliseconds of wall clock. */
export async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Microseconds of CPU a call, in so many calls at the same time. */
export const cpuOf = (calls: number, atOnce: number) => async (run: () => Promise<unknown>) => {
  const before = process.cpuUsage();
  let left = calls;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await run();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
};

/** Prints a table; the first row is what the others are compared with. */
export function print(
  title: string,
  unit: string,
  rows: readonly { readonly name: string; readonly median: number }[],
  goal: string,
): void {
  const base = rows[0]?.median ?? Number.NaN;
  const lines = rows.map(
    ({ name, median: value }) =>
      `  ${name.padEnd(34)} ${value.toFixed(1).padStart(10)} ${unit}  ${(value / base).toFixed(3).padStart(7)} ×`,
  );
  process.stdout.write([title, ...lines, `  goal: ${goal}`, ''].join('\n') + '\n');
}
