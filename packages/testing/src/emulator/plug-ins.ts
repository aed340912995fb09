import type { CollectionPlugIn } from '../rows/plug-in.ts';
import { actions, machines } from './rooms.ts';

/** What is known beyond the spec, by collection; a collection that has none here is emulated by the spec alone. */
export const plugIns: ReadonlyMap<string, CollectionPlugIn> = new Map(
  [actions, machines].map((plugIn) => [plugIn.collection, plugIn]),
);
