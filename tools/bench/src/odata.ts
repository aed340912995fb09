import { benchBuild } from './odata/build.ts';
import { benchEvaluate } from './odata/evaluate.ts';
import { benchLong } from './odata/long.ts';
import { benchParse } from './odata/parse.ts';

/** The OData engine: parse, build and evaluate, beside its peers. */
export function run(): void {
  process.stdout.write(`Node ${process.version}; medians; the last column is the time in multiples of ours.\n\n`);
  benchParse();
  benchBuild();
  benchEvaluate();
  benchLong();
}
