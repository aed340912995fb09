import { emulated } from '../generated/emulated.gen.ts';
import type { CollectionDefinition } from '../rows/definition.ts';

/** The collections of the spec. */
export const definitions: readonly CollectionDefinition[] = Object.values(emulated);

const byName = new Map(definitions.map((definition) => [definition.name, definition]));

/** The collection of a name; undefined where the spec has none. */
export const definitionOf = (name: string): CollectionDefinition | undefined => byName.get(name);
