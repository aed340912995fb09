import {
  type DefenderClientOptions,
  exportAll,
  waitFor,
  type ExportCheckpoint,
  type MachineAction,
} from '@defender-odata/client';
import { downloadPackage, isolationOf, runScript } from '@defender-odata/client/machines';
import { and } from '@defender-odata/query-builder';
import { type EmulatorOptions, machine, machineAction, standingOf } from '../../src/emulator/index.ts';
import { collect, type Connection } from './connect.ts';

/** Something that the client promises over a server: what is seen, and what must be. */
export interface Behaviour {
  readonly emulator?: EmulatorOptions;
  readonly client?: DefenderClientOptions;
  observe(connection: Connection): Promise<unknown>;
  readonly expected: unknown;
}

interface HasId {
  readonly id: string;
}

const rows = [...machineAction.generate({ seed: 6, count: 60 })];
const idsOf = (found: readonly HasId[]): readonly string[] => found.map(({ id }) => id);
const sorted = (found: readonly HasId[]): readonly string[] => idsOf(found).toSorted();
const ids = idsOf(rows);
const failed = rows.filter(({ status }) => status === 'Failed');
const sortedIds = ids.toSorted();
const [first = '', second = ''] = ids;
const since = rows[20]?.creationDateTimeUtc ?? '';

/** A row as a program reads it: under the real names, which the client gives it beside the names that it came with. */
function underRealNames(row: MachineAction): object {
  const { lastUpdateTimeUtc: _, ...fields } = row as MachineAction & { readonly lastUpdateTimeUtc?: string };
  return { ...fields, lastUpdateDateTimeUtc: row.lastUpdateDateTimeUtc };
}

/** What an error says to a program. */
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => {
      const { name, code, statusCode } = error as { name: string; code?: string; statusCode?: number };
      return { name, code, statusCode };
    },
  );

/** A machine to act on, on which nothing was done yet. */
const DEVICE = 'd'.repeat(40);
const device: EmulatorOptions = {
  machines: { rows: [machine({ id: DEVICE, healthStatus: 'Active', osPlatform: 'Windows11' })] },
  actions: {
    scripts: { 'x.ps1': ({ args }) => ({ exitCode: 3, output: `ran ${args}` }) },
    packages: { [DEVICE]: 'evidence' },
  },
};
const comment = 'Case 17';

/** What is seen, or what the error says that ends it. */
const orError =
  (observe: Behaviour['observe']): Behaviour['observe'] =>
  async (connection) => {
    const observed = observe(connection);
    return errorOf(observed).then((error) => (error === 'no error' ? observed : error));
  };

/** The rows of every behaviour that does not bring its own. */
export const ROWS = rows;

