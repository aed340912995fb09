import { isBuilt, runScript, say } from '../shared/script.ts';

const GENERATE = `
  import { machineAction } from '@defender-odata/testing/emulator';
  const start = performance.now();
  let rows = 0;
  for (const row of machineAction.generate({ seed: 1, count: 1_000_000 })) rows += row.id === '' ? 0 : 1;
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, rows }));
`;
/**
 * The most memory that a process has held, in MB. From the kernel's own book: `maxRSS` begins with what the parent held when it
 * started the process.
 */
const PEAK = `
  import { readFileSync } from 'node:fs';
  const peak = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
`;
const STREAM = `${PEAK}
  import { once } from 'node:events';
  import { createWriteStream } from 'node:fs';
  import { machineAction } from '@defender-odata/testing/emulator';
  const out = createWriteStream('/dev/null');
  for (const row of machineAction.generate({ seed: 1, count: 1_000_000 })) {
    if (!out.write(JSON.stringify(row) + '\\n')) await once(out, 'drain');
  }
  console.log(JSON.stringify({ megabytes: peak() }));
`;
/** What is asked of a million rows; each ends with something new, so that no answer is one that was given before. */
const SHAPES = {
  'by device': "machineId eq '@'",
  'by device and status': "status eq 'Failed' and machineId eq '@'",
  'by a part of the ID': "contains(id,'@x')",
  'by device or part of a name': "machineId eq '@' or contains(requestor,'@x')",
  'by one of five devices': "machineId in ('@','b','c','d','e')",
  'by a range of its last update':
    'lastUpdateDateTimeUtc ge 2016-01-01T00:00:00Z and lastUpdateDateTimeUtc lt 2016-01-01T00:00:00.@Z',
  'by a negation': "not (status ne 'Failed' or requestor ne '@')",
} as const;

const HOLD = `${PEAK}
  import { createEmulator } from '@defender-odata/testing/emulator';
  const emulator = createEmulator({ machineActions: { count: 1_000_000 } });
  async function median(shape) {
    const times = [];
    for (let run = 10; run < 25; run += 1) {
      const filter = encodeURIComponent(shape.replaceAll('@', run));
      const start = performance.now();
      await (await emulator.fetch('https://api.security.microsoft.com/api/machineactions?$filter=' + filter)).text();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[7];
  }
  const shapes = {};
  for (const [name, shape] of Object.entries(${JSON.stringify(SHAPES)})) shapes[name] = await median(shape);
  console.log(JSON.stringify({ megabytes: peak(), ...shapes }));
`;

/** A million rows: generated, streamed, held and filtered, each in a process of its own. */
export async function benchMillion(): Promise<void> {
  // Node's own reading of TypeScript takes memory too, so what is built counts, where it is.
  const options = isBuilt ? [] : process.execArgv;
  process.stdout.write('A million rows\n');
  const { seconds = NaN } = await runScript(GENERATE, options);
  say('generated in', seconds, 's', 8);
  const streamed = await runScript(STREAM, options);
  say('streamed to NDJSON in', streamed['megabytes'] ?? NaN, 'MB', 200);
  const held = await runScript(HOLD, options);
  say('held by an emulator in', held['megabytes'] ?? NaN, 'MB', 1500);
  for (const shape of Object.keys(SHAPES)) say(shape, held[shape] ?? NaN, 'ms', 500);
  process.stdout.write('\n');
}
