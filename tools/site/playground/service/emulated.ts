import { DefenderClient, isDefenderError, type Listed } from '@defender-odata/client';
import { from, isQueryError, type EntitySetTypes, type Query } from '@defender-odata/query-builder';
import { parseFilter } from '@defender-odata/query-builder/parse';
import { createEmulator, quirks, type Emulator, type QuirkName } from '@defender-odata/testing/emulator';
import { collectionOf, type CollectionName } from '../model/collections.ts';
import type { Calls, EmulatorState, Service, Switches } from './protocol.ts';
import { SEEDED } from './rows.ts';

/** How many requests of the log are shown. */
const SHOWN = 50;

const make = ({ quirks: names, quota, auth }: Switches): Emulator =>
  createEmulator({
    machineActions: { count: SEEDED },
    machines: { count: SEEDED },
    quirks: names as readonly QuirkName[],
    quota,
    auth,
    observed: true,
  });

/** The emulator of the page. */
export function createEmulated(): Pick<
  Service,
  'quirks' | 'switch' | 'failNext' | 'advance' | 'send' | 'refusal' | 'calls'
> {
  let switches: Switches = { quirks: [], quota: true, auth: true, token: 'good' };
  let emulator: Emulator | undefined;
  const running = (): Emulator => (emulator ??= make(switches));

  const state = (): EmulatorState => ({
    now: running().clock.now(),
    log: running()
      .requests.slice(-SHOWN)
      .map(({ method, url, status, at }) => ({ method, url, status, at }))
      .toReversed(),
  });

  const authorization = (): HeadersInit => {
    if (switches.token === 'none') return {};
    const roles = switches.token === 'good' ? {} : { roles: [] };
    return { authorization: `Bearer ${running().token(roles)}` };
  };

  return {
    quirks: () =>
      Promise.resolve(Object.entries(quirks).map(([name, { summary }]) => ({ name, description: summary }))),
    switch(next) {
      const isOtherEmulator = JSON.stringify({ ...next, token: '' }) !== JSON.stringify({ ...switches, token: '' });
      switches = next;
      if (isOtherEmulator) emulator = undefined;
      return Promise.resolve(state());
    },
    failNext(status) {
      running().failNext(status);
      return Promise.resolve(state());
    },
    async advance(duration) {
      await running().clock.advance(duration as '1m');
      return state();
    },
    async send(url) {
      const response = await running().fetch(url, { headers: authorization() });
      const body = await response.text();
      return { status: response.status, headers: [...response.headers], body, state: state() };
    },
    async refusal(url) {
      const response = await createEmulator().fetch(url);
      const { error } = (await response.json()) as { error?: { code?: string; message?: string } };
      return `${response.status} ${[error?.code, error?.message].filter(Boolean).join(': ')}`;
    },
    calls: callsOf,
  };
}

/** The calls that the client makes for a query: one, or several where its URL would be too long. They go nowhere. */
async function callsOf(collection: CollectionName, filter: string | undefined, isObserved: boolean): Promise<Calls> {
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = (url) => {
    urls.push(String(url instanceof Request ? url.url : url));
    return Promise.resolve(Response.json({ value: [] }));
  };
  try {
    const client = new DefenderClient('a-token', { fetch, quota: false });
    let query = from(collectionOf(collection).entitySet) as Query;
    if (isObserved) query = query.withObserved() as Query;
    if (filter) query = query.filter(parseFilter(filter));
    const listing: Listed<EntitySetTypes> = client[collection] as never;
    await listing.list(query as never).toArray();
    return { urls, refusal: undefined };
  } catch (error) {
    if (!isDefenderError(error) && !isQueryError(error)) throw error;
    return { urls, refusal: error.message };
  }
}
