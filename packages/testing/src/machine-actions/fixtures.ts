import type { MachineAction } from '@defender-odata/client';
import type { Row } from '../rows/row.ts';
import { actionStatuses, actionTypes } from './known-values.ts';

type ActionType = (typeof actionTypes)[number];
type ActionStatus = (typeof actionStatuses)[number];

/** What fixtures have of machine actions beside the documents' examples. */
export interface ActionFixtures {
  /** A row with all keys by type and status: `fixtures.machineActions.Isolate.Failed`. */
  readonly machineActions: Readonly<Record<ActionType, Readonly<Record<ActionStatus, MachineAction>>>>;
}

/** Makes a row of each type and status. */
export function makeFixtures(sample: (values: Row) => Row): ActionFixtures {
  const byStatus = (type: ActionType) =>
    Object.fromEntries(actionStatuses.map((status) => [status, sample({ type, status })]));
  const byType = Object.fromEntries(actionTypes.map((type) => [type, byStatus(type)]));
  return { machineActions: byType as unknown as ActionFixtures['machineActions'] };
}
