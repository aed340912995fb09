import { median } from '../shared/measure-async.ts';
import { isBuilt, runScript, say } from '../shared/script.ts';

const timed = (imports: string): string => `
  const start = performance.now();
  ${imports}
  console.log(JSON.stringify({ milliseconds: performance.now() - start }));
`;
const MSW = timed("await import('msw');");
const OURS = timed("await import('@defender-odata/testing');");

/** What importing the package costs beyond importing msw, as users have it: built. */
export async function benchStart(): Promise<void> {
  process.stdout.write('Start\n');
  if (!isBuilt) {
    process.stdout.write('  open: build the packages first\n\n');
    return;
  }
  const extra: number[] = [];
  for (let run = 0; run < 15; run += 1) {
    const { milliseconds: msw = NaN } = await runScript(MSW, []);
    const { milliseconds: ours = NaN } = await runScript(OURS, []);
    extra.push(ours - msw);
  }
  say('import, over msw alone', median(extra), 'ms', 60);
  process.stdout.write('\n');
}
