import { isDefenderError, waitFor, type DefenderClient } from '@defender-odata/client';
import { findMachine } from '@defender-odata/client/machines';

/**
 * Isolates the one device of a name and waits until it is done.
 *
 * @returns A sentence for the incident's log; where several devices have the name, nothing is done.
 */
export async function isolateByName(client: DefenderClient, dnsName: string, comment: string): Promise<string> {
  try {
    const { id } = await findMachine(client, { dnsName });
    const started = await client.machines.isolate(id, { comment, isolationType: 'Full' });
    const { action } = await waitFor(client.machineActions, started);
    return action?.status === 'Succeeded'
      ? `${dnsName} is isolated.`
      : `${dnsName} is NOT isolated: ${action?.status}.`;
  } catch (error) {
    if (!isDefenderError(error) || !error.code.startsWith('Machine')) throw error;
    const found = error.candidates?.map(({ id, lastSeen }) => `${id} (${lastSeen})`).join(', ');
    return `${dnsName} was not touched: ${error.code} ${found}`.trim();
  }
}
