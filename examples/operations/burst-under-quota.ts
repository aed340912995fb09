import type { DefenderClient, MachineAction } from '@defender-odata/client';

/**
 * Gets many machine actions at once. The calls queue for the quota by themselves; an urgent one goes before them.
 *
 * @param ids - IDs of machine actions, as many as there are.
 * @param urgentId - The one that an analyst looks at.
 * @param onUrgent - Is given that one, while most of the others still wait.
 */
export async function burstUnderQuota(
  client: DefenderClient,
  ids: readonly string[],
  urgentId: string,
  onUrgent: (action: MachineAction) => void,
): Promise<readonly MachineAction[]> {
  const burst = ids.map((id) => client.machineActions.get(id, { priority: 'low' }));
  const urgent = client.machineActions.get(urgentId, { priority: 'high' });
  const [actions] = await Promise.all([Promise.all(burst), urgent.then(onUrgent)]);
  return actions;
}
