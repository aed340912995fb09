import { describe, expect, test, vi } from 'vitest';
import { json, rejection, serviceError, setUp } from '../../test/support/fake-service.ts';
import {
  DefenderClient,
  type AccessToken,
  type ClientEvent,
  type Credential,
  type DefenderClientOptions,
  type GetTokenOptions,
} from '../index.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import { fakeFetch, type Answer, type SentRequest } from '../../test/support/fake-service.ts';

const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.`;

function withCredential(
  credential: Credential,
  answer: (request: SentRequest, index: number) => Answer = () => json({ id: 'a' }),
  options: DefenderClientOptions = {},
) {
  const clock = new VirtualClock();
  const fetch = fakeFetch(answer);
  const events: ClientEvent[] = [];
  const client = new DefenderClient(credential, {
    clock,
    fetch,
    random: () => 1,
    onEvent: (event) => events.push(event),
    ...options,
  });
  const get = () => clock.run(client.machineActions.get('a'));
  return {
    client,
    clock,
    get,
    events,
    tokens: () => fetch.sent.map(({ headers }) => headers.get('authorization')?.slice(7)),
  };
}

/** A credential in the shape of `@azure/identity`, whose tokens live for so many seconds. */
function credentialOf(clock: () => VirtualClock, seconds: number) {
  let count = 0;
  const getToken = vi.fn<(scopes: string | string[], options?: GetTokenOptions) => Promise<AccessToken>>(async () => ({
    token: `token-${++count}`,
    expiresOnTimestamp: clock().now() + seconds * 1000,
  }));
  return { getToken };
}

describe('a credential', () => {
  test('in the shape of @azure/identity is asked for the scope of the service, once for an hour', async () => {
    const credential = credentialOf(() => set.clock, 3600);
    const set = withCredential(credential);
    await set.get();
    await set.clock.advance(50 * 60_000);
    await set.get();
    expect(credential.getToken.mock.calls).toEqual([['https://api.securitycenter.microsoft.com/.default', undefined]]);
    expect(set.tokens()).toEqual(['token-1', 'token-1']);
  });

  test('is asked once, however many calls need the token', async () => {
    const credential = credentialOf(() => set.clock, 3600);
    const set = withCredential(credential);
    await set.clock.run(Promise.all(Array.from({ length: 50 }, () => set.client.machineActions.get('a'))));
    expect(credential.getToken).toHaveBeenCalledOnce();
  });

  test('is asked again before the token expires, while the old one is still used', async () => {
    const credential = credentialOf(() => set.clock, 3600);
    const set = withCredential(credential);
    await set.get();
    await set.clock.advance(56 * 60_000);
    await set.get();
    await set.get();
    expect(set.tokens()).toEqual(['token-1', 'token-1', 'token-2']);
  });

  test('that cannot refresh is told, and the old token is used to its end', async () => {
    let isBroken = false;
    const set = withCredential({
      getToken: async () => {
        if (isBroken) throw new Error('no network');
        return { token: 'token-1', expiresOnTimestamp: set.clock.now() + 3_600_000 };
      },
    });
    await set.get();
    isBroken = true;
    await set.clock.advance(56 * 60_000);
    await set.get();
    await set.get();
    const warnings = () => set.events.filter((event) => 'code' in event && event.code === 'TokenRefreshFailed');
    expect(warnings()).toEqual([expect.objectContaining({ type: 'warning' })]);
    await set.clock.advance(30_000);
    await set.get();
    expect(warnings()).toHaveLength(2);
    await set.clock.advance(5 * 60_000);
    expect(await rejection(set.get())).toMatchObject({ code: 'CredentialError', cause: { message: 'no network' } });
  });

  test('that is a function is asked again when its JWT expires, or after five minutes', async () => {
    const set = withCredential(() => jwt({ exp: set.clock.now() / 1000 + 3600, n: set.clock.now() }));
    await set.get();
    await set.clock.advance(30 * 60_000);
    await set.get();
    await set.clock.advance(31 * 60_000);
    await set.get();
    expect(new Set(set.tokens()).size).toBe(2);
    let count = 0;
    const opaque = withCredential(async () => `opaque-${++count}`);
    await opaque.get();
    await opaque.clock.advance(301_000);
    await opaque.get();
    expect(opaque.tokens()).toEqual(['opaque-1', 'opaque-2']);
  });

  test.each([Number.NaN, 0, null, undefined])('whose token expires at %s is asked again in time', async (expires) => {
    let count = 0;
    const expiresOnTimestamp = expires as number;
    const opaque = withCredential({ getToken: async () => ({ token: `opaque-${++count}`, expiresOnTimestamp }) });
    await opaque.get();
    await opaque.get();
    await opaque.clock.advance(301_000);
    await opaque.get();
    expect(opaque.tokens()).toEqual(['opaque-1', 'opaque-1', 'opaque-2']);
  });

  test.each<[string, Credential]>([
    ['throws', () => Promise.reject(new Error('denied'))],
    [
      'throws at once',
      () => {
        throw new Error('denied');
      },
    ],
    ['gives an empty string', () => ''],
    ['gives nothing', { getToken: async () => null }],
    ['gives a line break', () => 'secret\r\nx-evil: 1'],
    ['gives no ASCII', () => 'sécret'],
    ['hangs', () => new Promise<string>(() => {})],
  ])('that %s ends in a CredentialError, with nothing sent and no place of the quota taken', async (_, credential) => {
    const set = withCredential(credential);
    const error = await rejection(set.get());
    expect(error).toMatchObject({ code: 'CredentialError', statusCode: undefined });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|sécret/);
    expect(set.tokens()).toEqual([]);
    expect(set.clock.pending).toBe(0);
    const { getMachineAction } = await set.client.quota.snapshot();
    expect(getMachineAction?.windows.map(({ used }) => used)).toEqual([0, 0]);
  });

  test.each([undefined, null, '', {}, 7])('is not %j', (credential) => {
    expect(() => new DefenderClient(credential as never)).toThrow('A credential is needed');
  });
});

const demand = (claims: string) => ({
  'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`,
});

