import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

const name = process.env['MUTANTS_PACKAGE'] ?? 'none';

/** They read the text of the sources, or run what is written there in another process: neither sees a mutant. */
const READ_SOURCES = ['**/entries.test.ts', '**/release.test.ts'];

/** The tests of one package, run from the root and without the compiler: a mutant need not compile. */
const config: ViteUserConfig = mergeConfig(
  { ...shared, test: { ...shared.test, include: [], typecheck: { enabled: false } } },
  defineConfig({
    test: { include: [`packages/${name}/**/*.test.ts`], exclude: ['**/node_modules/**', ...READ_SOURCES] },
  }),
);
export default config;
