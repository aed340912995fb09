import type { RowInput } from '../rows/row.ts';
import type { TimelineStep } from './timeline-steps.ts';

/** New rows that arrive by themselves. */
export interface Traffic {
  /** How many rows are made in a minute, on average: a number above 0, up to 60,000. */
  readonly perMinute: number;
}

/**
 * The rows of one collection of an emulator.
 *
 * @typeParam Whole - A row with all its properties.
 * @typeParam Key - The property that tells rows apart.
 */
export interface EmulatedCollection<Whole extends object, Key extends keyof Whole> {
  /** Copies of the rows that a list shows, in its order. */
  readonly rows: readonly Whole[];
  /**
   * Adds a row. With a key it is stored as given. Without one it is made whole and new, with a key of its own; so is a row of a factory
   * whose key nobody gave, where another row has it.
   *
   * @returns A copy of the row.
   * @throws EmulatorError `InvalidRow` for values that the spec does not allow, or a key that is taken.
   */
  add(row: RowInput<Whole, Key>): Whole;
  /**
   * Adds several rows, all of them or, where one is not right, none.
   *
   * @returns Copies of the rows.
   * @throws EmulatorError `InvalidRow`, with the row's number, counted from 0.
   */
  add(rows: readonly RowInput<Whole, Key>[]): Whole[];
  /** Adds several rows, as with a list of them. */
  add(first: RowInput<Whole, Key>, second: RowInput<Whole, Key>, ...more: readonly RowInput<Whole, Key>[]): Whole[];
  /**
   * Changes some properties of a row. With a final status its timeline ends: it stays as it is until it is given another one.
   *
   * @returns A copy of the row.
   * @throws EmulatorError `UnknownRow`, `InvalidRow`.
   */
  update(key: Whole[Key], changes: Partial<Whole>): Whole;
  /**
   * Removes a row.
   *
   * @throws EmulatorError `UnknownRow`.
   */
  remove(key: Whole[Key]): void;
  /**
   * Lets new rows arrive as time goes by; undefined ends it.
   *
   * @throws EmulatorError `InvalidOption`.
   */
  traffic(traffic: Traffic | undefined): void;
}

/** The rows of a collection whose rows have a status that comes to an end. */
export interface LivingCollection<Whole extends object, Key extends keyof Whole> extends EmulatedCollection<
  Whole,
  Key
> {
  /**
   * Says how a row's status goes on: spans from now, each with the status from then on. No steps at all: it stays as it is.
   *
   * @throws EmulatorError `UnknownRow`, `InvalidTimeline`.
   * @example
   * emulator.machineActions.timeline(id, [['10s', 'InProgress'], ['2m', 'Succeeded']]);
   */
  timeline(key: Whole[Key], steps: readonly TimelineStep[]): void;
}
