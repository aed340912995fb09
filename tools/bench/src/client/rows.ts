import { fromTicks, toTicks } from '@defender-odata/client';

/** When the oldest row was created, and how far apart rows are: a hundredth of a second. */
export const START = toTicks('2024-01-01T00:00:00Z');
export const TICKS_BETWEEN = 100_000n;

/** A row with the keys of the documents, by its number from the oldest. */
export const createRow = (index: number) => ({
  id: `2e9da30d-27f6-4208-81f2-${String(index).padStart(12, '0')}`,
  type: 'Isolate',
  scope: 'Selective',
  requestor: 'Analyst@TestPrd.onmicrosoft.com',
  requestorComment: 'test for docs',
  status: 'Succeeded',
  machineId: '7b1f4967d9728e5aa3c06a9e617a22a4a5a17378',
  computerDnsName: 'desktop-test',
  creationDateTimeUtc: fromTicks(START + BigInt(index) * TICKS_BETWEEN),
  lastUpdateDateTimeUtc: '2019-01-02T14:40:44.6596267Z',
  relatedFileInfo: null,
});
