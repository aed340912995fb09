#!/usr/bin/env node
import { systemClock } from '@defender-odata/client';
import { definitions } from '../../emulator/definitions.ts';
import { createEmulator, type Emulator } from '../../emulator/emulator.ts';
import { EmulatorError } from '../../support/errors.ts';
import type { RowInput } from '../../rows/row.ts';
import { readArguments, USAGE, type Arguments } from './arguments.ts';
import { readDataFile } from './read-data-file.ts';
import { serve } from './serve.ts';

async function makeEmulator({ data, count, emulator }: Arguments): Promise<Emulator> {
  if (data !== undefined && count !== undefined) {
    throw new EmulatorError('InvalidOption', 'Give rows with --data, or have them generated with --count; not both.');
  }
  const [{ name } = { name: '' }] = definitions;
  const options = { ...emulator, clock: systemClock };
  if (data === undefined) return createEmulator({ ...options, ...(count !== undefined && { [name]: { count } }) });
  // Checked by the emulator, row by row.
  const rows = (await readDataFile(data)) as readonly RowInput[];
  if (rows.length === 0) process.stderr.write(`defender-emulator: ${data} has no rows: every list is empty.\n`);
  try {
    return createEmulator({ ...options, [name]: { rows } });
  } catch (cause) {
    if (!(cause instanceof EmulatorError) || cause.code !== 'InvalidRow') throw cause;
    throw new EmulatorError(cause.code, `${data}: ${cause.message}`, { cause });
  }
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
