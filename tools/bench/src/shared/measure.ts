/** One of the things that are measured side by side. */
export interface Candidate {
  readonly name: string;
  /** Does the work once and returns something, so that no compiler can leave it out. */
  readonly run: () => unknown;
}

/** What came out: the median time of one run, in microseconds. */
export interface Measurement {
  readonly name: string;
  readonly medianUs: number;
}

const ROUNDS = 41;
/** A candidate that takes longer than this for one run gets a few rounds only, or nobody would wait for the rest. */
const SLOW_MS = 100;
const SLOW_ROUNDS = 5;
const ROUND_MS = 8;
const WARM_UP_MS = 250;

let sink: unknown;

/** How many runs fill about as many milliseconds. */
function calibrate(run: () => unknown, milliseconds: number): number {
  const end = performance.now() + milliseconds;
  let count = 0;
  while (performance.now() < end) {
    sink = run();
    count++;
  }
  return Math.max(1, count);
}

/**
 * Measures candidates in turns, one batch each a round, so that whatever slows the machine down slows all of them down. The median
 * over the rounds is what counts; a run that was disturbed does not move it.
 */
export function measure(candidates: readonly Candidate[]): readonly Measurement[] {
  const batches = candidates.map(({ run }) =>
    Math.max(1, Math.round((calibrate(run, WARM_UP_MS) * ROUND_MS) / WARM_UP_MS)),
  );
  const times = candidates.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    candidates.forEach(({ run }, index) => {
      const batch = batches[index] ?? 1;
      if (round >= SLOW_ROUNDS && (times[index]?.[0] ?? 0) > SLOW_MS * 1000) return;
      const start = performance.now();
      for (let count = 0; count < batch; count++) sink = run();
      times[index]?.push(((performance.now() - start) * 1000) / batch);
    });
  }
  void sink;
  return candidates.map(({ name }, index) => ({ name, medianUs: median(times[index] ?? []) }));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
