import chromium from '@sparticuz/chromium';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

// Playwright's own Chromium needs no launch options.
const launchOptions = { args: chromium.args, executablePath: await chromium.executablePath() };

export default defineConfig({
  test: {
    include: ['mode.test.js'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
