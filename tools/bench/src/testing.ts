import { benchFilter } from './testing/filter.ts';
import { benchHttp } from './testing/http.ts';
import { benchMillion } from './testing/million.ts';
import { benchMsw } from './testing/msw.ts';
import { benchStart } from './testing/start.ts';

/** The emulator: its doors beside bare ones, large sets, and what importing it costs. */
export async function run(): Promise<void> {
  process.stdout.write(`Node ${process.version}; medians; the last column is the time in multiples of ours.\n\n`);
  // Before msw: a process in which it has run once asks over HTTP at half the speed.
  await benchHttp();
  await benchMsw();
  await benchFilter();
  await benchMillion();
  await benchStart();
}
