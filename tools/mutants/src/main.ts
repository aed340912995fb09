import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { targets } from './targets.ts';

/** The score below which the tests of a package count as holed: in percent, of the mutants that some test should see. */
const GOAL = 85;

/** Breaks files of a package, one place at a time, and prints the score and what survived. */
async function breakPackage(name: string, paths: readonly string[]): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), 'defender-odata-mutants-'));
  // Read by the configuration of vitest.
  process.env['MUTANTS_PACKAGE'] = name;
  try {
    await new Stryker({
      testRunner: 'vitest',
      plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
      vitest: { configFile: 'tools/mutants/vitest.config.ts' },
      mutate: paths.map(
        (path) => `packages/${name}/src/${path}${path.endsWith('.ts') ? '' : '/**/!(*.test|*.test-d).ts'}`,
      ),
      ignorePatterns: ['**/dist', '.nx'],
      concurrency: 1,
      coverageAnalysis: 'perTest',
      // A mistake in what runs once, at import, takes every test with it and a new worker each: most of the hours, little of the news.
      ignoreStatic: true,
      // A worker of a busy machine answers late; one that is lost takes its mutants with it.
      timeoutMS: 30_000,
      reporters: ['clear-text', 'progress-append-only'],
      clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
      thresholds: { high: 95, low: GOAL, break: GOAL },
      tempDirName: temporary,
    }).runMutationTest();
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const [name, ...paths] = process.argv.slice(2);
if (name !== undefined && !Object.hasOwn(targets, name)) {
  const known = Object.keys(targets).join(', ');
  process.stderr.write(`Usage: pnpm mutants [package [folder or file of its src …]]. Packages: ${known}.\n`);
  process.exit(1);
}
// The copy that is broken is one of the whole repository: tests read files beside their package.
process.chdir(fileURLToPath(new URL('../../..', import.meta.url)));
// A law need not be tried 100,000 times to see a mutant.
process.env['LAWS_RUNS'] ??= '200';
for (const [target, folders] of Object.entries(targets))
  if (name === undefined || name === target) await breakPackage(target, paths.length > 0 ? paths : folders);
