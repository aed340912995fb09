import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite } from '../src/build.ts';
import { launch, openPage, serve } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let folder = '';
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  await buildSite(folder);
  site = await serve(folder);
}, 240_000);
afterAll(async () => {
  site.close();
  await rm(folder, { recursive: true, force: true });
});

const pages = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));

describe('the site', () => {
  test('has no link that leads nowhere', async () => {
    const html = new Map(
      await Promise.all(
        (await pages()).map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
      ),
    );
    const broken: string[] = [];
    for (const [name, text] of html)
      for (const [, link = ''] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
        if (/^(?:https?|mailto):/.test(link) || link === '#') continue;
        const [path = '', fragment] = link.replaceAll('&amp;', '&').split('#');
        const target = path ? resolve(folder, dirname(name), decodeURIComponent(path)) : join(folder, name);
        if (!existsSync(target) || (await stat(target)).isDirectory()) broken.push(`${name}: ${link}`);
        else if (fragment) {
          const there = html.get(target.slice(folder.length + 1));
          const id = decodeURIComponent(fragment);
          // TypeDoc gives a property without a name, that of an item, no place on its page.
          if (there !== undefined && !there.includes(`id="${id}"`) && id !== '_') broken.push(`${name}: ${link}`);
        }
      }
    expect(broken).toEqual([]);
  });

  test('has no page above 300 kB, and a playground whose own script is below 60 kB', async () => {
    const large: string[] = [];
    for (const name of await pages()) if ((await stat(join(folder, name))).size > 300_000) large.push(name);
    expect(large).toEqual([]);
    expect(gzipSync(await readFile(join(folder, 'playground/playground.js')), { level: 9 }).length).toBeLessThan(
      60_000,
    );
  });

  test('lets no page load anything from anywhere else', async () => {
    const open: string[] = [];
    for (const name of await pages()) {
      const html = await readFile(join(folder, name), 'utf8');
      const isClosed =
        html.includes(`content="default-src 'self';`) &&
        !/<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?\/\//.test(html) &&
        !/<script>|\son\w+="/.test(html);
      if (!isClosed) open.push(name);
    }
    expect(open).toEqual([]);
  });

  test('tells programs what there is', async () => {
    const index = await readFile(join(folder, 'llms.txt'), 'utf8');
    const full = await readFile(join(folder, 'llms-full.txt'), 'utf8');
    expect(index).toMatch(/^# defender-odata\n/);
    for (const [, file = ''] of index.matchAll(/\]\(llms-full\.txt\): (\S+)/g))
      expect(full).toContain(`<!-- ${file} -->`);
    expect(full).toContain('createEmulator');
  });
});

const type = (page: Page, text: string) => page.locator('#query').fill(text);
const verdict = (page: Page) => page.locator('#verdict');
const matching = async (page: Page) => Number(await page.locator('.count').getAttribute('data-matching'));

/** A row of a file of somebody's own: every fourth failed. */
const line = (index: number) =>
  JSON.stringify({
    id: String(index),
    status: index % 4 ? 'Succeeded' : 'Failed',
    requestorComment: 'x'.repeat(180),
  });

const canRun = process.platform === 'linux' && process.arch === 'x64';

