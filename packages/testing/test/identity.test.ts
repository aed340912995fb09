import { audiences, operations, scope } from '@defender-odata/client';
import { describe, expect, it } from 'vitest';
import { createEmulator, fixtures, type Emulator, type TokenOptions } from '../src/emulator/index.ts';
import { ask } from './ask.ts';

const LIST = 'https://api.security.microsoft.com/api/machineactions';
const GET = `${LIST}/69dc3630-1ccc-4342-acf3-35286eec741d`;

const askWith = (emulator: Emulator, url: string, authorization?: string) =>
  ask(emulator, url, authorization === undefined ? {} : { headers: { authorization } });
const statusOf = async (emulator: Emulator, url: string, token: TokenOptions): Promise<number> =>
  (await askWith(emulator, url, `Bearer ${emulator.token(token)}`)).status;

describe('with auth on', () => {
  it.each([
    ['no token', undefined],
    ['another scheme', 'Basic abc'],
    ['nothing after the scheme', 'Bearer '],
    ['what is not a token', 'Bearer abc'],
    ['a token that is not JSON', 'Bearer a.b.c'],
  ])('answers 401 with a challenge for %s', async (_, authorization) => {
    const { status, headers, body } = await askWith(createEmulator({ auth: true }), LIST, authorization);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
    expect(body).toMatchObject({ error: { code: 'Unauthorized', target: expect.any(String) } });
  });

  it('takes a token until it expires, on its own clock', async () => {
    const emulator = createEmulator({ auth: true });
    const authorization = `Bearer ${emulator.token({ expiresIn: '10m' })}`;
    expect((await askWith(emulator, LIST, authorization)).status).toBe(200);
    await emulator.clock.advance('9m');
    expect((await askWith(emulator, LIST, authorization)).status).toBe(200);
    await emulator.clock.advance('1m');
    expect((await askWith(emulator, LIST, authorization)).status).toBe(401);
    expect(await statusOf(emulator, LIST, { expiresIn: '-1s' })).toBe(401);
    expect(await statusOf(emulator, LIST, { audience: 'https://graph.microsoft.com' })).toBe(401);
  });

  it('takes a token for as long as it lives, to the millisecond', async () => {
    const emulator = createEmulator({ auth: true });
    await emulator.clock.advance(123);
    const authorization = `Bearer ${emulator.token({ expiresIn: '500ms' })}`;
    const statuses: number[] = [];
    for (const step of [0, 499, 1]) {
      await emulator.clock.advance(step);
      statuses.push((await askWith(emulator, LIST, authorization)).status);
    }
    expect(statuses).toStrictEqual([200, 200, 401]);
    expect(await statusOf(emulator, LIST, { expiresIn: 0 })).toBe(401);
  });

  const all = ['Machine.Read.All', 'Machine.ReadWrite.All', 'Alert.Read.All'];
  it.each(all)('opens to the application permission %s what the spec says it opens', async (role) => {
    const emulator = createEmulator({ auth: true });
    const accepts = (accepted: readonly string[]): number => (accepted.includes(role) ? 200 : 403);
    expect(await statusOf(emulator, LIST, { roles: role })).toBe(
      accepts(operations.listMachineActions.permissions.application),
    );
    expect(await statusOf(emulator, GET, { roles: [role] })).toBe(
      accepts(operations.getMachineAction.permissions.application),
    );
  });

  it('reads delegated permissions from scp, and does not take one kind for the other', async () => {
    const emulator = createEmulator({ auth: true });
    expect(await statusOf(emulator, LIST, { scp: 'User.Read Machine.ReadWrite' })).toBe(200);
    expect(await statusOf(emulator, LIST, { scp: ['Machine.Read'] })).toBe(403);
    expect(await statusOf(emulator, GET, { scp: ['Machine.Read'] })).toBe(200);
    expect(await statusOf(emulator, LIST, { scp: 'Machine.ReadWrite.All' })).toBe(403);
    expect(await statusOf(emulator, LIST, { roles: 'Machine.ReadWrite' })).toBe(403);
  });

  it('says in the 403 which permissions open the operation and which the token has, in the words of the service', async () => {
    const emulator = createEmulator({ auth: true });
    const said = async (url: string, token: TokenOptions): Promise<unknown> => {
      const { status, body } = await askWith(emulator, url, `Bearer ${emulator.token(token)}`);
      expect(status).toBe(403);
      return body;
    };
    const { code, message } = fixtures.missingRoles.error;
    // The example is of an operation with these two permissions.
    expect(operations.getMachineAction.permissions.application).toStrictEqual([
      'Machine.Read.All',
      'Machine.ReadWrite.All',
    ]);
    expect(await said(GET, { roles: ['Alert.Read.All', 'User.Read.All'] })).toStrictEqual({
      error: { code, message, target: expect.any(String) },
    });
    const accepted = operations.listMachineActions.permissions.delegated.join(', ');
    expect(await said(LIST, { scp: 'User.Read' })).toHaveProperty(
      'error.message',
      `Missing delegated roles. API required roles: ${accepted}, delegated roles: User.Read.`,
    );
  });

  it('takes the audiences that tokens of the service have, with a slash and without', async () => {
    const emulator = createEmulator({ auth: true });
    expect(audiences.length).toBeGreaterThan(1);
    for (const audience of audiences) {
      for (const written of [audience, `${audience}/`]) {
        expect([written, await statusOf(emulator, LIST, { audience: written })]).toStrictEqual([written, 200]);
      }
    }
    expect(audiences).toContain(scope.replace('/.default', ''));
  });

  it.each(['https://graph.microsoft.com', 'https://api.securitycenter.microsoft.com.evil.example', '', 'a"b\\c\r\nü'])(
    'says in the 401 for whom the token is, and for whom it must be: %o',
    async (audience) => {
      const emulator = createEmulator({ auth: true });
      const { status, headers, body } = await askWith(emulator, LIST, `Bearer ${emulator.token({ audience })}`);
      const shown = audience.replaceAll(/[^\w.:/]/g, '?') || 'nobody';
      const message = `The token is for ${shown}; the audience must be one of ${audiences.join(', ')}.`;
      expect([status, body]).toStrictEqual([
        401,
        { error: { code: 'Unauthorized', message, target: expect.any(String) } },
      ]);
      expect(headers.get('www-authenticate')).toBe(`Bearer error="invalid_token", error_description="${message}"`);
    },
  );

  it('makes tokens that are clearly fake, and keeps none of them', async () => {
    const emulator = createEmulator({ auth: true });
    const token = emulator.token({ tenantId: 'tenant-ü' });
    const [header = '', payload = '', signature] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toStrictEqual({ typ: 'JWT', alg: 'none' });
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: 'https://defender-emulator.invalid/',
      aud: 'https://api.securitycenter.microsoft.com',
      tid: 'tenant-ü',
      roles: [...new Set(Object.values(operations).flatMap(({ permissions }) => permissions.application))],
    });
    expect(signature).toBe('fake-token-of-the-emulator');
    await askWith(emulator, LIST, `Bearer ${token}`);
    await askWith(emulator, LIST, token);
    expect(emulator.requests.map(({ headers }) => headers['authorization'])).toStrictEqual(['Bearer', '']);
  });
});

it('takes a token from a door that writes the name of its header in any case, and keeps nothing of it', async () => {
  const emulator = createEmulator({ auth: true });
  const headers = { Authorization: `Bearer ${emulator.token()}`, 'X-Ms-Client-Request-Id': 'one' };
  expect((await emulator.handle({ method: 'GET', url: LIST, headers })).status).toBe(200);
  expect(emulator.requests).toMatchObject([{ headers: { authorization: 'Bearer', 'x-ms-client-request-id': 'one' } }]);
  expect(JSON.stringify(emulator.requests)).not.toContain('fake-token-of-the-emulator');
});

it('needs no token unless it is asked to', async () => {
  expect((await askWith(createEmulator(), LIST)).status).toBe(200);
});
