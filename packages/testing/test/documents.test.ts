import { describe, expect, it } from 'vitest';
import { createEmulator, fixtures } from '../src/emulator/index.ts';
import { ask } from './ask.ts';

const HOST = 'https://api.security.microsoft.com';

describe("the documents' examples, key for key", () => {
  it('lists the three actions of the organization (seed 000, example 1)', async () => {
    const { status, body } = await ask(createEmulator(), `${HOST}/api/machineactions`);
    expect(status).toBe(200);
    expect(body).toStrictEqual(fixtures.listAll);
  });

  it('filters by device and shows the latest two (seed 000, example 2)', async () => {
    const query = "$filter=machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'&$top=2";
    const { body } = await ask(createEmulator(), `${HOST}/api/machineactions?${query}`);
    expect(body).toStrictEqual(fixtures.listByMachine);
  });

  it('gets one action, from the host that the document calls (seed 003)', async () => {
    const url = 'https://api.securitycenter.microsoft.com/api/machineactions/5382f7ea-7557-4ab7-9782-d50480024a4e';
    const { status, body, text } = await ask(createEmulator(), url);
    expect(status).toBe(200);
    expect(body).toStrictEqual(fixtures.getIsolation);
    expect(text).toBe(JSON.stringify(fixtures.getIsolation));
  });

  it('answers 404 for an ID that is not there (seed 003)', async () => {
    const { status, body } = await ask(createEmulator(), `${HOST}/api/machineactions/no-such-id`);
    expect(status).toBe(404);
    expect(body).toMatchObject({
      error: {
        code: 'ResourceNotFound',
        message: 'Machine action no-such-id was not found',
        target: expect.any(String),
      },
    });
  });
});

describe('where it answers', () => {
  const hosts = [
    'https://eu.api.security.microsoft.com',
    'https://api-gov.securitycenter.microsoft.us',
    'http://127.0.0.1:8080',
  ];
  const paths = ['/api/machineactions', '/api/v1.0/machineactions', '/API/MachineActions', '/api/machineactions/'];

  it.each(hosts.flatMap((host) => paths.map((path) => `${host}${path}`)))('%s', async (url) => {
    const { status, body } = await ask(createEmulator(), url);
    expect(status).toBe(200);
    expect(body).toHaveProperty('value', fixtures.listAll.value);
  });

  it("names the host that was called in @odata.context, and the public cloud's where it was not one of the service", async () => {
    const emulator = createEmulator();
    const regional = await ask(emulator, 'https://eu.api.security.microsoft.com/api/v1.0/machineactions?$top=0');
    expect(regional.body).toHaveProperty(
      ['@odata.context'],
      'https://eu.api.security.microsoft.com/api/$metadata#MachineActions',
    );
    const local = await ask(emulator, 'http://127.0.0.1:8080/api/machineactions?$top=0');
    expect(local.body).toHaveProperty(['@odata.context'], `${HOST}/api/$metadata#MachineActions`);
  });

  it('answers HEAD as GET without the body, OPTIONS with what is allowed, and 405 otherwise', async () => {
    const emulator = createEmulator();
    const url = `${HOST}/api/machineactions`;
    const head = await ask(emulator, url, { method: 'HEAD' });
    expect([head.status, head.text]).toStrictEqual([200, '']);
    const options = await ask(emulator, url, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toStrictEqual([204, 'GET, HEAD, OPTIONS']);
    const post = await ask(emulator, url, { method: 'POST', body: '{}' });
    expect([post.status, post.headers.get('allow')]).toStrictEqual([405, 'GET, HEAD, OPTIONS']);
    expect(post.body).toMatchObject({ error: { code: 'MethodNotAllowed' } });
  });

  it('answers 501 for any other path, and names the nearest that it handles', async () => {
    const { status, body } = await ask(createEmulator(), `${HOST}/api/machineaction`);
    expect(status).toBe(501);
    expect(body).toHaveProperty(
      'error.message',
      'The emulator does not handle GET /api/machineaction. The nearest it handles is GET /api/machineactions.',
    );
  });
});
