import type { Body, InternalCallOptions } from '../core/call-options.ts';
import type { MachineAction } from '../generated/models/index.ts';
import { checkRow, type MachineActions } from '../machine-actions.ts';
import type { PageQuery } from '../paging/read-pages.ts';
import { parseBytes, scanAnswer, type ScannedAnswer } from './scan-answer.ts';
import { writeLines } from './write-lines.ts';

/** The rows of one answer. */
export interface Answer<Row, Rows> {
  readonly count: number;
  readonly nextLink: unknown;
  /** A row to be looked at: its key, its time. */
  peek(index: number): MachineAction;
  /** A row to be kept. */
  take(index: number): Row;
  /** All rows, to be handed on; nothing is asked of the answer afterwards. */
  takeAll(): Rows;
}

/** In what form an export reads rows and hands them on: which rows, is none of its business. */
export interface RowFormat<Row, Rows> {
  /** One call. */
  fetchPage(query: PageQuery, signal: AbortSignal): Promise<Answer<Row, Rows>>;
  /** Puts rows together that were taken from several answers. */
  join(rows: readonly Row[]): Rows;
}

/** Rows as objects. */
export function asObjects(
  machineActions: MachineActions,
  options: InternalCallOptions,
): RowFormat<MachineAction, readonly MachineAction[]> {
  return {
    async fetchPage(query, abortSignal) {
      const { value, '@odata.nextLink': nextLink } = await machineActions.fetchPage(query, { ...options, abortSignal });
      const rowAt = (index: number) => value[index] as MachineAction;
      return { count: value.length, nextLink, peek: rowAt, take: rowAt, takeAll: () => value };
    },
    join: (rows) => rows,
  };
}

/** How the service begins a row. */
const BEGINNING = '{"id":"';

function beginsWithId(bytes: Uint8Array, start: number): boolean {
  let at = 0;
  // Behind its end a text has NaN, which no byte is.
  while (bytes[start + at] === BEGINNING.charCodeAt(at)) at++;
  return at === BEGINNING.length;
}

async function readBody(response: Response): Promise<Body> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { parse: () => scanAnswer(bytes), toString: () => new TextDecoder().decode(bytes) };
}

/** Rows as lines of text, as the service wrote them: none is parsed unless its key or its time has to be looked for. */
export function asLines(
  machineActions: MachineActions,
  options: InternalCallOptions,
): RowFormat<Uint8Array, Uint8Array> {
  return {
    async fetchPage(query, abortSignal) {
      const answer: unknown = await machineActions.ask(query, { ...options, abortSignal, readBody });
      const scanned = answer as ScannedAnswer;
      // A body without a list was refused on the way.
      const { bytes, value: bounds = [], '@odata.nextLink': nextLink } = scanned;
      const boundsOf = (index: number) => bounds.slice(2 * index, 2 * index + 2);
      const peek = (index: number) => {
        const row = parseBytes(bytes, ...boundsOf(index));
        checkRow(row);
        return row as MachineAction;
      };
      const count = bounds.length / 2;
      // What begins in another way is parsed, to see whether it is a row.
      for (let index = 0; index < count; index++) if (!beginsWithId(bytes, bounds[2 * index] ?? 0)) peek(index);
      return {
        count,
        nextLink,
        peek,
        take: (index) => writeLines(scanned, boundsOf(index)),
        takeAll: () => writeLines(scanned, bounds),
      };
    },
    join(lines) {
      const all = new Uint8Array(lines.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const line of lines) {
        all.set(line, at);
        at += line.length;
      }
      return all;
    },
  };
}
