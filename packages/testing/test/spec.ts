import { machineActions, operations } from '@defender-odata/client';

/*
 * What the tests need to know of the spec, asked of what is generated from it: a test that is not about a value of the spec goes on
 * when that value is another.
 */

/** The largest page of machine actions. */
export const largestPage = machineActions.top?.maximum ?? NaN;

/** The shortest and the longest window of the list of machine actions. */
export const [minute, hour] = operations.listMachineActions.rateLimits;

/** The properties of machine actions that filters may name, of one type: with an operator, where one is given. */
export const filterableOf = (type: string, operator = 'eq'): readonly string[] =>
  Object.entries(machineActions.filterable)
    .filter(
      ([name, { operators }]) =>
        operators.some((one) => one === operator) && machineActions.entityType.properties[name]?.type === type,
    )
    .map(([name]) => name);

/** A property beside the key that filters compare with any text. */
export const textProperty =
  filterableOf('Edm.String', 'contains').find((name) => !machineActions.entityType.key.includes(name)) ?? '';
