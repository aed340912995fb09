import type { CollectionPlugIn } from '../rows/plug-in.ts';
import { generateMachine, sampleMachine } from './describe-machine.ts';

/** What is known of machines beyond the spec. */
export const plugIn: CollectionPlugIn = {
  collection: 'machines',
  generate: generateMachine,
  sample: sampleMachine,
  begin: sampleMachine,
  usual: 1000,
  impliedBy: {
    collection: 'machineActions',
    valuesOf: ({ machineId, computerDnsName }) =>
      typeof machineId === 'string'
        ? { id: machineId, ...(computerDnsName !== undefined && { computerDnsName }) }
        : undefined,
  },
};
