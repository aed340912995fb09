import { defineConfig, type ViteUserConfig } from 'vitest/config';

const conditions = ['@defender-odata/source', 'node', 'import', 'module', 'default'];

/** The vitest configuration that every package shares: sources instead of builds, type tests on. */
export const shared: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/*.test.ts'],
    typecheck: { enabled: true, include: ['**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
    // Tests that run the compiler take seconds, and longer on a busy machine.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
