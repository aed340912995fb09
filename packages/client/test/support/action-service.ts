import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { DefenderClient, machineActions, operations, type DefenderClientOptions, type Fetch } from '../../src/index.ts';
import { json, serviceError } from './fake-service.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What happens to one write: whether the service does it, and what the client gets to see. */
export interface Fault {
  readonly isDone: boolean;
  /** `connect`: nothing is sent; `reset` and `silence`: no answer; a number: a status, as an answer. */
  readonly seen: 'connect' | 'reset' | 'silence' | 'cut' | number;
}

/** How the service behaves. */
export interface Behaviour {
  /** What happens to each write, in order; what comes later is done and answered. */
  readonly faults?: readonly Fault[];
  /** How long a list, and a get, do not show a new row, in milliseconds. */
  readonly lag?: number;
  /** What comes of the same action again while it runs: the row that runs, or a 400. */
  readonly duplicates?: 'same' | 'refuse';
  /** How far the service's clock is ahead of the client's, in milliseconds, and whether its answers say so. */
  readonly ahead?: number;
  readonly saysDate?: boolean;
  /** What replaces the answer to a read. */
  readonly read?: (url: URL) => Response | undefined;
  /** What replaces the answer to a write. */
  readonly write?: (row: Row) => object;
}

/** A row, as it is answered; when it was made is not enumerable, and not sent. */
export type Row = Record<string, unknown> & { id: string; status: string; readonly createdMs: number };

export const MACHINE = 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f';
export const OTHER = '7b1f4967d9728e5aa3c06a9e617a22a4a5a17378';

const kinds = Object.values(operations).filter(({ kind }) => kind === 'action');

/** The service of actions, as far as the client sees it, on a clock that stands still until a timer is waited for. */
export function actionService(behaviour: Behaviour = {}, options: DefenderClientOptions = {}) {
  const {
    faults = [],
    lag = 0,
    duplicates = 'same',
    ahead = 0,
    saysDate = false,
    read,
    write = (row) => row,
  } = behaviour;
  const clock = new VirtualClock();
  const rows: Row[] = [];
  /** The writes that reached the service, and the bodies they had. */
  const writes: { readonly url: URL; readonly body: Readonly<Record<string, unknown>>; isDone: boolean }[] = [];
  const reads: URL[] = [];
  const now = () => clock.now() + ahead;
  const dated = (response: Response): Response => {
    if (saysDate) response.headers.set('date', new Date(now()).toUTCString());
    return response;
  };

  function add(values: Readonly<Record<string, unknown>>, createdMs = now()): Row {
    const row = {
      id: `action-${rows.length + 1}`,
      status: 'Pending',
      scope: null,
      requestor: 'app',
      requestorComment: 'c',
      machineId: MACHINE,
      computerDnsName: 'host.example',
      creationDateTimeUtc: new Date(createdMs).toISOString(),
      relatedFileInfo: null,
      ...values,
    };
    const made: Row = Object.defineProperty(row, 'createdMs', { value: createdMs }) as typeof row & {
      createdMs: number;
    };
    rows.unshift(made);
    return made;
  }

  /** What the service does with a write that reaches it. */
  function perform(url: URL, body: Readonly<Record<string, unknown>>): Response {
    const [, , set = '', id = ''] = url.pathname.split('/');
    const operation = kinds.find(({ path }) => new RegExp(`^${path.replace('{id}', '[^/]+')}$`).test(url.pathname));
    if (!operation) return serviceError(404, 'NotFound');
    if (set === 'machineactions') {
      const row = rows.find((one) => one.id === id);
      if (!row) return serviceError(404, 'ResourceNotFound');
      if (row.status !== 'Pending' && row.status !== 'InProgress') return serviceError(400, 'BadRequest');
      Object.assign(row, { status: 'Cancelled', cancellationComment: body['Comment'] });
      return json(row);
    }
    const words: Readonly<Record<string, unknown>> = 'with' in operation ? operation.with : {};
    const values = Object.fromEntries(
      Object.entries(words).map(([name, value]) => {
        const { from } = Object(value) as { readonly from?: string };
        return [name, from === undefined ? value : (body[from] ?? null)];
      }),
    );
    const running = rows.find(
      (row) => row['machineId'] === id && row['type'] === values['type'] && /Pending|InProgress/.test(row.status),
    );
    if (running && duplicates === 'same') return json(write(running), 201);
    if (running)
      return json({ error: { code: 'BadRequest', message: 'Action is already in progress', target: 't' } }, 400);
    return json(write(add({ ...values, machineId: id })), operation.statuses[0]);
  }

  function answerRead(url: URL): Response {
    reads.push(url);
    const own = read?.(url);
    if (own) return own;
    const visible = rows.filter(({ createdMs }) => createdMs + lag <= now());
    const [, , , id] = url.pathname.split('/');
    if (id !== undefined) {
      const row = visible.find((one) => one.id === id);
      return row ? json(row) : serviceError(404, 'ResourceNotFound');
    }
    const filter = url.searchParams.get('$filter');
    const keep = filter ? compileFilter(filter, machineActions.entityType) : () => true;
    return json({ value: visible.filter((row) => keep(row)) });
  }

  const fetch: Fetch = async (address, init) => {
    init.signal?.throwIfAborted();
    const url = new URL(address);
    if (init.method === 'GET') return dated(answerRead(url));
    const fault = faults[writes.length];
    if (fault?.seen === 'connect') {
      writes.push({ url, body: {}, isDone: false });
      throw Object.assign(new TypeError('fetch failed'), {
        cause: Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect', code: 'ECONNREFUSED' }),
      });
    }
    const body = JSON.parse(String(init.body)) as Readonly<Record<string, unknown>>;
    const entry = { url, body, isDone: fault?.isDone ?? true };
    writes.push(entry);
    const answer = entry.isDone ? perform(url, body) : undefined;
    if (!fault) return dated(answer ?? serviceError(500, 'x'));
    if (fault.seen === 'reset')
      throw Object.assign(new TypeError('fetch failed'), {
        cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
      });
    if (fault.seen === 'silence') return new Promise<Response>(() => {});
    if (fault.seen === 'cut') return dated(Object.assign(json({}), { text: async () => '{"id": "act' }));
    return dated(fault.seen === 201 && answer ? answer : serviceError(fault.seen, 'Said'));
  };
  const client = new DefenderClient('secret-token', { clock, fetch, random: () => 1, ...options });
  return { client, clock, rows, add, writes, reads, fetch, done: () => writes.filter(({ isDone }) => isDone).length };
}
