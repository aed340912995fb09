import chromium from '@sparticuz/chromium';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { chromium as launcher, type Browser, type Page } from 'playwright-core';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
};

/** Serves a folder under a path, as GitHub Pages does: a site that works here works under every path. */
export async function serve(
  folder: string,
  path = '/some/where/',
): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = decodeURIComponent(pathname.slice(path.length));
    const file = normalize(name === '' || name.endsWith('/') ? `${name}index.html` : name);
    if (!pathname.startsWith(path) || file.startsWith('..')) {
      response.writeHead(404).end();
      return;
    }
    readFile(join(folder, file)).then(
      (content) =>
        response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => server.close() };
}

/** In one process, as the package would have it, the browser ends with its last page. */
export const launch = async (): Promise<Browser> =>
  launcher.launch({
    args: chromium.args.filter((one) => one !== '--single-process' && one !== '--no-zygote'),
    executablePath: await chromium.executablePath(),
  });

/** A page that keeps what went wrong in it: errors of the console, of scripts, and requests to other hosts. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ readonly page: Page; readonly wrong: string[] }> {
  const page = await browser.newPage(options);
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!['file:', 'data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1')
      wrong.push(`asked ${request.url()}`);
  });
  return { page, wrong };
}
