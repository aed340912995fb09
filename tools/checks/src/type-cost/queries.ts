export const prelude = `
import { from } from '@defender-odata/query-builder';
import { machineActions } from '@defender-odata/client';
`;

/** A medium query, with no two alike: three conditions, a list and a time among them, and `$top`. */
export const query = (index: number): string => `
export const query${index} = from(machineActions)
  .filter((action) =>
    action.machineId
      .eq('machine-${index}')
      .and(action.status.in(['Pending', 'InProgress']), action.creationDateTimeUtc.ge('2019-11-22T00:00:00.${index}Z')),
  )
  .top(${index * 7 + 1});`;
