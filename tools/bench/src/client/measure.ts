/** A way to do the same thing. */
export interface Contender {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What a contender cost: the median, and the median of what it cost beside the first contender in the same round. */
export interface Cost {
  readonly name: string;
  readonly median: number;
  readonly ratio: number;
}

/** How often each contender runs unmeasured, until it is compiled, when a run is one piece of work. */
const WARM_UP = 10;

/**
 * Measures contenders in turns, so that what slows the machine down slows all of them down: a contender is compared with the first
 * one of the same round. Each round has an order of its own, as none may always follow the same other one and pay for its garbage.
 *
 * @param rounds - How often each is measured; the medians count.
 * @param cost - What a run costs, in whatever unit.
 * @param warmUp - How often each runs before: often enough that all of it is compiled, as the platform's own share of it is.
 */
export async function inTurns(
  contenders: readonly Contender[],
  rounds: number,
  cost: (run: () => Promise<unknown>) => Promise<number>,
  warmUp = WARM_UP,
): Promise<Cost[]> {
  for (let round = 0; round < warmUp; round++) for (const { run } of contenders) await cost(run);
  const costs = contenders.map((): number[] => []);
  const shuffled = shuffler();
  for (let round = 0; round < rounds; round++)
    for (const [index, { run }] of shuffled([...contenders.entries()])) costs[index]?.push(await cost(run));
  return contenders.map(({ name }, index) => {
    const own = costs[index] ?? [];
    return { name, median: median(own), ratio: median(own.map((value, round) => value / (costs[0]?.[round] ?? NaN))) };
  });
}

/** Another order at each call, and the same orders in each run. */
function shuffler() {
  let state = 1;
  return <Value>(values: readonly Value[]): Value[] =>
    values
      .map((value) => ({ value, key: (state = (state * 48_271) % 2_147_483_647) }))
      .toSorted((one, other) => one.key - other.key)
      .map(({ value }) => value);
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
export function print(title: string, unit: string, rows: readonly Cost[], goal: string): void {
  const lines = rows.map(
    ({ name, median: value, ratio }) =>
      `  ${name.padEnd(34)} ${value.toFixed(1).padStart(10)} ${unit}  ${ratio.toFixed(3).padStart(7)} ×`,
  );
  process.stdout.write([title, ...lines, `  goal: ${goal}`, ''].join('\n') + '\n');
}
