import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OperationId } from '@defender-odata/client';
import { definitions } from '../emulator/definitions.ts';
import { routeOf } from '../http/route.ts';
import { createFakes } from './fakes.ts';
import { rowsOf, withRealNames, type AnsweredRows } from './recorded-rows.ts';
import { createScrubber } from './scrub.ts';

/** The file of a recording that holds the rows of a collection, one a line, in the order they came. */
export const rowsFile = (collection: string): string => `${collection}.ndjson`;
/** The file that says what was recorded and what was left out. */
export const REPORT_FILE = 'report.json';

/** What a recording left out, and what it counted. */
export interface RecordingReport {
  /** How many answers there were, by status. */
  readonly answers: Readonly<Record<string, number>>;
  /** How many rows were stored, by collection. */
  readonly rows: Readonly<Record<string, number>>;
  /**
   * How often a property was dropped because the spec does not know it, or knows it otherwise, by collection and path. A name that the
   * spec does not know may say who somebody is: it is not stored, and stands here as `unknown-1`.
   */
  readonly dropped: Readonly<Record<string, number>>;
  /** How many rows were not stored because they came without a key that the spec knows: nothing could play them. Absent for none. */
  readonly withoutKey?: Readonly<Record<string, number>>;
}

/** What a call asks, by its method and path; undefined for what is none of the service's operations. */
function operationOfCall(
  input: Parameters<typeof globalThis.fetch>[0],
  init?: Parameters<typeof globalThis.fetch>[1],
): OperationId | undefined {
  const asked = input instanceof Request ? input : undefined;
  const method = init?.method ?? asked?.method ?? 'GET';
  return routeOf(method.toUpperCase(), new URL(asked?.url ?? (input as string | URL)).pathname)?.operationId;
}

/** What a copy of a body holds; undefined for one that breaks, is cut off or was read before: that is for the caller to meet. */
async function textOf(response: Response): Promise<string | undefined> {
  try {
    return await response.clone().text();
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Counts = Map<string, number>;
const count = (counts: Counts, key: string, by = 1): Counts => counts.set(key, (counts.get(key) ?? 0) + by);

/**
 * Makes a `fetch` that stores what the service really answers, without anything that names somebody: texts that the spec calls personal,
 * and texts of which it says nothing, become fakes, the same value always the same fake; what the spec does not know is dropped, and
 * counted in `report.json`. Requests, headers and tokens are not stored at all. A recording that the folder has already is replaced.
 *
 * @param fetch What asks the service.
 * @param dir The folder; it is made where there is none. Each collection has a file in it, one row a line.
 * @returns A `fetch` for a client. What it answers is the service's own answer, untouched; one whose body breaks is not stored. It
 *   rejects where an answer cannot be written.
 *
 * @example
 * const client = new DefenderClient(credential, { fetch: record(globalThis.fetch, 'recordings/nightly') });
 */
export function record(fetch: typeof globalThis.fetch, dir: string): typeof globalThis.fetch {
  const answers: Counts = new Map();
  const stored: Counts = new Map();
  const dropped: Counts = new Map();
  const withoutKey: Counts = new Map();
  const fakes = createFakes();
  let collection = '';
  const scrub = createScrubber(fakes, (path) => count(dropped, `${collection}.${path}`));
  let isBegun = false;
  // One answer at a time is stored, so that lines and numbers never mix.
  let storing = Promise.resolve();

  async function begin(): Promise<void> {
    await mkdir(dir, { recursive: true });
    for (const { name } of definitions) await rm(join(dir, rowsFile(name)), { force: true });
    isBegun = true;
  }

  /** The lines of the rows that have a key, by which a recording is read. */
  function linesOf({ definition, rows }: AnsweredRows): readonly string[] {
    collection = definition.name;
    return rows.flatMap((row) => {
      const kept = scrub(withRealNames(row, definition), definition.schema);
      if (Object.hasOwn(kept, definition.key)) return [`${JSON.stringify(kept)}\n`];
      count(withoutKey, definition.name);
      return [];
    });
  }

  async function store({ ok, status }: Response, text: string, operationId: OperationId): Promise<void> {
    if (!isBegun) await begin();
    count(answers, String(status));
    const answered = ok ? rowsOf(operationId, parse(text)) : undefined;
    if (answered !== undefined) {
      const lines = linesOf(answered);
      await appendFile(join(dir, rowsFile(answered.definition.name)), lines.join(''));
      count(stored, answered.definition.name, lines.length);
    }
    const report: RecordingReport = {
      answers: Object.fromEntries(answers),
      rows: Object.fromEntries(stored),
      dropped: Object.fromEntries(dropped),
      ...(withoutKey.size > 0 && { withoutKey: Object.fromEntries(withoutKey) }),
    };
    await writeFile(join(dir, REPORT_FILE), `${JSON.stringify(report, null, 2)}\n`);
  }

  return async (input, init) => {
    const response = await fetch(input, init);
    const operationId = operationOfCall(input, init);
    if (operationId === undefined) return response;
    const text = await textOf(response);
    if (text === undefined) return response;
    const written = storing.then(() => store(response, text, operationId));
    // What cannot be written is told to the call that met it; the next one may find room again.
    storing = written.catch(() => undefined);
    await written;
    return response;
  };
}
