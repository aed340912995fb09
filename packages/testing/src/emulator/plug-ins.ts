import { plugIn as actions } from '../machine-actions/plug-in.ts';
import { plugIn as machines } from '../machines/plug-in.ts';
import type { CollectionPlugIn } from '../rows/plug-in.ts';

/** What is known beyond the spec, by collection; a collection that has none here is emulated by the spec alone. */
export const plugIns: ReadonlyMap<string, CollectionPlugIn> = new Map(
  [actions, machines].map((plugIn) => [plugIn.collection, plugIn]),
);
