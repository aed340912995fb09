import { createColumnLayer, type LaidColumns } from '../columns/lay-columns.ts';
import { EmulatorError } from '../errors.ts';
import { isOnItsWay } from '../rows/known-values.ts';
import type { Row } from '../rows/row.ts';
import { compareCreated } from './newest-first.ts';
import { createRowKeeper, type KeptRow, type RowKeeper } from './row-keeper.ts';
import { UNPACKED } from './unpacked.ts';

/** Rows that an emulator is given. */
export interface GivenRows {
  /** The rows that a list shows, in any order; they are asked for once, one by one. */
  readonly listed: Iterable<Row>;
  /** Rows that can be got by ID and that no list shows. */
  readonly unlisted: readonly Row[];
}

/** The rows that an emulator starts with, and starts with again when it is reset; none of this changes. */
export interface InitialRows {
  /** The rows that a list shows, newest first. */
  readonly listed: readonly KeptRow[];
  /** Every row. */
  readonly byId: ReadonlyMap<string, KeptRow>;
  /** The listed rows that have not come to their end, as they were given. */
  readonly onTheirWay: readonly Row[];
  readonly columns: LaidColumns;
  readonly keeper: RowKeeper;
}

/** The error of a row whose ID another one has. */
export const takenId = (place: string, id: string): EmulatorError =>
  new EmulatorError(
    'InvalidRow',
    `${place}.id is ${JSON.stringify(id)}, which another row has; each row needs its own.`,
  );

/**
 * Takes rows in: packs them, puts them in order, and lays out their columns.
 *
 * @throws EmulatorError `InvalidRow` where two rows have one ID.
 */
export function takeIn({ listed, unlisted }: GivenRows): InitialRows {
  const keeper = createRowKeeper();
  const byId = new Map<string, KeptRow>();
  const kept: KeptRow[] = [];
  const onTheirWay: Row[] = [];
  let layer = createColumnLayer();
  let inOrder = true;

  function register(row: Row, place: string, as: KeptRow): void {
    if (byId.has(row.id)) throw takenId(place, row.id);
    byId.set(row.id, as);
  }

  for (const row of listed) {
    const as = kept.length < UNPACKED ? row : keeper.pack(row);
    register(row, `rows[${String(kept.length)}]`, as);
    inOrder &&= compareCreated(kept.at(-1) ?? row, row, keeper) >= 0;
    if (inOrder) layer.add(row);
    if (isOnItsWay(row['status'])) onTheirWay.push(row);
    kept.push(as);
  }
  for (const row of unlisted) register(row, 'the row', row);

  if (!inOrder) {
    // As the service lists them (seed 000, example 2); rows of one instant stay in the order given.
    kept.sort((left, right) => compareCreated(right, left, keeper));
    layer = createColumnLayer();
    for (const row of kept) layer.add(keeper.rowOf(row));
  }
  return { listed: kept, byId, onTheirWay, columns: layer.finish(), keeper };
}
