import { collections, type CollectionDefinition } from '@defender-odata/client';
import type { Row } from '../rows/row.ts';
import { rowSchemas } from '../generated/schema.gen.ts';

const { type, status } = rowSchemas.MachineAction.properties;

/** The names of an enumeration: an open one has them as examples. */
const namesOf = <const Names>(schema: { readonly examples: Names } | { readonly enum: Names }): Names =>
  'examples' in schema ? schema.examples : schema.enum;

/** The types of machine action that the spec names. */
export const actionTypes = namesOf(type);

/** The statuses that the spec names. */
export const actionStatuses = namesOf(status);

// The spec need not say what is final.
const { final }: CollectionDefinition = collections.machineActions;

/** The statuses after which nothing follows. */
export const finalStatuses: readonly string[] = final?.values ?? [];

/** Whether nothing follows a status. A status that the spec does not know is neither final nor on its way. */
export const isFinal = (value: unknown): boolean => (finalStatuses as readonly unknown[]).includes(value);

/** Whether a status is one from which an action moves on by itself. */
export const isOnItsWay = (value: unknown): boolean =>
  (actionStatuses as readonly unknown[]).includes(value) && !isFinal(value);

/** Values without those of properties that the spec does not have. */
export const knownOf = (values: Row): Row =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => Object.hasOwn(rowSchemas.MachineAction.properties, name)),
  );
