import { machineActions, machines } from '@defender-odata/client';
import { expect, test } from 'vitest';
import { quickstart } from './quickstart.ts';

const documented = Object.entries(machineActions.filterable).flatMap(([name, { evidence }]) =>
  evidence === 'documented' ? [name] : [],
);

test('prints the examples of the documents', async () => {
  const lines: string[] = [];
  await quickstart((line) => lines.push(line));

  expect(lines.map((line) => line.trim())).toEqual([
    '1. Every machine action of an organization',
    `GET https://api.security.microsoft.com/api/machineactions?$top=${machineActions.top?.maximum}`,
    '69dc3630-1ccc-4342-acf3-35286eec741d  CollectInvestigationPackage  Succeeded  desktop-39g9tgl  2018-12-04T12:43:57.2011911Z',
    '2e9da30d-27f6-4208-81f2-9cd3d67893ba  RunAntiVirusScan             Succeeded  desktop-39g9tgl  2018-12-04T12:18:27.1293487Z',
    '44cffc15-0e3d-4cbf-96aa-bf76f9b27f5e  StopAndQuarantineFile        Succeeded  desktop-39g9tgl  2018-12-04T12:15:40.6052029Z',
    // The page is shorter than asked for: one more call proves that it is the last.
    'GET https://api.security.microsoft.com/api/machineactions?$top=1&$skip=3',
    '2. The latest two of one device',
    "GET https://api.security.microsoft.com/api/machineactions?$filter=machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'&$top=2",
    '69dc3630-1ccc-4342-acf3-35286eec741d  CollectInvestigationPackage  Succeeded  desktop-39g9tgl  2018-12-04T12:43:57.2011911Z',
    '2e9da30d-27f6-4208-81f2-9cd3d67893ba  RunAntiVirusScan             Succeeded  desktop-39g9tgl  2018-12-04T12:18:27.1293487Z',
    '3. One machine action by its ID',
    'GET https://api.security.microsoft.com/api/machineactions/5382f7ea-7557-4ab7-9782-d50480024a4e',
    '5382f7ea-7557-4ab7-9782-d50480024a4e  Isolate                      Succeeded  desktop-test  2019-01-02T14:39:38.2262283Z',
    '4. An ID that nobody has',
    'GET https://api.security.microsoft.com/api/machineactions/00000000-0000-0000-0000-000000000000',
    expect.stringMatching(/^NotFound \(HTTP 404\): .*was not found.*request id/),
    '5. A query that the service would refuse, refused before any call',
    'property-not-filterable: computerDnsName: the service does not filter MachineActions by it. ' +
      `Allowed: ${documented.join(', ')}.`,
    '6. The machines of one name, an old record among them',
    `GET https://api.security.microsoft.com/api/machines?$filter=computerDnsName eq 'desktop-39g9tgl'&$top=${machines.top?.maximum}`,
    'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f  Windows10  Active    High    desktop-39g9tgl',
    '0c5a1d1f5fd04f1c8c0c9b1f6a2f0a4bb1d7e9c2  Windows10  Inactive  -       desktop-39g9tgl',
    "GET https://api.security.microsoft.com/api/machines?$filter=computerDnsName eq 'desktop-39g9tgl'&$top=1&$skip=2",
    '7. The machine of an action',
    'GET https://api.security.microsoft.com/api/machines/f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f',
    'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f  Windows10  Active    High    desktop-39g9tgl',
  ]);
});
