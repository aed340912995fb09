import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { createEmulator, fixtures } from '@defender-odata/testing';
import chromium from '@sparticuz/chromium';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright';
import { routeTo } from './route.mjs';

const script = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
const { outputFiles } = await build({
  entryPoints: ['page.js'],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'browser',
});
const files = {
  '/': ['text/html', '<!doctype html><script type="module" src="/page.js"></script>'],
  '/page.js': ['text/javascript', outputFiles[0].text],
  '/mockServiceWorker.js': ['text/javascript', await readFile(script, 'utf8')],
};
const site = createServer((request, response) => {
  const [type, text] = files[request.url] ?? ['text/plain', ''];
  response.writeHead(text === '' ? 404 : 200, { 'content-type': type }).end(text);
});
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
const browser = await playwright.launch({ args: chromium.args, executablePath: await chromium.executablePath() });
try {
  const page = await browser.newPage();
  const { port } = site.address();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => 'askThroughTheWorker' in globalThis);
  const seen = await page.evaluate(() => globalThis.askThroughTheWorker());
  assert.equal(seen.worker, `http://127.0.0.1:${port}/mockServiceWorker.js`);
  assert.deepEqual(seen.body, fixtures.listByMachine);
  assert.deepEqual(seen.statuses, [200, 400, 404]);
  assert.deepEqual(seen.requests, ['listMachineActions', 'listMachineActions', 'getMachineAction']);

  const other = await browser.newPage();
  const emulator = createEmulator();
  await routeTo(other, emulator);
  await other.goto(`http://127.0.0.1:${port}/`);
  const routed = await other.evaluate(async () => {
    const headers = { authorization: 'Bearer a-token' };
    const response = await fetch('https://api.security.microsoft.com/api/machineactions?$top=2', { headers });
    return [response.status, (await response.json()).value.length];
  });
  assert.deepEqual(routed, [200, 2]);
  assert.equal(emulator.requests.length, 1);
} finally {
  await browser.close();
  site.close();
}
