import { runScript, say } from './script.ts';

const GENERATE = `
  import { generateRows } from '@defender-odata/testing/emulator';
  const start = performance.now();
  let rows = 0;
  for (const row of generateRows({ seed: 1, count: 1_000_000 })) rows += row.id === '' ? 0 : 1;
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, rows }));
`;
const STREAM = `
  import { once } from 'node:events';
  import { createWriteStream } from 'node:fs';
  import { generateRows } from '@defender-odata/testing/emulator';
  const out = createWriteStream('/dev/null');
  for (const row of generateRows({ seed: 1, count: 1_000_000 })) {
    if (!out.write(JSON.stringify(row) + '\\n')) await once(out, 'drain');
  }
  console.log(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024 }));
`;
const HOLD = `
  import { createEmulator } from '@defender-odata/testing/emulator';
  const emulator = createEmulator({ count: 1_000_000 });
  const times = [];
  for (let run = 0; run < 15; run += 1) {
    // Another question each time: an answer that was given before is not put together again.
    const filter = "machineId eq '" + run + "' or status eq 'Unknown'";
    const url = 'https://api.security.microsoft.com/api/machineactions?$filter=' + encodeURIComponent(filter);
    const start = performance.now();
    await (await emulator.fetch(url)).text();
    times.push(performance.now() - start);
  }
  console.log(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024, milliseconds: times.sort((a, b) => a - b)[7] }));
`;

/** A million rows: generated, streamed, held and filtered, each in a process of its own. */
export async function benchMillion(): Promise<void> {
  process.stdout.write('A million rows\n');
  const { seconds = NaN } = await runScript(GENERATE);
  say('generated in', seconds, 's', 8);
  const streamed = await runScript(STREAM);
  say('streamed to NDJSON in', streamed['megabytes'] ?? NaN, 'MB', 200);
  const held = await runScript(HOLD);
  say('held by an emulator in', held['megabytes'] ?? NaN, 'MB', 1500);
  say('a filtered list over them', held['milliseconds'] ?? NaN, 'ms', 60);
  process.stdout.write('\n');
}
