import { describe, expect, it } from 'vitest';
import { getMachineAction, listMachineActions } from '../src/generated/apis/index.ts';
import type { OperationRequest, Transport } from '../src/generated/runtime.ts';

/** An action with the 20 keys of a recent answer, and what may come without notice: a new key, new names, seven fraction digits. */
const action = `{
  "id": "5382f7ea-7557-4ab7-9782-d50480024a4e",
  "type": "DefragmentDisk",
  "title": null,
  "scope": null,
  "requestor": "M365DLiveResponse",
  "requestorComment": "it's a test & more",
  "status": "Paused",
  "machineId": null,
  "computerDnsName": null,
  "creationDateTimeUtc": "2024-02-29T23:59:59.9999999Z",
  "lastUpdateDateTimeUtc": "2024-03-01T00:00:00.12345Z",
  "requestSource": "PublicApi",
  "externalId": null,
  "relatedFileInfo": { "fileIdentifier": "a0c6", "fileIdentifierType": "Sha512", "signer": null },
  "commands": [
    {
      "index": 0,
      "startTime": "2024-03-01T00:00:00.1Z",
      "endTime": null,
      "commandStatus": "Queued",
      "errors": [],
      "command": { "type": "ListFiles", "params": [{ "key": "Path", "value": "C:\\\\" }] }
    }
  ],
  "cancellationRequestor": null,
  "cancellationComment": null,
  "cancellationDateTimeUtc": null,
  "errorHResult": -2145844840,
  "troubleshootInfo": null,
  "riskScore": { "value": 0.1, "history": [null, 1] }
}`;

const entity = `{ "@odata.context": "https://other.example/api/$metadata#MachineActions/$entity", ${action.slice(1)}`;
const collection = `{
  "@odata.context": "https://other.example/api/$metadata#MachineActions",
  "@odata.count": 2,
  "@odata.nextLink": "https://other.example/api/machineactions?$skip=2",
  "@odata.deltaLink": "https://other.example/delta",
  "value": [${action}, { "id": "2", "lastUpdateTimeUtc": "2018-12-04T12:45:25.4049122Z" }]
}`;

/** A transport that answers with a body, and keeps the requests. */
function answering(body: string): { readonly transport: Transport; readonly requests: OperationRequest[] } {
  const requests: OperationRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return JSON.parse(body);
  };
  return { transport, requests };
}

describe('the generated functions lose nothing of a body', () => {
  it('of one action', async () => {
    const { transport } = answering(entity);
    const answer = await getMachineAction(transport, { id: '1' });
    expect(JSON.stringify(answer)).toBe(JSON.stringify(JSON.parse(entity)));
    expect(answer['@odata.context']).toBe('https://other.example/api/$metadata#MachineActions/$entity');
    expect(answer.creationDateTimeUtc).toBe('2024-02-29T23:59:59.9999999Z');
    expect(answer.machineId).toBeNull();
    expect(answer).toHaveProperty('title', null);
    expect(answer.status).toBe('Paused');
    expect(answer.relatedFileInfo?.fileIdentifierType).toBe('Sha512');
    expect(answer).toHaveProperty('riskScore.history', [null, 1]);
  });

  it('of a collection', async () => {
    const { transport } = answering(collection);
    const answer = await listMachineActions(transport);
    expect(JSON.stringify(answer)).toBe(JSON.stringify(JSON.parse(collection)));
    expect(answer['@odata.nextLink']).toBe('https://other.example/api/machineactions?$skip=2');
    expect(answer['@odata.count']).toBe(2);
    expect(answer).toHaveProperty(['@odata.deltaLink']);
    expect(answer.value.map(({ id }) => id)).toEqual(['5382f7ea-7557-4ab7-9782-d50480024a4e', '2']);
    expect(answer.value[1]).toHaveProperty('lastUpdateTimeUtc');
  });
});

describe('the generated functions make requests', () => {
  it('that name the operation, with the options as they were given', async () => {
    const { transport, requests } = answering(collection);
    await listMachineActions(transport, { $filter: "id eq 'a b'", $top: 2 });
    expect(requests).toEqual([
      {
        operationId: 'listMachineActions',
        method: 'GET',
        path: '/api/machineactions',
        query: { $filter: "id eq 'a b'", $top: 2, $skip: undefined },
      },
    ]);
  });

  it("that percent-encode the id into one segment of the path, '$&' and braces too", async () => {
    const { transport, requests } = answering(entity);
    for (const id of ["o'neil", 'a/b?c#d', '$&', '{id}', '%2F', '😀']) await getMachineAction(transport, { id });
    expect(requests.map(({ path }) => path)).toEqual([
      "/api/machineactions/o'neil",
      '/api/machineactions/a%2Fb%3Fc%23d',
      '/api/machineactions/%24%26',
      '/api/machineactions/%7Bid%7D',
      '/api/machineactions/%252F',
      '/api/machineactions/%F0%9F%98%80',
    ]);
  });

  it('that hand the options to the transport', async () => {
    const seen: unknown[] = [];
    const transport: Transport<{ readonly mark: number }> = async (_, options) => void seen.push(options);
    await getMachineAction(transport, { id: '1' }, { mark: 7 });
    await listMachineActions(transport, {}, { mark: 8 });
    expect(seen).toEqual([{ mark: 7 }, { mark: 8 }]);
  });
});
