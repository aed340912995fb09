import { operations } from '@defender-odata/client';
import type { Row } from './row.ts';

/** The property that says when a row was created. It never changes, and a list goes by it. */
export const CREATED = operations.listMachineActions.immutableTimestamp;

/** When a row was created, as it was written. */
export const createdOf = (row: Row): unknown => row[CREATED];
