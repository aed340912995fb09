import type { Measurement } from './measure.ts';

/** What is promised of the first of the measurements. */
export type Goal =
  | { readonly kind: 'at most'; readonly us: number }
  | { readonly kind: 'at most, or times'; readonly us: number; readonly times: number; readonly of: string }
  | { readonly kind: 'at most times'; readonly times: number; readonly of: string }
  | { readonly kind: 'ahead of'; readonly of: string };

/** Whether a goal is reached, in words with the numbers. */
function judge(goal: Goal, measurements: readonly Measurement[]): string {
  const own = measurements[0]?.medianUs ?? Number.NaN;
  if (goal.kind === 'at most') return `${own <= goal.us ? 'reached' : 'MISSED'}: at most ${goal.us} µs`;
  const other = measurements.find(({ name }) => name === goal.of)?.medianUs;
  if (other === undefined) return `open: ${goal.of} did not run`;
  const ratio = own / other;
  if (goal.kind === 'at most, or times') {
    const isReached = own <= goal.us || ratio < goal.times;
    return `${isReached ? 'reached' : 'MISSED'}: at most ${goal.us} µs or less than ${goal.times} × ${goal.of} (${ratio.toFixed(2)} ×)`;
  }
  const limit = goal.kind === 'ahead of' ? 1 : goal.times;
  return `${ratio <= limit ? 'reached' : 'MISSED'}: ${goal.kind} ${goal.kind === 'ahead of' ? '' : `${limit} × `}${goal.of} (${ratio.toFixed(2)} ×)`;
}

/** Prints a table of measurements, the first being ours, and what became of the goals. */
export function report(title: string, measurements: readonly Measurement[], goals: readonly Goal[]): void {
  const own = measurements[0]?.medianUs ?? Number.NaN;
  const lines = measurements.map(
    ({ name, medianUs }) =>
      `  ${name.padEnd(28)} ${medianUs.toFixed(medianUs < 100 ? 2 : 0).padStart(10)} µs  ${(medianUs / own).toFixed(2).padStart(6)} ×`,
  );
  const verdicts = goals.map((goal) => `  ${judge(goal, measurements)}`);
  process.stdout.write([title, ...lines, ...verdicts, ''].join('\n') + '\n');
}
