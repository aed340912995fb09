import { withEarlierCreation } from '../quirks/present.ts';
import type { QuirkName } from '../quirks/catalogue.ts';
import { checkObject, checkRow } from '../rows/check-row.ts';
import { copyValues } from '../rows/copy-values.ts';
import type { Row, RowInput } from '../rows/row.ts';
import { readSteps, type TimelineStep } from '../store/timeline-steps.ts';
import type { Traffic } from './life.ts';
import type { Lives } from './life.ts';
import type { TenantCollection } from './tenant.ts';

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

/** What a collection works on; after a reset, other rows. */
export interface CollectionParts {
  readonly collection: TenantCollection;
  readonly lives: Lives;
  readonly now: number;
}

/**
 * Makes the rows of a collection as a test has them.
 *
 * @param parts Gives what it works on, with everything done that was due by now.
 * @param quirks The quirks that are on.
 */
export function createCollection(
  parts: () => CollectionParts,
  quirks: ReadonlySet<QuirkName>,
): LivingCollection<Record<string, unknown>, string> {
  function add(input: RowInput | readonly RowInput[]): never {
    const { collection, lives, now } = parts();
    const { definition } = collection;
    const life = lives.of(definition.name);
    const rows = collection.read(Array.isArray(input) ? input : [input], now);
    const copies = rows.map((row) => {
      collection.add(quirks.has('creation-time-moves') ? withEarlierCreation(row, definition) : row, now);
      life.live(row, now);
      return copyValues(row);
    });
    return (Array.isArray(input) ? copies : copies[0]) as never;
  }

  return {
    get rows() {
      return parts().collection.store.listed.map(copyValues);
    },
    add,
    update(key, changes) {
      const { collection, lives } = parts();
      const { definition } = collection;
      const { name, final } = definition;
      checkObject(changes, 'the changes');
      checkRow(changes, definition, 'the changes');
      const updated = collection.store.update(String(key), copyValues<Row>(changes));
      // What was to come was drawn, or told, for a row that went on.
      if (final !== undefined && final.values.includes(String(changes[final.property]))) {
        lives.of(name).setTimeline(String(key), []);
      }
      return copyValues(updated);
    },
    remove(key) {
      parts().collection.store.remove(String(key));
    },
    timeline(key, steps) {
      const { collection, lives, now } = parts();
      const { name, final } = collection.definition;
      // Asked for its error: a timeline of a row that does not exist would never show.
      collection.store.update(String(key), {});
      lives.of(name).setTimeline(String(key), readSteps(String(key), steps, now, final?.values ?? []));
    },
    traffic(traffic) {
      const { collection, lives, now } = parts();
      lives.of(collection.definition.name).setTraffic(traffic, now);
    },
  };
}
