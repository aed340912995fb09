import type { Measurement } from './measure.ts';

/** One of the things that are measured side by side, where a run is waited for. */
export interface AsyncCandidate {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

const WARM_UP_RUNS = 60;

/**
 * Measures candidates in turns, one run each, so that whatever slows the machine down slows all of them down. Each turn has another
 * order: what one leaves behind for the collector of garbage is not always swept by the same other one.
 *
 * @param candidates What to measure.
 * @param runs How many runs each has; the median over them counts.
 */
export async function measureAsync(candidates: readonly AsyncCandidate[], runs = 301): Promise<readonly Measurement[]> {
  for (let run = 0; run < WARM_UP_RUNS; run += 1) for (const candidate of candidates) await candidate.run();
  const times = candidates.map((): number[] => []);
  for (let run = 0; run < runs; run += 1) {
    const shifted = candidates.map((candidate, place) => {
      const index = (place + run) % candidates.length;
      return [index, candidates[index] ?? candidate] as const;
    });
    for (const [index, candidate] of run % 2 === 0 ? shifted : shifted.toReversed()) {
      const start = performance.now();
      await candidate.run();
      times[index]?.push((performance.now() - start) * 1000);
    }
  }
  return candidates.map(({ name }, index) => ({ name, medianUs: median(times[index] ?? []) }));
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
