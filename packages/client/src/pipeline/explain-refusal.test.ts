import { describe, expect, test } from 'vitest';
import { json, rejection, setUp } from '../../test/support/fake-service.ts';
import { operations } from '../generated/operations.gen.ts';
import { audiences, scope } from '../generated/service.gen.ts';
import { DefenderClient } from '../index.ts';

const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.`;

/** What a list is refused with, for a token with these claims. */
async function refusal(claims: object, status: number, message = 'no'): Promise<string> {
  const answer = json({ error: { code: status === 401 ? 'Unauthorized' : 'Forbidden', message } }, status);
  const client = new DefenderClient(jwt(claims), { fetch: async () => answer });
  return String(await rejection(client.machineActions.list().toArray()));
}

const [expected = ''] = audiences;
const { application, delegated, role } = operations.listMachineActions.permissions;
const graph = 'https://graph.microsoft.com';

describe('a token for another service', () => {
  test.each([401, 403])('is told so with both audiences, and no permission, in a %i', async (status) => {
    const message = await refusal({ aud: graph, roles: [...application] }, status);
    expect(message).toContain(`; the token's audience is ${graph}, the service expects ${expected}`);
    expect(message).not.toMatch(/needs|the token has/);
  });

  test.each(audiences.flatMap((audience) => [audience, `${audience}/`, audience.toUpperCase()]))(
    'is not what has the audience %s',
    async (aud) => {
      for (const status of [401, 403]) expect(await refusal({ aud, roles: [] }, status)).not.toContain('audience');
    },
  );

  test('gets a token that is accepted by asking for the scope of the audience that is named', () => {
    expect(scope).toBe(`${expected}/.default`);
  });

  test('is told at any length', async () => {
    expect((await refusal({ aud: 'x'.repeat(100_000) }, 401)).length).toBeLessThan(500);
  });
});

describe('a 403 for a token of this service', () => {
  test('does not ask for a permission that the token has', async () => {
    const message = await refusal({ aud: expected, roles: [application[0]] }, 403);
    expect(message).toContain(`; the token has ${application[0]}, which is accepted`);
    expect(message).not.toContain('needs');
  });

  test('names the role of the user, for a user whose permission is enough', async () => {
    const message = await refusal({ aud: expected, scp: `User.Read ${delegated[0]}` }, 403);
    expect(message).toContain(
      `the token has ${delegated[0]}, which is accepted; its user needs the role '${role}' too`,
    );
  });

  test.each([
    'The application does not have any of the required application permissions (Machine.Read.All, Machine.ReadWrite.All) to access the resource.',
    'Missing application roles. API required roles: Machine.Read.All, Machine.ReadWrite.All, application roles: Alert.Read.All,User.Read.All.',
  ])('asks for nothing stronger than the service does in its words: %s', async (words) => {
    const message = await refusal({ aud: expected, roles: ['Alert.Read.All'] }, 403, words);
    expect(message).toContain(`; the token has Alert.Read.All`);
    expect(message).not.toContain('needs');
    // The spec's list may be shorter than the service's.
    expect(await refusal({ aud: expected, roles: ['Machine.Read.All'] }, 403, words)).toContain(
      'the token has Machine.Read.All, which is accepted',
    );
  });

  test('names what the spec accepts where the service names nothing', async () => {
    const message = await refusal({ aud: expected, roles: ['Alert.Read.All'] }, 403, 'Permissions (see the portal)');
    expect(message).toContain(`needs ${application.join(' or ')} (application), or`);
    expect(message).toContain('; the token has Alert.Read.All');
  });
});

test.each([{ aud: [expected] }, { aud: 7, roles: 'Machine.Read.All' }, { scp: ['a'] }])(
  'claims of another shape explain nothing, and break nothing: %j',
  async (claims) => {
    expect(await refusal(claims, 401)).toMatch(/401 Unauthorized; no$/);
    expect(await refusal(claims, 403)).toMatch(/; needs [^;]*$/);
  },
);

test('the correlation id comes from the body, and where there is none from the header', async () => {
  const headers = { 'mise-correlation-id': 'from-the-header' };
  const { client } = setUp((_, index) =>
    json({ error: { code: 'X', message: 'no', ...(index && { target: 'from-the-body' }) } }, 400, headers),
  );
  expect(await rejection(client.machineActions.get('a'))).toMatchObject({
    requestId: 'from-the-header',
    message: expect.stringContaining('request id from-the-header'),
  });
  expect(await rejection(client.machineActions.get('a'))).toMatchObject({ requestId: 'from-the-body' });
});
