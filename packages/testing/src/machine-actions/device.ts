import { hex } from '../support/identifiers.ts';
import { createRandom, type Random } from '../support/random.ts';
import type { Making } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';

/** The device of an action. */
export interface Device {
  readonly machineId: string;
  readonly computerDnsName: string | null;
}

const MACHINES = 'machines';
/** How many devices there are where the spec has no machines. */
const DEVICES = 1000;

const deviceOf = ({ id, computerDnsName }: Row): Device => ({
  machineId: String(id),
  computerDnsName: typeof computerDnsName === 'string' ? computerDnsName : null,
});

const unlisted = (index: number): Device => ({
  machineId: hex(createRandom(index, 0xde71ce), 40),
  computerDnsName: `device-${String(index).padStart(4, '0')}.contoso.example`,
});

/**
 * Chooses the device of an action: the one that was named, or else one of the tenant's machines, so that whoever follows `machineId` finds
 * a machine of the same DNS name.
 */
export function chooseDevice({ machineId }: Row, { rowsOf, random }: Making): Device {
  const machines = rowsOf(MACHINES);
  const named = typeof machineId === 'string' ? machines?.get?.(machineId) : undefined;
  const drawn = drawDevice(machines?.length ?? 0, (index) => machines?.at(index), random);
  return named === undefined ? drawn : deviceOf(named);
}

function drawDevice(length: number, at: (index: number) => Row | undefined, random: Random): Device {
  const machine = length === 0 ? undefined : at(random.below(length));
  return machine === undefined ? unlisted(random.below(DEVICES)) : deviceOf(machine);
}
