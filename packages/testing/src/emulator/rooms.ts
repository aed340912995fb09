// The rooms of collections, each with what is known of it beyond the spec. Nothing else in this folder knows their names.
export { makeFixtures, type ActionFixtures as RoomFixtures } from '../machine-actions/fixtures.ts';
export type { ActionOptions as RoomOptions } from '../machine-actions/options.ts';
export { plugIn as actions } from '../machine-actions/plug-in.ts';
export { plugIn as machines } from '../machines/plug-in.ts';
