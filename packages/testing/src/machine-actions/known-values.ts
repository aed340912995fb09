import { collections } from '@defender-odata/client';
import { rowSchemas } from '../generated/schema.gen.ts';

const { type, status } = rowSchemas.MachineAction.properties;

/** The types of machine action that the spec names. */
export const actionTypes = type.examples;

/** The statuses that the spec names. */
export const actionStatuses = status.examples;

/** Whether nothing follows a status. A status that the spec does not know is neither final nor on its way. */
export const isFinal = (value: unknown): boolean =>
  (collections.machineActions.final.values as readonly unknown[]).includes(value);

/** Whether a status is one from which an action moves on by itself. */
export const isOnItsWay = (value: unknown): boolean =>
  (actionStatuses as readonly unknown[]).includes(value) && !isFinal(value);
