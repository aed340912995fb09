import type { Parameters } from 'fast-check';

/**
 * How many cases a law is tried on: 100,000 unless `LAWS_RUNS` says otherwise, as the script `laws` does with a million.
 * The seed is fixed, so that a run can be repeated; `LAWS_SEED` takes another.
 */
export const runs = <Values>(share = 1): Parameters<Values> => ({
  numRuns: Math.ceil(Number(process.env['LAWS_RUNS'] ?? 100_000) * share),
  seed: Number(process.env['LAWS_SEED'] ?? 20_191_122),
});

/** A law may take its time: a million cases are minutes. */
export const LAW_TIMEOUT = 3_600_000;
