import { waitFor, type DefenderClient } from '@defender-odata/client';

/**
 * Waits until a device is isolated, or until it is certain that it will not be.
 *
 * @param actionId - The ID that the request for the isolation was answered with.
 * @returns A sentence for the incident's log.
 */
export async function waitForIsolation(
  client: DefenderClient,
  actionId: string,
  abortSignal?: AbortSignal,
): Promise<string> {
  const { outcome, action } = await waitFor(client.machineActions, actionId, { priority: 'high', abortSignal });
  switch (outcome) {
    case 'final':
      return action.status === 'Succeeded'
        ? `${action.computerDnsName} is isolated (${action.scope}).`
        : `${action.computerDnsName} is NOT isolated: ${action.status}.`;
    case 'pending':
      return `${action.computerDnsName} was still ${action.status} after three days.`;
    case 'unknown':
      return `The service knows no action ${actionId}.`;
  }
}
