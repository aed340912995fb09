import {
  DefenderClient,
  isDefenderError,
  type Machine,
  type MachineAction,
  machineActions,
} from '@defender-odata/client';
import { from, isQueryError } from '@defender-odata/query-builder';
import { createEmulator, fixtures } from '@defender-odata/testing/emulator';

/**
 * Lists and gets machine actions as the service's documents do, against the emulator, which evaluates every query for real.
 *
 * @param print - Takes a line.
 */
export async function quickstart(print: (line: string) => void): Promise<void> {
  const emulator = createEmulator({
    machineActions: { rows: fixtures.listAll.value },
    machines: { rows: fixtures.listMachines.value },
  });
  const client = new DefenderClient('a-token-of-your-tenant', {
    fetch: (input, init) => {
      print(`   GET ${decodeURIComponent(new Request(input, init).url)}`);
      return emulator.fetch(input, init);
    },
  });

  print('1. Every machine action of an organization');
  for await (const action of client.machineActions.list()) print(row(action));

  print('2. The latest two of one device');
  const latestTwo = from(machineActions)
    .filter((action) => action.machineId.eq('f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'))
    .top(2);
  for await (const action of client.machineActions.list(latestTwo)) print(row(action));

  print('3. One machine action by its ID');
  emulator.machineActions.add(fixtures.getIsolation);
  print(row(await client.machineActions.get(fixtures.getIsolation.id)));

  print('4. An ID that nobody has');
  try {
    await client.machineActions.get('00000000-0000-0000-0000-000000000000');
  } catch (error) {
    if (!isDefenderError(error)) throw error;
    print(`   ${error.code} (HTTP ${error.statusCode ?? '-'}): ${error.message}`);
  }

  print('5. A query that the service would refuse, refused before any call');
  try {
    // The compiler refuses this line too; a caller without types gets the same answer from the query itself.
    // @ts-expect-error computerDnsName cannot be filtered
    from(machineActions).filter((action) => action.computerDnsName.eq('desktop-39g9tgl'));
  } catch (error) {
    if (!isQueryError(error)) throw error;
    print(`   ${error.code}: ${error.message}`);
  }

  print('6. The machines of one name, an old record among them');
  const namesakes = client.machines.list((q) => q.filter((machine) => machine.computerDnsName.eq('desktop-39g9tgl')));
  for await (const machine of namesakes) print(machineRow(machine));

  print('7. The machine of an action');
  const { machineId } = fixtures.listAll.value[0] ?? {};
  print(machineRow(await client.machines.get(machineId ?? '')));
}

const machineRow = ({ id, osPlatform, healthStatus, riskScore, computerDnsName }: Machine): string =>
  `   ${id}  ${osPlatform.padEnd(9)}  ${healthStatus.padEnd(8)}  ${(riskScore ?? '-').padEnd(6)}  ${computerDnsName ?? '-'}`;

const row = ({ id, type, status, computerDnsName, creationDateTimeUtc }: MachineAction): string =>
  `   ${id}  ${type.padEnd(27)}  ${status}  ${computerDnsName ?? '-'}  ${creationDateTimeUtc}`;
