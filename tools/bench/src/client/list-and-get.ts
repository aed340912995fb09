import { deepStrictEqual } from 'node:assert/strict';
import { DefenderClient, Quota } from '@defender-odata/client';
import { create as createAxios } from 'axios';
import ky from 'ky';
import createClient from 'openapi-fetch';
import { cpuOf, elapsed, inTurns, print, type Contender } from './measure.ts';
import { startServer } from './server.ts';

const headers = { authorization: 'Bearer token' };
const id = '2e9da30d-27f6-4208-81f2-9cd3d67893ba';
const path = '/api/machineactions';

/** The headers that the client sends beside the token. */
const ours = () => ({
  accept: 'application/json',
  'user-agent': 'defender-odata-client/0.0.0 Node.js/24.0.0',
  'x-ms-client-request-id': id,
});

/** One page of 10,000 rows, and one row at a time with 32 in flight: with every policy on, beside what else there is. */
export async function listAndGet(): Promise<void> {
  const { endpoint, process: server } = await startServer(10_000);
  // A quota as every client has one, but so wide that nobody waits for it.
  const quota = new Quota({ limits: [{ calls: 1_000_000, seconds: 60 }] });
  const client = new DefenderClient('token', { endpoint, quota });
  const observed = new DefenderClient('token', { endpoint, quota, onEvent: () => {} });
  const raw = async (url: string) => JSON.parse(await (await fetch(url, { headers })).text());

  const page = `${endpoint}${path}?$top=10000`;
  const lists = await inTurns(
    [
      { name: 'fetch + JSON.parse', run: () => raw(page) },
      { name: 'list().firstPage()', run: () => observed.machineActions.list({ top: 10_000 }).firstPage() },
      {
        name: 'for await (… of list())',
        run: async () => {
          let count = 0;
          for await (const _ of observed.machineActions.list({ top: 10_000 })) count++;
          return count;
        },
      },
    ],
    101,
    elapsed,
  );
  print('list of one page of 10,000 rows', 'ms', lists, 'at most 1.03 ×');

  // What the least client that keeps the promises of ours asks of the platform, in one function: what get() is compared with.
  const limited = async (url: string) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 100_000);
    try {
      const init = {
        method: 'GET',
        headers: { ...headers, ...ours() },
        signal: controller.signal,
        redirect: 'manual',
      } as const;
      return JSON.parse(await (await fetch(url, init)).text());
    } finally {
      clearTimeout(timer);
    }
  };

  const openapi = createClient<Record<string, never>>({ baseUrl: endpoint, headers });
  const kyClient = ky.create({ headers });
  const axiosClient = createAxios({ baseURL: endpoint, headers });
  const contenders: readonly Contender[] = [
    { name: 'fetch, as get() has to call it', run: () => limited(`${endpoint}${path}/${id}`) },
    { name: 'fetch + JSON.parse', run: () => raw(`${endpoint}${path}/${id}`) },
    { name: 'get()', run: () => client.machineActions.get(id) },
    { name: 'get(), with a listener', run: () => observed.machineActions.get(id) },
    {
      name: 'openapi-fetch',
      run: async () => (await openapi.GET(`${path}/{id}` as never, { params: { path: { id } } } as never)).data,
    },
    { name: 'ky', run: () => kyClient.get(`${endpoint}${path}/${id}`).json() },
    { name: 'axios', run: async () => (await axiosClient.get(`${path}/${id}`)).data },
  ];
  // The same work for all: the whole body, parsed.
  const answers = await Promise.all(contenders.map(({ run }) => run()));
  for (const answer of answers) deepStrictEqual(answer, answers[0]);
  // Many short rounds: what disturbs the machine lasts longer than one, and so meets all contenders alike.
  const gets = await inTurns(contenders, 201, cpuOf(96, 32), 100);
  print('get at 32 in flight, CPU a call', 'µs', gets, 'get() at most 1.12 ×');
  server.disconnect();
}
