import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from './generate.ts';
import { reportCheck, reportOutcome } from './report.ts';

const usage = `Usage: pnpm generate [--check] [--root <folder>]

  --check   Tell what would change, change nothing, and fail if there is anything (the same as pnpm generate:check).
  --root    The root of the repository; by default the one that this file stands in.`;

/** Errors that say all there is to say; any other is a fault of the generator, and keeps its stack. */
const known = [
  'config-invalid',
  'spec-invalid',
  'java-missing',
  'generator-failed',
  'ERR_PARSE_ARGS_UNKNOWN_OPTION',
  'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
];

async function run(): Promise<{ readonly text: string; readonly exitCode: number }> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, root: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return { text: usage, exitCode: 0 };
  const root = resolve(values.root ?? join(import.meta.dirname, '../../..'));
  if (!values.check) return { text: reportOutcome(await generate(root)), exitCode: 0 };
  // Only now: it loads the compiler and the formatter.
  const { check } = await import('./check.ts');
  const result = await check(root);
  return { text: reportCheck(result), exitCode: result.findings.length > 0 ? 1 : 0 };
}

try {
  const { text, exitCode } = await run();
  process.stdout.write(`${text}\n`);
  process.exitCode = exitCode;
} catch (error) {
  const isKnown = error instanceof Error && 'code' in error && known.includes(String(error.code));
  process.stderr.write(`${isKnown ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
}
