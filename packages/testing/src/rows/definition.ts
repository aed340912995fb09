import type { EntitySet } from '@defender-odata/query-builder';
import type { ValueSchema } from './check-value.ts';

/** What the spec says of a collection: a row of the generated table. */
export interface CollectionDefinition {
  /** The name, as in `client.machines` and `emulator.machines`. */
  readonly name: string;
  readonly entitySet: EntitySet;
  /** The name of the entity type. */
  readonly entityType: string;
  /** The property that tells the rows apart. */
  readonly key: string;
  /** Other properties by which one row can be asked for. */
  readonly alternateKeys?: readonly string[];
  /** The operations that read it, by their names in the spec. */
  readonly operations: { readonly list: string; readonly get?: string };
  /** The timestamp that is set once, and by which a list goes; absent where rows have none. */
  readonly createdAt?: string;
  /** Other names under which properties were seen, each with the real name. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The property whose value says that nothing changes any more, and those values. */
  readonly final?: { readonly property: string; readonly values: readonly string[] };
  /** What a row may look like. */
  readonly schema: ValueSchema;
  /** The names of the examples that show rows. */
  readonly examples: readonly string[];
}

/** The name of a type in words, as a sentence begins with it: `Library file`. */
export const nounOf = ({ entityType }: Pick<CollectionDefinition, 'entityType'>): string => {
  const words = entityType.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
