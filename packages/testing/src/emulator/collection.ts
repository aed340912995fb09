import { withEarlierCreation } from '../quirks/present.ts';
import type { QuirkName } from '../quirks/catalogue.ts';
import { checkObject, checkRow } from '../rows/check-row.ts';
import { copyValues } from '../rows/copy-values.ts';
import { keyText, type Row, type RowInput } from '../rows/row.ts';
import type { LivingCollection } from '../store/collection.ts';
import { readSteps } from '../store/timeline-steps.ts';
import type { Lives } from './life.ts';
import type { TenantCollection } from './tenant.ts';

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
  function add(...inputs: readonly (RowInput | readonly RowInput[])[]): never {
    const { collection, lives, now } = parts();
    const { definition } = collection;
    const life = lives.of(definition.name);
    const isOne = inputs.length === 1 && !Array.isArray(inputs[0]);
    const rows = collection.read(inputs.length === 1 ? [inputs[0]].flat() : inputs, now);
    const copies = rows.map((row) => {
      collection.add(quirks.has('creation-time-moves') ? withEarlierCreation(row, definition) : row, now);
      life.live(row, now);
      return copyValues(row);
    });
    return (isOne ? copies[0] : copies) as never;
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
        lives.of(name).setTimeline(keyText(key), []);
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
      lives.of(name).setTimeline(keyText(key), readSteps(keyText(key), steps, now, final?.values ?? []));
    },
    traffic(traffic) {
      const { collection, lives, now } = parts();
      lives.of(collection.definition.name).setTraffic(traffic, now);
    },
  };
}
