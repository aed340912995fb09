import { fixtures as examples, type Fixtures as Examples } from '../generated/fixtures.gen.ts';
import { createFactory } from './factory.ts';
import { actions, makeFixtures, type RoomFixtures } from './rooms.ts';

/** The bodies of the documents' examples by name, and whole rows. */
export interface Fixtures extends Examples, RoomFixtures {}

/** Typed bodies and rows, made from the spec. They are shared: copy one before changing it. */
export const fixtures: Fixtures = /* @__PURE__ */ (() => {
  const sample = createFactory<object>(actions.collection);
  return Object.freeze({ ...examples, ...makeFixtures((values) => ({ ...sample(values) })) });
})();