describe.skipIf(!canRun)(
  `in a browser${canRun ? '' : ' (the Chromium that npm has runs on Linux, x64, alone)'}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    }, 120_000);
    afterAll(() => browser.close());

    /** A page with a query, once its rows are there. */
    async function open(fragment = '', options: Parameters<Browser['newPage']>[0] = {}) {
      const { page, wrong } = await openPage(browser, options);
      await page.goto(`${site.url}playground/index.html${fragment}`);
      await page.locator('.count').waitFor();
      return { page, wrong };
    }

    test('the first page and a page of the reference open without a complaint, and the search finds', async () => {
      const { page, wrong } = await openPage(browser);
      await page.goto(site.url);
      await page.locator('#tsd-search-trigger').click();
      await page.locator('#tsd-search-input').pressSequentially('exportAll');
      await page.locator('#tsd-search-results li').first().waitFor();
      expect(await page.locator('#tsd-search-results').textContent()).toContain('exportAll');
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('a filter is explained, coded, encoded, evaluated and priced', async () => {
      const { page, wrong } = await open();
      await type(page, "((status eq 'Failed') or (status eq 'TimeOut'))");
      await page.locator('#meaning').waitFor();
      expect(await page.locator('.sentence').textContent()).toBe("Status is 'Failed', or status is 'TimeOut'.");
      await page.getByRole('button', { name: 'Write it so' }).click();
      expect(await page.locator('#query').inputValue()).toBe("status eq 'Failed' or status eq 'TimeOut'");
      expect(await page.locator('#code code').textContent()).toContain(
        "or(action.status.eq('Failed'), action.status.eq('TimeOut'))",
      );
      await page.getByText('an object', { exact: true }).click();
      expect(await page.locator('#code code').textContent()).toContain(
        "{ or: [{ status: 'Failed' }, { status: 'TimeOut' }] }",
      );
      expect(await page.locator('#url code').textContent()).toContain('$filter=status%20eq%20');
      const all = Number(await page.locator('.count').getAttribute('data-total'));
      expect(all).toBe(1000);
      const some = await matching(page);
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(all);
      await page.getByText('which are out, and why').click();
      await page.locator('.reason code').first().waitFor();
      expect(await page.locator('.reason').first().textContent()).toMatch(/status eq .*status is /);
      await page.getByText("The documents' examples").click();
      await page.locator('.count[data-total="1000"]').waitFor({ state: 'detached' });
      await page.locator('.expect input').fill('30000000');
      expect(await page.locator('.cost').textContent()).toMatch(/3,000 calls, .*h/);
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('a mistake is marked and mended with a click, in a URL as well', async () => {
      const { page, wrong } = await open();
      await type(page, 'GET /api/machineactions?$filter=status = "Failed"&$top=5 HTTP/1.1');
      expect(await verdict(page).textContent()).toContain("'=' is no operator of OData");
      expect(await page.locator('mark').textContent()).toBe('=');
      await page.getByRole('button', { name: 'Take it over' }).click();
      expect(await page.locator('#query').inputValue()).toBe(
        "GET /api/machineactions?$filter=status eq 'Failed'&$top=5 HTTP/1.1",
      );
      expect(await verdict(page).textContent()).toContain('MachineActions takes this');
      await page.getByRole('button', { name: 'Not filterable' }).click();
      expect(await verdict(page).textContent()).toMatch(/computerDnsName.*Allowed: .*machineId/);
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('a link shows a colleague the same, and one of another version what is understood of it', async () => {
      const { page, wrong } = await open();
      await page.getByRole('button', { name: 'Tagged machines' }).click();
      await page.waitForURL(/machineTags/);
      const other = await open(new URL(page.url()).hash);
      expect(await other.page.locator('#query').inputValue()).toBe(await page.locator('#query').inputValue());
      expect(await verdict(other.page).textContent()).toContain('Machines takes this');
      const odd = await open('#v=7&q=status%20eq%20%27Failed%27&colour=red');
      expect(await odd.page.locator('.ask').textContent()).toContain(
        'made by another version (7); colour is not known',
      );
      expect(await odd.page.locator('#query').inputValue()).toBe("status eq 'Failed'");
      expect([...wrong, ...other.wrong, ...odd.wrong]).toEqual([]);
      await Promise.all([page.close(), other.page.close(), odd.page.close()]);
    });

    test('a list that is too long for one URL is split by the client', async () => {
      const { page, wrong } = await open();
      const ids = Array.from({ length: 400 }, (_, index) => `'${String(index).padStart(40, '0')}'`);
      await type(page, `machineId in (${ids.join(',')})`);
      await page.getByText(/splits it into \d+ calls/).waitFor();
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('the emulator answers with its faults, its limits and its clock', async () => {
      const { page, wrong } = await open("#v=1&q=status%20eq%20'Failed'");
      const panel = page.locator('#emulator');
      const status = (code: number) => panel.locator(`[data-status="${code}"]`).waitFor();
      await panel.getByText('Ask it').click();
      const send = panel.getByRole('button', { name: 'Send the query' });
      await send.click();
      await status(200);
      await panel.getByRole('button', { name: 'Next call: 429' }).click();
      await panel.getByText('The next call gets 429.').waitFor();
      await send.click();
      await status(429);
      await panel.getByText('none (401)').click();
      await send.click();
      await status(401);
      await panel.getByText('without roles (403)').click();
      await send.click();
      await status(403);
      const before = await panel.locator('h3 time').textContent();
      await panel.getByRole('button', { name: '+ 1 hour' }).click();
      await panel.getByText('An hour later.').waitFor();
      const after = await panel.locator('h3 time').textContent();
      expect(Date.parse(after ?? '') - Date.parse(before ?? '')).toBe(3_600_000);
      await panel.getByText('with roles').click();
      await panel.getByLabel('html-502').check();
      await send.click();
      await status(502);
      expect(await panel.locator('.log li').count()).toBeGreaterThan(0);
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('four enforcers refuse the same mistakes', async () => {
      const { page, wrong } = await open();
      const panel = page.locator('#enforcers');
      for (const mistake of await panel.locator('.choices span').all()) {
        await mistake.click();
        await panel.locator('[data-emulator]').filter({ hasText: /^400 / }).waitFor();
        const said = await panel.locator('dd').allTextContents();
        expect(said).toHaveLength(4);
        for (const words of said) expect(words.length).toBeGreaterThan(20);
      }
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('a file is evaluated and never leaves the page; one that holds no rows is told from it', async () => {
      const { page, wrong } = await open("#v=1&q=status%20eq%20'Failed'");
      const file = join(folder, 'rows.ndjson');
      await writeFile(file, Array.from({ length: 90_000 }, (_, index) => line(index)).join('\n'));
      expect((await stat(file)).size).toBeGreaterThan(20_000_000);
      await page.locator('.file input').setInputFiles(file);
      // The page answers while the file is read: reading happens in another thread.
      await type(page, "status eq 'Failed' and id ne '0'");
      expect(await verdict(page).textContent()).toContain('takes this');
      await page.locator('.count[data-total="90000"]').waitFor();
      await page.locator('.count[data-matching="22499"]').waitFor();
      await page
        .locator('.file input')
        .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2') });
      await page.getByText('a.csv: The file is no JSON.').waitFor();
      expect(await page.locator('.count').getAttribute('data-total')).toBe('90000');
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('what is pasted is text, whatever it holds', async () => {
      const { page, wrong } = await open();
      await type(page, `status eq '<img src=x onerror="document.title=1"><script>document.title=2</script>'`);
      await page.locator('#meaning').waitFor();
      await type(page, 'status eq \u0000');
      await type(page, `status in (${Array.from({ length: 100_000 }, (_, index) => `'value ${index}'`).join(',')})`);
      await page.getByText('splits it into').or(page.getByText('longer than maxUrlLength')).waitFor();
      await type(page, `${'('.repeat(500_000)}`);
      await page.getByText('This is no OData.').waitFor();
      await type(page, "status eq 'Failed'");
      await page.getByText('MachineActions takes this').waitFor();
      expect(await page.title()).toContain('Playground');
      expect(wrong).toEqual([]);
      await page.close();
    }, 120_000);

    const grammar = ['../../../../shared/data/', '../../../../../shared/data/']
      .map((path) => new URL(`${path}odata-abnf-testcases.json`, import.meta.url))
      .find((url) => existsSync(url));
    test.skipIf(!grammar)(
      `every case of the OASIS grammar is read${grammar ? '' : ' (its file is not beside this repository)'}`,
      async () => {
        const cases = JSON.parse(readFileSync(grammar ?? '', 'utf8')) as readonly { readonly input: string }[];
        expect(cases.length).toBeGreaterThan(800);
        const { page, wrong } = await open();
        const silent: string[] = [];
        for (const { input } of cases) {
          await type(page, input);
          if (!/\w/.test((await verdict(page).textContent()) ?? '')) silent.push(input);
        }
        expect(silent).toEqual([]);
        expect(wrong).toEqual([]);
        await page.close();
      },
      120_000,
    );

    test('works opened from a folder', async () => {
      const { page, wrong } = await openPage(browser);
      await page.goto(`${pathToFileURL(join(folder, 'playground/index.html'))}#v=1&q=status%20eq%20'Failed'`);
      await page.locator('.count').waitFor();
      expect(await matching(page)).toBeGreaterThan(0);
      expect(wrong).toEqual([]);
      await page.close();
    });

    test('works with the keyboard alone', async () => {
      const { page, wrong } = await open();
      const reach = async (name: string) => {
        for (let steps = 0; steps < 80; steps++) {
          await page.keyboard.press('Tab');
          const text = await page.evaluate(
            () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
          );
          if (text.trim() === name) return;
        }
        throw new Error(`Tab does not reach ${name}`);
      };
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await reach('A mistake');
      await page.keyboard.press('Enter');
      await page.locator('.verdict.bad').waitFor();
      await page.keyboard.press('Shift+Tab');
      await page.evaluate(() => document.querySelector<HTMLElement>('#query')?.focus());
      await reach('Take it over');
      await page.keyboard.press('Enter');
      await page.locator('.verdict.good').waitFor();
      await page.evaluate(() => document.querySelector<HTMLElement>('#emulator summary')?.focus());
      await page.keyboard.press('Enter');
      await reach('Send the query');
      await page.keyboard.press('Enter');
      await page.locator('[data-status="200"]').waitFor();
      expect(wrong).toEqual([]);
      await page.close();
    });

    const views = [
      ['in light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
      ['in dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
      // A page that is zoomed to 200 % has half of the width.
      ['at 200 %', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
      ['at 360 px', { viewport: { width: 360, height: 740 } }],
    ] as const;
    test.each(views)('has nothing that axe objects to, %s', async (_, options) => {
      const { page, wrong } = await open('', options);
      await page.locator('#emulator summary').click();
      await page.locator('.quirks input').first().waitFor();
      for (const text of ["status = 'Failed'", "status eq 'Failed' and not(type eq 'Isolate')"]) {
        await type(page, text);
        await page.waitForTimeout(100);
        // Through the debugger: the page's own policy refuses a script that somebody writes into it.
        const violations = await page.evaluate(
          `${axe}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
        );
        expect(violations).toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(wrong).toEqual([]);
      await page.close();
    });
  },
);
