import { hashText } from '../support/hash.ts';
import { createRandom } from '../support/random.ts';
import type { CollectionDefinition } from '../rows/definition.ts';
import { makeRow, type Drawing } from '../rows/make-row.ts';
import type { CollectionPlugIn, Making, RowSource } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';

/** Makes rows of one collection: by its plug-in where it has one, by its schema otherwise. */
export interface RowMaker {
  /** Row `index` of a generated set, older the higher its index is: the same whatever the number of rows. */
  generate(index: number, before: number): Row;
  /** A row that is at rest, around some values. */
  sample(values: Row, drawing: Drawing): Row;
  /** A row that is new, around some values. */
  begin(values: Row, drawing: Drawing): Row;
}

/** A stream of numbers of a collection: its generated rows have those from 0 on, what comes later has -1. */
export const streamOf = (name: string, index: number): number => (hashText(name) + index) | 0;

/** Rows that no plug-in makes are an hour apart. */
const STEP = 60 * 60_000;
const LATER = -1;

/** The stream of what comes later. */
export const laterStream = (name: string): number => streamOf(name, LATER);

/**
 * Makes a maker.
 *
 * @param plugIn What is known of the collection beyond the spec. Properties that it leaves out are drawn from the schema, and those that
 *   the spec does not have are left out, so that it need not change with the spec.
 * @param seed From what generated rows are drawn.
 * @param rowsOf The rows of other collections.
 */
export function createMaker(
  definition: CollectionDefinition,
  plugIn: CollectionPlugIn | undefined,
  seed: number,
  rowsOf: Making['rowsOf'],
): RowMaker {
  const { name, schema } = definition;
  const properties = new Set(Object.keys(schema.properties ?? {}));
  let generatedFits: boolean | undefined;

  const fits = (row: Row): boolean => {
    const keys = Object.keys(row);
    return keys.length === properties.size && keys.every((key) => properties.has(key));
  };

  /** A row of a plug-in with the properties that the spec has, and those that were given. */
  function fit(row: Row, values: Row, drawing: Drawing): Row {
    if (fits(row)) return row;
    const own = Object.fromEntries(
      Object.entries(row).filter(([key]) => properties.has(key) || Object.hasOwn(values, key)),
    );
    return makeRow(definition, own, drawing);
  }

  const made = (make: ((values: Row, making: Making) => Row) | undefined, values: Row, drawing: Drawing): Row =>
    make === undefined
      ? makeRow(definition, values, drawing)
      : fit(make(values, { ...drawing, rowsOf }), values, drawing);

  return {
    generate(index, before) {
      const random = createRandom(seed, streamOf(name, index));
      const make = plugIn?.generate;
      if (make === undefined) {
        return makeRow(definition, {}, { random, index, at: before - index * STEP - random.below(STEP) });
      }
      const drawing = { random, index, at: before };
      const row = make({ ...drawing, rowsOf });
      // A plug-in gives all its rows the same properties, and there may be a million of them.
      generatedFits ??= fits(row);
      return generatedFits ? row : fit(row, {}, drawing);
    },
    sample: (values, drawing) => made(plugIn?.sample, values, drawing),
    begin: (values, drawing) => made(plugIn?.begin, values, drawing),
  };
}

/** Generated rows, each made when somebody looks at it, and kept. */
export interface GeneratedRows extends RowSource {
  at(index: number): Row;
  all(): readonly Row[];
}

/**
 * Generates rows.
 *
 * @param before The instant before which they were all there, in milliseconds.
 */
export function generatedRows(maker: RowMaker, count: number, before: number): GeneratedRows {
  const rows: Row[] = [];
  const at = (index: number): Row => (rows[index] ??= maker.generate(index, before));
  return { length: count, at, all: () => Array.from({ length: count }, (_, index) => at(index)) };
}
