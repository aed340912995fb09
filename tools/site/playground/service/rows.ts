import { parseFilter } from '@defender-odata/query-builder/parse';
import { compileFilter, isODataEvaluationError, isODataTypeError } from '@defender-odata/query-builder/evaluate';
import { createEmulator } from '@defender-odata/testing/emulator';
import { collectionOf, type CollectionName } from '../model/collections.ts';
import { readRows } from '../model/row-file.ts';
import { createWhyOut } from '../model/why-out.ts';
import type { RowsAnswer, RowsQuestion } from './protocol.ts';

/** How many rows are drawn where somebody wants seeded ones. */
export const SEEDED = 1000;

type Row = Readonly<Record<string, unknown>>;

/** The rows that filters are evaluated over. */
export function createRowEngine() {
  let file: readonly object[] = [];
  const drawn = new Map<string, readonly object[]>();

  function rowsOf(source: RowsQuestion['source'], collection: CollectionName): readonly object[] {
    if (source === 'file') return file;
    const key = `${source} ${collection}`;
    let rows = drawn.get(key);
    if (!rows) {
      const emulator = createEmulator(source === 'seeded' ? { [collection]: { count: SEEDED } } : {});
      drawn.set(key, (rows = emulator[collection].rows));
    }
    return rows;
  }

  function evaluate({ source, collection, filter, side, limit }: RowsQuestion): RowsAnswer {
    const start = performance.now();
    const rows = rowsOf(source, collection);
    const { entityType } = collectionOf(collection).entitySet;
    const tree = filter === undefined ? undefined : parseFilter(filter);
    const answer = { total: rows.length, matching: 0, rows: [], failure: undefined };
    try {
      const isIn = tree ? compileFilter(tree, entityType) : () => true;
      const whyOut = tree ? createWhyOut(tree, entityType) : () => undefined;
      const shown: object[] = [];
      let matching = 0;
      for (const row of rows) {
        const matches = isIn(row);
        if (matches) matching++;
        if (matches === (side === 'in') && shown.length < limit) shown.push(row);
      }
      const withReasons = shown.map((row) => ({ row: row as Row, reason: side === 'out' ? whyOut(row) : undefined }));
      return { ...answer, matching, rows: withReasons, milliseconds: performance.now() - start };
    } catch (error) {
      if (!isODataEvaluationError(error) && !isODataTypeError(error)) throw error;
      return { ...answer, failure: error.message, milliseconds: performance.now() - start };
    }
  }

  return {
    async takeFile(given: Blob): Promise<number> {
      file = readRows(await given.text());
      return file.length;
    },
    evaluate: (question: RowsQuestion) => Promise.resolve(evaluate(question)),
  };
}
