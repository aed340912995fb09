import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { propertyAliases } from '@defender-odata/client';
import { routeOf } from '../http/route.ts';
import { createFakes } from './fakes.ts';
import { scrubRow } from './scrub.ts';

/** The file of a recording that holds its rows, one a line, in the order they came. */
export const ROWS_FILE = 'rows.ndjson';
/** The file that says what was recorded and what was left out. */
export const REPORT_FILE = 'report.json';

/** What a recording left out, and what it counted. */
export interface RecordingReport {
  /** How many answers there were, by status. */
  readonly answers: Readonly<Record<string, number>>;
  /** How many rows were stored. */
  readonly rows: number;
  /** How often a field was dropped because the spec does not know it, or knows it otherwise, by path. */
  readonly dropped: Readonly<Record<string, number>>;
  /** How many rows were not stored because they came without an `id` that the spec knows: nothing could play them. Absent for none. */
  readonly withoutId?: number;
}

const aliases: ReadonlyMap<string, string> = new Map(Object.entries(propertyAliases.MachineAction));

/** A row under the real names of its properties; where it has both names, the alias is left to be dropped. */
function withRealNames(row: object): object {
  const nameOf = (key: string): string => {
    const name = aliases.get(key);
    return name === undefined || Object.hasOwn(row, name) ? key : name;
  };
  return Object.fromEntries(Object.entries(row).map(([key, value]): [string, unknown] => [nameOf(key), value]));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rows of an answer: of a list, or of one action; none for anything else. */
function rowsOf(body: unknown): readonly object[] {
  if (!isObject(body)) return [];
  if (Array.isArray(body['value'])) return body['value'].filter(isObject);
  if (typeof body['id'] !== 'string') return [];
  const { '@odata.context': _, ...row } = body;
  return [row];
}

const urlOf = (input: Parameters<typeof globalThis.fetch>[0]): URL =>
  new URL(input instanceof Request ? input.url : input);

/** What a copy of a body holds; undefined for one that breaks, is cut off or was read before: that is for the caller to meet. */
async function textOf(response: Response): Promise<string | undefined> {
  try {
    return await response.clone().text();
  } catch {
    return undefined;
  }
}

const countOf = (counts: Map<string, number>, key: string): Map<string, number> =>
  counts.set(key, (counts.get(key) ?? 0) + 1);

/**
 * Makes a `fetch` that stores what the service really answers, without anything that names somebody: IDs, users, devices, files and free
 * text become fakes, the same value always the same fake; fields that the spec does not know are dropped and named in `report.json`.
 * Requests, headers and tokens are not stored at all. A recording that the folder has already is replaced.
 *
 * @param fetch What asks the service.
 * @param dir The folder; it is made where there is none.
 * @returns A `fetch` for a client. What it answers is the service's own answer, untouched; one whose body breaks is not stored. It
 *   rejects where an answer cannot be written.
 *
 * @example
 * const client = new DefenderClient(credential, { fetch: record(globalThis.fetch, 'recordings/nightly') });
 */
export function record(fetch: typeof globalThis.fetch, dir: string): typeof globalThis.fetch {
  const fakes = createFakes();
  const answers = new Map<string, number>();
  const dropped = new Map<string, number>();
  let rows = 0;
  let withoutId = 0;
  let isBegun = false;
  // One answer at a time is stored, so that lines and numbers never mix.
  let storing = Promise.resolve();

  async function begin(): Promise<void> {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, ROWS_FILE), '');
    isBegun = true;
  }

  /** The line of a row; none without an ID, by which a recording is read. */
  function lineOf(row: object): readonly string[] {
    const kept = scrubRow(withRealNames(row), fakes, (path) => countOf(dropped, path));
    if (Object.hasOwn(kept, 'id')) return [`${JSON.stringify(kept)}\n`];
    withoutId += 1;
    return [];
  }

  async function store({ ok, status }: Response, text: string): Promise<void> {
    if (!isBegun) await begin();
    countOf(answers, String(status));
    const lines = ok ? rowsOf(parse(text)).flatMap(lineOf) : [];
    await appendFile(join(dir, ROWS_FILE), lines.join(''));
    rows += lines.length;
    const report: RecordingReport = {
      answers: Object.fromEntries(answers),
      rows,
      dropped: Object.fromEntries(dropped),
      ...(withoutId > 0 && { withoutId }),
    };
    await writeFile(join(dir, REPORT_FILE), `${JSON.stringify(report, null, 2)}\n`);
  }

  return async (input, init) => {
    const response = await fetch(input, init);
    if (routeOf('GET', urlOf(input).pathname) === undefined) return response;
    const text = await textOf(response);
    if (text === undefined) return response;
    const stored = storing.then(() => store(response, text));
    // What cannot be written is told to the call that met it; the next one may find room again.
    storing = stored.catch(() => undefined);
    await stored;
    return response;
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
