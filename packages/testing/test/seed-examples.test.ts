import { expect, it } from 'vitest';
import { fixtures } from '../src/generated/fixtures.gen.ts';

/*
 * The bodies of the answers as the service's documents print them, transcribed: the fixtures must have the same keys in the same
 * order with the same values, whatever becomes of the spec that they are made from.
 */

/** "List machine actions", example 1: an organization with three machine actions. */
const listAll = `{
  "@odata.context": "https://api.security.microsoft.com/api/$metadata#MachineActions",
  "value": [
    {
      "id": "69dc3630-1ccc-4342-acf3-35286eec741d",
      "type": "CollectInvestigationPackage",
      "scope": null,
      "requestor": "Analyst@contoso.com",
      "requestorComment": "test",
      "status": "Succeeded",
      "machineId": "f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f",
      "computerDnsName": "desktop-39g9tgl",
      "creationDateTimeUtc": "2018-12-04T12:43:57.2011911Z",
      "lastUpdateTimeUtc": "2018-12-04T12:45:25.4049122Z",
      "relatedFileInfo": null
    },
    {
      "id": "2e9da30d-27f6-4208-81f2-9cd3d67893ba",
      "type": "RunAntiVirusScan",
      "scope": "Full",
      "requestor": "Analyst@contoso.com",
      "requestorComment": "Check machine for viruses due to alert 3212",
      "status": "Succeeded",
      "machineId": "f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f",
      "computerDnsName": "desktop-39g9tgl",
      "creationDateTimeUtc": "2018-12-04T12:18:27.1293487Z",
      "lastUpdateTimeUtc": "2018-12-04T12:18:57.5511934Z",
      "relatedFileInfo": null
    },
    {
      "id": "44cffc15-0e3d-4cbf-96aa-bf76f9b27f5e",
      "type": "StopAndQuarantineFile",
      "scope": null,
      "requestor": "Analyst@contoso.com",
      "requestorComment": "test",
      "status": "Succeeded",
      "machineId": "f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f",
      "computerDnsName": "desktop-39g9tgl",
      "creationDateTimeUtc": "2018-12-04T12:15:40.6052029Z",
      "lastUpdateTimeUtc": "2018-12-04T12:16:14.2899973Z",
      "relatedFileInfo": {
        "fileIdentifier": "a0c659857ccbe457fdaf5fe21d54efdcbf6f6508",
        "fileIdentifierType": "Sha1"
      }
    }
  ]
}`;

/** "List machine actions", example 2: the latest two of one device. */
const listByMachine = `{
  "@odata.context": "https://api.security.microsoft.com/api/$metadata#MachineActions",
  "value": [
    {
      "id": "69dc3630-1ccc-4342-acf3-35286eec741d",
      "type": "CollectInvestigationPackage",
      "scope": null,
      "requestor": "Analyst@contoso.com",
      "requestorComment": "test",
      "status": "Succeeded",
      "machineId": "f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f",
      "computerDnsName": "desktop-39g9tgl",
      "creationDateTimeUtc": "2018-12-04T12:43:57.2011911Z",
      "lastUpdateTimeUtc": "2018-12-04T12:45:25.4049122Z",
      "relatedFileInfo": null
    },
    {
      "id": "2e9da30d-27f6-4208-81f2-9cd3d67893ba",
      "type": "RunAntiVirusScan",
      "scope": "Full",
      "requestor": "Analyst@contoso.com",
      "requestorComment": "Check machine for viruses due to alert 3212",
      "status": "Succeeded",
      "machineId": "f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f",
      "computerDnsName": "desktop-39g9tgl",
      "creationDateTimeUtc": "2018-12-04T12:18:27.1293487Z",
      "lastUpdateTimeUtc": "2018-12-04T12:18:57.5511934Z",
      "relatedFileInfo": null
    }
  ]
}`;

/** "Get machine action": one isolation. */
const getIsolation = `{
  "@odata.context": "https://api.securitycenter.microsoft.com/api/$metadata#MachineActions/$entity",
  "id": "5382f7ea-7557-4ab7-9782-d50480024a4e",
  "type": "Isolate",
  "scope": "Selective",
  "requestor": "Analyst@TestPrd.onmicrosoft.com",
  "requestorComment": "test for docs",
  "status": "Succeeded",
  "machineId": "7b1f4967d9728e5aa3c06a9e617a22a4a5a17378",
  "computerDnsName": "desktop-test",
  "creationDateTimeUtc": "2019-01-02T14:39:38.2262283Z",
  "lastUpdateDateTimeUtc": "2019-01-02T14:40:44.6596267Z",
  "relatedFileInfo": null
}`;

it.each([
  ['listAll', fixtures.listAll, listAll],
  ['listByMachine', fixtures.listByMachine, listByMachine],
  ['getIsolation', fixtures.getIsolation, getIsolation],
] as const)('the fixture %s is the example of the document, key for key', (_, fixture, document) => {
  const example: unknown = JSON.parse(document);
  expect(fixture).toStrictEqual(example);
  expect(JSON.stringify(fixture)).toBe(JSON.stringify(example));
});
