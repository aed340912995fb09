import { DefenderError } from '../errors/defender-error.ts';

/** Whether a text is the ID of a machine: 40 hexadecimal digits. */
export const isMachineId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{40}$/i.test(value);

/** @throws {@link DefenderError} `InvalidArgument` for anything but an ID. A name is told to be one. */
export function checkMachineId(what: string, value: unknown): asserts value is string {
  if (isMachineId(value)) return;
  const not = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : value === null ? 'null' : typeof value;
  throw new DefenderError(
    'InvalidArgument',
    `${what} takes the ID of a machine, 40 hexadecimal digits, not ${not}. Where you have a name, ask findMachine for the ID.`,
  );
}
