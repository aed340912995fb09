import { createEmulator, createHandlers } from '@defender-odata/testing';
import * as msw3 from 'msw';
import { setupServer as setupServer3 } from 'msw/node';
import * as msw2 from 'msw-2';
import { setupServer as setupServer2 } from 'msw-2/node';
import { createFilter } from 'odata-v4-inmemory';
import { measureAsync, type AsyncCandidate } from '../shared/measure-async.ts';
import type { Measurement } from '../shared/measure.ts';
import { report, type Goal } from '../shared/report.ts';

const FILTER = "status eq 'Succeeded'";
const queryOf = (filter: string): string => `?$filter=${encodeURIComponent(filter)}`;
const QUERY = queryOf(FILTER);
const LIST = 'https://api.security.microsoft.com/api/machineactions';
const OURS = `${LIST}${QUERY}`;
const FRESH = `https://fresh.example/api/machineactions${QUERY}`;
const BARE = `https://bare.example/api/machineactions${QUERY}`;
const PEER = `https://peer.example/api/machineactions${QUERY}`;

const emulator = createEmulator({ machineActions: { count: 1000 } });
const { rows } = emulator.machineActions;
const READY = await (await emulator.fetch(OURS)).text();
const headers = { 'content-type': 'application/json' };

const ready = (): Response => new Response(READY, { headers });
// A text of two parts is put together when it is sent.
const fresh = (): Response => new Response(`${READY.slice(0, -1)}}`, { headers });
const inMemory = ({ request }: { request: Request }): Response => {
  const matches = createFilter(new URL(request.url).searchParams.get('$filter') ?? '');
  return new Response(JSON.stringify({ value: rows.filter((row) => matches(row)) }), { headers });
};

let asked = 0;
/** Another question each time, with as many rows in its answer: nothing that was given before can be given again. */
const another = (): string => `${LIST}${queryOf(`${FILTER} and id ne '${String((asked += 1))}'`)}`;
const askAnother = (name: string): AsyncCandidate => ({ name, run: async () => (await fetch(another())).text() });
const ask = (name: string, url: string): AsyncCandidate => ({ name, run: async () => (await fetch(url)).text() });
const OWN = 'emulator';
const ANOTHER = 'emulator, another question';
const READY_ANSWER = 'bare handler, ready answer';
/** The least that an answer costs which is not there yet: as many bytes of memory that nobody had before. */
const FRESH_TEXT = 'bare handler, text made anew';
// 0.8 of the bare handler's speed is 1.25 times its time.
const GOAL: Goal = { kind: 'at most times', times: 1.25, of: READY_ANSWER };
/** Of an answer that is not there yet. */
const NEW_GOAL: Goal = { kind: 'at most times', times: 1.4, of: READY_ANSWER };

/** A question that was asked before is judged, and one that was not: for itself, beside the same others. */
function reportBoth(title: string, times: readonly Measurement[], goals: readonly Goal[] = []): void {
  const without = (left: string): readonly Measurement[] => times.filter(({ name }) => name !== left);
  report(title, without(ANOTHER), [GOAL, ...goals]);
  report(`${title}, not asked before`, without(OWN), [NEW_GOAL, ...goals]);
}

/** Who asks through a server of msw, whichever it is. */
const callers: readonly AsyncCandidate[] = [
  ask(OWN, OURS),
  askAnother(ANOTHER),
  ask(READY_ANSWER, BARE),
  ask(FRESH_TEXT, FRESH),
];

async function benchServer2(): Promise<void> {
  // Handlers of our copy of msw work on another one; only their types do not cross.
  const handlers = createHandlers(emulator) as unknown as msw2.RequestHandler[];
  const server = setupServer2(
    ...handlers,
    msw2.http.get('https://bare.example/*', ready),
    msw2.http.get('https://fresh.example/*', fresh),
    msw2.http.get('https://peer.example/*', inMemory),
  );
  server.listen();
  const times = await measureAsync([...callers, ask('odata-v4-inmemory', PEER)]);
  server.close();
  reportBoth('msw 2: a filtered list of 1,000 rows', times, [{ kind: 'ahead of', of: 'odata-v4-inmemory' }]);
}

async function benchServer3(): Promise<void> {
  const server = setupServer3(
    ...createHandlers(emulator),
    msw3.http.get('https://bare.example/*', ready),
    msw3.http.get('https://fresh.example/*', fresh),
  );
  server.listen();
  const times = await measureAsync(callers);
  server.close();
  reportBoth('msw 3: a filtered list of 1,000 rows', times);
}

async function benchGetResponse(): Promise<void> {
  const own = createHandlers(emulator);
  const bare = [msw3.http.get('https://bare.example/*', ready), msw3.http.get('https://fresh.example/*', fresh)];
  const get = (handlers: typeof own, url: string): Promise<string | undefined> =>
    msw3.getResponse(handlers, new Request(url)).then((response) => response?.text());
  const times = await measureAsync([
    { name: OWN, run: () => get(own, OURS) },
    { name: ANOTHER, run: () => get(own, another()) },
    { name: READY_ANSWER, run: () => get(bare, BARE) },
    { name: FRESH_TEXT, run: () => get(bare, FRESH) },
  ]);
  reportBoth('getResponse: a filtered list of 1,000 rows', times);
}

/** The emulator as msw handlers, beside a handler that only hands out a ready answer. */
export async function benchMsw(): Promise<void> {
  await benchServer2();
  await benchServer3();
  await benchGetResponse();
}
