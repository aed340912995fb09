import { exportAll, machineActions, waitFor, type DefenderClient, type MachineAction } from '@defender-odata/client';
import { from } from '@defender-odata/query-builder';

/** What a user writes: every type of it must come out as it is said in the hover. */
export async function use(client: DefenderClient): Promise<readonly MachineAction[]> {
  void from(machineActions, { filter: { status: 'Failed' }, top: 5 });
  for await (const { rows, checkpoint } of exportAll(client.machineActions).bySlice()) void [rows.length, checkpoint];
  const { outcome } = await waitFor(client.machineActions, 'an-id');
  void (outcome satisfies string);
  // @ts-expect-error: this property has no such operator
  void client.machineActions.list((q) => q.filter((action) => action.status.contains('Failed')));
  return client.machineActions.list((q) => q.filter((action) => action.status.eq('Failed')).top(5)).toArray();
}
