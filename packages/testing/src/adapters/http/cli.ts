#!/usr/bin/env node
import { systemClock } from '@defender-odata/client';
import { createEmulator, type Emulator } from '../../emulator/emulator.ts';
import { EmulatorError } from '../../support/errors.ts';
import type { RowInput } from '../../rows/row.ts';
import { readArguments, USAGE, type Arguments } from './arguments.ts';
import { readDataFile } from './read-data-file.ts';
import { serve } from './serve.ts';

/** The rows of a file, which the emulator checks one by one. */
async function readRows(name: string, path: string): Promise<readonly RowInput[]> {
  const rows = (await readDataFile(path)) as readonly RowInput[];
  if (rows.length === 0)
    process.stderr.write(`defender-emulator: ${path} has no rows: every list of ${name} is empty.\n`);
  return rows;
}

async function makeEmulator({ collections, emulator }: Arguments): Promise<Emulator> {
  const asked = Object.entries(collections);
  const given: Record<string, object> = {};
  for (const [name, { data, count }] of asked) {
    if (data !== undefined) given[name] = { rows: await readRows(name, data) };
    else if (count !== undefined) given[name] = { count };
  }
  let made: Emulator;
  try {
    made = createEmulator({ ...emulator, ...given, clock: systemClock });
  } catch (cause) {
    if (!(cause instanceof EmulatorError) || cause.code !== 'InvalidRow') throw cause;
    const file = asked.find(([name]) => cause.message.startsWith(`${name}.rows`))?.[1].data;
    throw new EmulatorError(cause.code, `${file === undefined ? '' : `${file}: `}${cause.message}`, { cause });
  }
  for (const [name, { traffic }] of asked) {
    const { [name]: collection } = made as unknown as Readonly<Record<string, Pick<Emulator['machines'], 'traffic'>>>;
    if (traffic !== undefined) collection?.traffic({ perMinute: traffic });
  }
  return made;
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) {
    process.stdout.write(USAGE);
    return;
  }
  const emulator = await makeEmulator(args);
  const server = await serve(emulator, args.serve);
  process.stdout.write(`listening on ${server.url}\n`);
  if (args.emulator.auth === true)
    process.stdout.write(`a token that it takes for a year: ${emulator.token({ expiresIn: '365d' })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void server.close();
    });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof EmulatorError)) throw error;
  process.stderr.write(`defender-emulator: ${error.message}\nSee defender-emulator --help.\n`);
  process.exitCode = 2;
}