describe('a 401', () => {
  test('is answered once with a new token, and the claims it demands', async () => {
    const credential = credentialOf(() => set.clock, 3600);
    const set = withCredential(credential, (_, index) =>
      index === 0 ? serviceError(401, 'Unauthorized', demand('{"access_token":{"nbf":1}}')) : json({ id: 'a' }),
    );
    await set.get();
    expect(set.tokens()).toEqual(['token-1', 'token-2']);
    expect(credential.getToken.mock.calls[1]?.[1]).toEqual({ claims: '{"access_token":{"nbf":1}}', enableCae: true });
    const { getMachineAction } = await set.client.quota.snapshot();
    expect(getMachineAction?.windows[0]?.used).toBe(2);
  });

  test('twice is the caller’s', async () => {
    const set = withCredential(
      credentialOf(() => set.clock, 3600),
      () => serviceError(401, 'Unauthorized'),
    );
    expect(await rejection(set.get())).toMatchObject({ code: 'Unauthorized', statusCode: 401 });
    expect(set.tokens()).toEqual(['token-1', 'token-2']);
  });

  test('for many at once asks for one new token', async () => {
    const credential = credentialOf(() => set.clock, 3600);
    const set = withCredential(credential, (request) =>
      request.headers.get('authorization') === 'Bearer token-1' ? serviceError(401, 'Unauthorized') : json({ id: 'a' }),
    );
    await set.clock.run(Promise.all(Array.from({ length: 20 }, () => set.client.machineActions.get('a'))));
    expect(credential.getToken).toHaveBeenCalledTimes(2);
  });

  test('for a fixed token is not repeated', async () => {
    const { client, sent } = setUp(() => serviceError(401, 'Unauthorized'));
    expect(await rejection(client.machineActions.get('a'))).toMatchObject({ code: 'Unauthorized' });
    expect(sent).toHaveLength(1);
  });
});

describe('a 403', () => {
  test.each([
    [{ roles: ['Machine.Read.All', 'Alert.Read.All'] }, 'the token has Machine.Read.All, Alert.Read.All'],
    [{ scp: 'Machine.Read User.Read' }, 'the token has Machine.Read, User.Read'],
    [{ roles: [] }, 'the token has none'],
  ])('says what is accepted and what the token has: %j', async (claims, has) => {
    const { client } = withCredential(jwt(claims), () => serviceError(403, 'Forbidden'));
    const error = await rejection(client.machineActions.list().toArray());
    expect(String(error)).toContain(
      `needs Machine.ReadWrite.All (application), or Machine.ReadWrite (delegated, for a user with the role 'View Data'); ${has}`,
    );
  });

  test('says what is accepted alone, where the token cannot be read', async () => {
    for (const token of ['opaque', 'a.b.c', 'a..c']) {
      const { client } = withCredential(token, () => serviceError(403, 'Forbidden'));
      const message = String(await rejection(client.machineActions.get('a')));
      expect(message).toContain('needs Machine.Read.All or Machine.ReadWrite.All (application)');
      expect(message).not.toContain('the token has');
    }
  });
});