/** Every behaviour, written once; it is observed over each quirk and each door. */
export const behaviours = {
  'lists every row once, newest first': {
    observe: async ({ client, run }) => idsOf(await run(client.machineActions.list().toArray())),
    expected: ids,
  },
  'gives each row with all that the service knows of it': {
    observe: async ({ client, run }) =>
      (await run(client.machineActions.list((q) => q.top(60)).toArray())).map(underRealNames),
    expected: rows,
  },
  'lists in pages of the size asked for': {
    observe: async ({ client, run }) =>
      (await run(collect(client.machineActions.list().byPage({ maxPageSize: 25 })))).map(idsOf),
    expected: [ids.slice(0, 25), ids.slice(25, 50), ids.slice(50)],
  },
  'keeps its filter from page to page': {
    observe: async ({ client, run }) => {
      const list = client.machineActions.list((q) => q.filter((a) => a.status.eq('Failed')));
      return idsOf((await run(collect(list.byPage({ maxPageSize: 2 })))).flat());
    },
    expected: idsOf(failed),
  },
  'counts top over the whole list, and skips once': {
    observe: async ({ client, run }) => {
      const list = client.machineActions.list((q) => q.skip(3).top(30));
      return (await run(collect(list.byPage({ maxPageSize: 20 })))).map(idsOf);
    },
    expected: [ids.slice(3, 23), ids.slice(23, 33)],
  },
  'fetches ahead when asked to, with the same rows': {
    observe: async ({ client, run }) => {
      const pages = client.machineActions.list(undefined, { prefetch: true }).byPage({ maxPageSize: 25 });
      return idsOf((await run(collect(pages))).flat());
    },
    expected: ids,
  },
  'goes on from a continuation token, in another client': {
    observe: async ({ client, another, run }) => {
      const pages = client.machineActions.list().byPage({ maxPageSize: 20 });
      const token = (await run(collect(pages, 1)))[0]?.continuationToken;
      const rest = another().machineActions.list().byPage({ maxPageSize: 20, continuationToken: token });
      return idsOf((await run(collect(rest))).flat());
    },
    expected: ids.slice(20),
  },
  'gives the first page alone, and no more rows than a limit': {
    observe: async ({ client, run }) => [
      idsOf(await run(client.machineActions.list().firstPage({ maxPageSize: 5 }))),
      idsOf(await run(client.machineActions.list().toArray({ limit: 7 }))),
    ],
    expected: [ids.slice(0, 5), ids.slice(0, 7)],
  },
  'follows a service that cuts pages shorter than asked': {
    emulator: { pageSize: 8 },
    observe: async ({ client, run }) => sorted(await run(client.machineActions.list().toArray())),
    expected: sortedIds,
  },
  'takes a filter as an object, and as a moment of time': {
    observe: async ({ client, run }) => [
      idsOf(await run(client.machineActions.list({ filter: { status: 'Failed' } }).toArray())),
      idsOf(await run(client.machineActions.list((q) => q.filter((a) => a.creationDateTimeUtc.ge(since))).toArray())),
      idsOf(
        await run(
          client.machineActions.list((q) => q.filter((a) => and(a.status.eq('Failed'), a.id.ne(first)))).toArray(),
        ),
      ),
    ],
    expected: [idsOf(failed), ids.slice(0, 21), idsOf(failed.filter(({ id }) => id !== first))],
  },
  'splits a list of IDs that is too long for one URL': {
    client: { maxUrlLength: 700 },
    observe: async ({ client, emulator, run }) => {
      const found = await run(client.machineActions.list((q) => q.filter((a) => a.id.in(ids))).toArray());
      return [sorted(found), emulator.requests.every(({ url }) => url.length <= 700)];
    },
    expected: [sortedIds, true],
  },
  'refuses what the service would refuse, before any call': {
    observe: async ({ client, emulator }) => {
      const asked = () => client.machineActions.list({ filter: { nobody: 1 } } as object);
      return [await errorOf(Promise.resolve().then(asked)), emulator.requests.length];
    },
    expected: [{ name: 'QueryError', code: 'unknown-property', statusCode: undefined }, 0],
  },
  'gets an action, and says where there is none': {
    observe: async ({ client, run }) => [
      (await run(client.machineActions.get(second))).id,
      await run(errorOf(client.machineActions.get('nobody'))),
    ],
    expected: [second, { name: 'DefenderError', code: 'NotFound', statusCode: 404 }],
  },
  'shows an action that was just made as it was made': {
    observe: async ({ client, emulator, run }) => {
      const made = emulator.machineActions.add({ type: 'Isolate' });
      const { creationDateTimeUtc } = await run(client.machineActions.get(made.id));
      return creationDateTimeUtc === made.creationDateTimeUtc;
    },
    expected: true,
  },
  'exports every row once, and those of a filter': {
    observe: async ({ client, run }) => [
      sorted(await run(collect(exportAll(client.machineActions, undefined, { maxPageSize: 25 })))),
      sorted(await run(collect(exportAll(client.machineActions, (q) => q.filter((a) => a.status.eq('Failed')))))),
    ],
    expected: [sortedIds, sorted(failed)],
  },
  'exports every row once as text': {
    observe: async ({ client, run }) => {
      const slices = await run(collect(exportAll(client.machineActions).toNdjson()));
      const lines = slices.flatMap(({ ndjson }) => new TextDecoder().decode(ndjson).split('\n').slice(0, -1));
      return sorted(lines.map((line) => JSON.parse(line) as HasId));
    },
    expected: sortedIds,
  },
  'goes on with an export from its checkpoint, in another client': {
    observe: async ({ client, another, run }) => {
      const settings = { maxPageSize: 20, concurrency: 1 };
      const begun = await run(collect(exportAll(client.machineActions, undefined, settings).bySlice(), 1));
      const checkpoint = JSON.parse(JSON.stringify(begun[0]?.checkpoint)) as ExportCheckpoint;
      const rest = exportAll(another().machineActions, undefined, { ...settings, checkpoint });
      return sorted([...begun.flatMap((slice) => slice.rows), ...(await run(collect(rest)))]);
    },
    expected: sortedIds,
  },
  'waits for several actions, and for one': {
    observe: async ({ client, emulator, run }) => {
      const [quick, slow] = [
        emulator.machineActions.add({ type: 'Isolate' }),
        emulator.machineActions.add({ type: 'RunAntiVirusScan' }),
      ];
      emulator.machineActions.timeline(quick.id, [['1m', 'Succeeded']]);
      emulator.machineActions.timeline(slow.id, [
        ['2m', 'InProgress'],
        ['1h', 'Failed'],
      ]);
      const several = await run(waitFor(client.machineActions, [quick.id, slow.id, 'nobody']));
      const one = await run(waitFor(client.machineActions, slow.id));
      return [...several, one].map(({ outcome, action }) => [outcome, action?.status]);
    },
    expected: [
      ['final', 'Succeeded'],
      ['final', 'Failed'],
      ['unknown', undefined],
      ['final', 'Failed'],
    ],
  },
  'isolates a machine once, waits, tells what is so, and releases it': {
    emulator: device,
    observe: orError(async ({ client, emulator, run }) => {
      const seen: unknown[] = [];
      for (const act of [client.machines.isolate, client.machines.unisolate]) {
        const action = await run(act(DEVICE, { comment }));
        const { outcome } = await run(waitFor(client.machineActions, action));
        const told = (await run(isolationOf(client, [DEVICE]))).get(DEVICE)?.state;
        seen.push(action.wasRunning, outcome, told, standingOf(emulator, DEVICE).isolation);
      }
      const mine = emulator.machineActions.rows.filter(({ machineId }) => machineId === DEVICE);
      return [...seen, mine.map(({ type, requestorComment }) => [type, requestorComment])];
    }),
    expected: [
      false,
      'final',
      'isolated',
      'Full',
      false,
      'final',
      'released',
      null,
      [
        ['Unisolate', comment],
        ['Isolate', comment],
      ],
    ],
  },
  'gives what runs already, and cancels it': {
    emulator: device,
    observe: orError(async ({ client, another, emulator, run }) => {
      const scan = { comment, scanType: 'Full' } as const;
      const started = await run(client.machines.runAntiVirusScan(DEVICE, scan));
      emulator.machineActions.timeline(started.id, []);
      await emulator.clock.advance('10m');
      const again = await run(another().machines.runAntiVirusScan(DEVICE, scan));
      const cancelled = await run(client.machineActions.cancel(started.id, { comment: 'By mistake' }));
      const over = await run(errorOf(client.machineActions.cancel(started.id, { comment: 'Once more' })));
      return [started.wasRunning, again.wasRunning, again.id === started.id, cancelled.status, over];
    }),
    expected: [false, true, true, 'Cancelled', { name: 'DefenderError', code: 'AlreadyFinal', statusCode: 400 }],
  },
  'runs a script, and reads what it said without a token': {
    emulator: device,
    observe: orError(async ({ client, emulator, run }) => {
      const result = await run(runScript(client, DEVICE, { script: 'x.ps1', args: '-All', comment }));
      const { outcome, exitCode, output } = result as { outcome: string; exitCode?: number; output?: string };
      return [outcome, exitCode, output, emulator.violations];
    }),
    expected: ['ran', 3, 'ran -All', []],
  },
  'collects a package, and downloads it without a token': {
    emulator: device,
    observe: orError(async ({ client, emulator, run }) => {
      const action = await run(client.machines.collectInvestigationPackage(DEVICE, { comment }));
      await run(waitFor(client.machineActions, action));
      let text = '';
      const write = (chunk: Uint8Array): void => {
        text += new TextDecoder().decode(chunk);
      };
      const { size } = await run(downloadPackage(client, action.id, { write }));
      return [size, text, emulator.violations];
    }),
    expected: [8, 'evidence', []],
  },
  'stops when it is told to, between pages and while it waits': {
    observe: async ({ client, emulator, run }) => {
      const { id } = emulator.machineActions.add({ type: 'Isolate' });
      emulator.machineActions.timeline(id, []);
      const between = new AbortController();
      const list = client.machineActions.list(undefined, { abortSignal: between.signal });
      const reading = (async () => {
        for await (const page of list.byPage({ maxPageSize: 10 })) if (page.length > 0) between.abort();
      })();
      const waiting = new AbortController();
      const wait = waitFor(client.machineActions, id, { abortSignal: waiting.signal });
      void emulator.clock.sleep(600_000).then(() => waiting.abort());
      return [await run(errorOf(reading)), await run(errorOf(wait))];
    },
    expected: [
      { name: 'AbortError', code: 'Aborted', statusCode: undefined },
      { name: 'AbortError', code: 'Aborted', statusCode: undefined },
    ],
  },
} as const satisfies Readonly<Record<string, Behaviour>>;

/** The name of a behaviour. */
export type BehaviourName = keyof typeof behaviours;
