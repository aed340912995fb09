import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

const name = process.env['MUTANTS_PACKAGE'] ?? 'none';

/** The tests of one package, run from the root and without the compiler: a mutant need not compile. */
const config: ViteUserConfig = mergeConfig(
  { ...shared, test: { ...shared.test, include: [], typecheck: { enabled: false } } },
  defineConfig({ test: { include: [`packages/${name}/**/*.test.ts`] } }),
);
export default config;
