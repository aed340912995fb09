import { fixtures as examples, type Fixtures as Examples } from '../generated/fixtures.gen.ts';
import { makeFixtures, type ActionFixtures } from '../machine-actions/fixtures.ts';
import { plugIn } from '../machine-actions/plug-in.ts';
import { createFactory } from './factory.ts';

/** The bodies of the documents' examples by name, and whole rows. */
export interface Fixtures extends Examples, ActionFixtures {}

/** Typed bodies and rows, made from the spec. They are shared: copy one before changing it. */
export const fixtures: Fixtures = /* @__PURE__ */ (() =>
  Object.freeze({
    ...examples,
    ...makeFixtures((values) => ({ ...createFactory<object>(plugIn.collection)(values) })),
  }))();
