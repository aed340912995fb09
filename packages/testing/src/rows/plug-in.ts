import type { Random } from '../support/random.ts';
import type { Change, Effects } from './effects.ts';
import type { Drawing } from './make-row.ts';
import type { Row } from './row.ts';

/** The rows of a collection that made-up rows of another one may point at. */
export interface RowSource {
  readonly length: number;
  at(index: number): Row | undefined;
  /** The row of a key, where that can be told without making them all. */
  get?(key: string): Row | undefined;
}

/** What a made-up row starts from, in a tenant of several collections. */
export interface Making extends Drawing {
  /** The rows of another collection; undefined where the spec has no such collection. */
  rowsOf(collection: string): RowSource | undefined;
}

/** How rows move on by themselves. */
export interface LifeCycle {
  /** Draws what is to come of a row; nothing for one that is at its end. */
  draw(row: Row, key: string, seed: number, now: number): readonly Change[];
  /** What else changes in a row when its status does, the status included. */
  changesOf(row: Row, status: string, at: number, random: Random): Row;
}

/** What is known of a collection beyond the spec: realistic rows, and what becomes of them. Without it, rows are made of their schema. */
export interface CollectionPlugIn {
  /** The name of the collection. */
  readonly collection: string;
  /** Makes row `index` of a generated set: `at` is the instant before which all of it was there. */
  readonly generate?: (making: Making) => Row;
  /** Makes a row that is at rest, around some values: what a test's factory gives. */
  readonly sample?: (values: Row, making: Making) => Row;
  /** Makes a row that is new at `at`, around some values: what is added without a key, and what arrives by itself. */
  readonly begin?: (values: Row, making: Making) => Row;
  readonly lifeCycle?: LifeCycle;
  /**
   * What actions on rows, and those that add some, come to.
   *
   * @param options The option of an emulator that says how they go, unchecked; undefined where it is not given.
   * @throws EmulatorError for an option that is not right.
   */
  readonly effects?: (options: object | undefined) => Effects;
  /** How many rows there are where those of another collection are generated that point at them. */
  readonly usual?: number;
  /** The collection whose rows point at these, and what such a row says of the one that it points at. */
  readonly impliedBy?: { readonly collection: string; readonly valuesOf: (row: Row) => Row | undefined };
  /** How rows look in answers with the quirks that are on, where that differs from what they are. */
  readonly present?: (quirks: ReadonlySet<string>) => readonly ((row: Row) => Row)[];
}
