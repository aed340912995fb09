import type { CollectionPlugIn } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { createEffects } from './effects.ts';
import { generateAction } from './generate.ts';
import { presentKeys } from './key-sets.ts';
import { lifeCycle } from './life-cycle.ts';
import { beginAction, sampleAction } from './sample.ts';

/** What is known of machine actions beyond the spec. */
export const plugIn: CollectionPlugIn = {
  collection: 'machineActions',
  generate: (making): Row => ({ ...generateAction(making) }),
  sample: (values, making): Row => ({ ...sampleAction(values, making) }),
  begin: (values, making): Row => ({ ...beginAction(values, making) }),
  lifeCycle,
  effects: createEffects,
  present: presentKeys,
};
