import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { toTicks } from '@defender-odata/client';
import { createRow, START, TICKS_BETWEEN } from './rows.ts';

/** A server in a process of its own, so that its work is not ours. */
export interface BenchServer {
  readonly endpoint: string;
  readonly process: ChildProcess;
}

/** Starts the server; it ends with this process, or when it is told to. */
export async function startServer(rows: number): Promise<BenchServer> {
  const child = fork(fileURLToPath(import.meta.url), [String(rows)], {
    execArgv: ['--conditions=@defender-odata/source'],
  });
  const port = await new Promise<unknown>((resolve) => child.once('message', resolve));
  return { endpoint: `http://127.0.0.1:${String(port)}`, process: child };
}

/** Serves rows that stand at even distances, newest first: what a list asks for is found without looking at each. */
function serve(count: number): void {
  const one = Buffer.from(JSON.stringify(createRow(0)));
  const bounds = /creationDateTimeUtc (ge|lt) (\S+)/g;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    response.setHeader('content-type', 'application/json');
    if (pathname !== '/api/machineactions') return response.end(one);
    let [first, end] = [0, count];
    for (const [, operator, text] of (searchParams.get('$filter') ?? '').matchAll(bounds)) {
      // The first row at or after the bound.
      const index = Math.max(0, Number((toTicks(text ?? '') - START + TICKS_BETWEEN - 1n) / TICKS_BETWEEN));
      if (operator === 'ge') first = Math.max(first, index);
      else end = Math.min(end, index);
    }
    end -= Number(searchParams.get('$skip') ?? 0);
    return response.end(writePage(Math.max(first, end - Number(searchParams.get('$top') ?? 10_000)), end));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}

const template = Buffer.from(`${JSON.stringify(createRow(0))},`);
const head = Buffer.from('{"@odata.context":"x","value":[');
const idDigits = template.indexOf('-000000000000"') + 1;
const time = template.indexOf(createRow(0).creationDateTimeUtc);

/** A page of rows, newest first. All rows are of one length: they are copied, and only what differs is written. */
function writePage(from: number, end: number): Buffer {
  const { length } = template;
  const rows = Math.max(0, end - from);
  const page = Buffer.alloc(head.length + rows * length + 2);
  head.copy(page);
  let at = head.length;
  let second = -1;
  let secondText = '';
  for (let index = end - 1; index >= from; index--, at += length) {
    template.copy(page, at);
    for (let digit = 11, rest = index; rest; digit--, rest = Math.floor(rest / 10))
      page[at + idDigits + digit] = 48 + (rest % 10);
    if (Math.floor(index / 100) !== second) {
      second = Math.floor(index / 100);
      secondText = createRow(second * 100).creationDateTimeUtc.slice(0, 20);
    }
    page.write(secondText, at + time, 'latin1');
    page[at + time + 20] = 48 + Math.floor((index % 100) / 10);
    page[at + time + 21] = 48 + (index % 10);
  }
  // The comma after the last row gives way to the end.
  page.write(']}', rows ? at - 1 : at);
  return page.subarray(0, (rows ? at - 1 : at) + 2);
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) serve(Number(process.argv[2]));
