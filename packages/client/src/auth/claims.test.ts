import { describe, expect, test } from 'vitest';
import { fakeFetch, json, rejection, serviceError } from '../../test/support/fake-service.ts';
import { settle, VirtualClock } from '../../test/support/virtual-clock.ts';
import { DefenderClient, type Credential } from '../index.ts';
import { createTokens } from './tokens.ts';

const challenge = {
  'www-authenticate': `Bearer error="insufficient_claims", claims="${btoa('{"a":1}')}"`,
};

/** A credential that answers when it is told to, one question after the other. */
function slowCredential() {
  const asked: { readonly claims: string | undefined; answer(token: string): Promise<void> }[] = [];
  const credential: Credential = {
    getToken: (_, options) =>
      new Promise((resolve) => {
        const answer = (token: string) => {
          resolve({ token, expiresOnTimestamp: clock.now() + 3_600_000 });
          return settle();
        };
        asked.push({ claims: options?.claims, answer });
      }),
  };
  const clock = new VirtualClock();
  const fetch = fakeFetch((request) =>
    request.headers.get('authorization') === 'Bearer with-claims'
      ? json({ id: 'a' })
      : serviceError(401, 'Unauthorized', challenge),
  );
  const client = new DefenderClient(credential, { clock, fetch });
  const sent = () => fetch.sent.map(({ headers }) => headers.get('authorization'));
  return { clock, client, asked, sent };
}

/** A client whose token is refused for its claims while it is being refreshed; what is asked for from there on. */
async function refreshing() {
  const set = slowCredential();
  const first = rejection(set.client.machineActions.get('a'));
  await settle();
  await set.asked[0]?.answer('old');
  // The service refuses the old token for its claims; the second refusal is the caller's.
  await set.asked[1]?.answer('old');
  await first;
  await set.clock.advance(56 * 60_000);
  const getting = set.client.machineActions.get('a');
  await settle();
  return { ...set, getting, asked: set.asked.slice(2) };
}

describe('a 401 that demands claims', () => {
  test('while the token is refreshed asks with them, and does not settle for that refresh', async () => {
    const { asked, getting, sent, clock, client } = await refreshing();
    expect(asked.map(({ claims }) => claims)).toEqual([undefined, '{"a":1}']);
    // The refresh ends first: its token is not what was demanded.
    await asked[0]?.answer('refreshed');
    await asked[1]?.answer('with-claims');
    await expect(getting).resolves.toEqual({ id: 'a' });
    await clock.run(client.machineActions.get('a'));
    expect(sent().slice(-2)).toEqual(['Bearer with-claims', 'Bearer with-claims']);
  });

  test('is not undone by a refresh that ends later', async () => {
    const { asked, getting, sent, clock, client } = await refreshing();
    await asked[1]?.answer('with-claims');
    await asked[0]?.answer('refreshed');
    await expect(getting).resolves.toEqual({ id: 'a' });
    await clock.run(client.machineActions.get('a'));
    expect(sent().slice(-2)).toEqual(['Bearer with-claims', 'Bearer with-claims']);
  });

  test('asks once for many calls', async () => {
    const { asked, client } = slowCredential();
    const getting = Promise.all(Array.from({ length: 20 }, () => client.machineActions.get('a')));
    await settle();
    await asked[0]?.answer('old');
    await asked[1]?.answer('with-claims');
    await expect(getting).resolves.toHaveLength(20);
    expect(asked.map(({ claims }) => claims)).toEqual([undefined, '{"a":1}']);
  });
});

test('a refusal of a token that another one has replaced takes that one, unless it was asked for without the claims', async () => {
  const clock = new VirtualClock();
  const asked: (string | undefined)[] = [];
  const tokens = createTokens(
    async (options) => {
      asked.push(options?.claims);
      return `token-${asked.length}`;
    },
    'scope',
    clock,
    undefined,
  );
  await tokens.get(undefined);
  await tokens.renew('token-0', undefined, undefined);
  expect(tokens.get(undefined)).toBe('token-1');
  await tokens.renew('token-0', '{}', undefined);
  await tokens.renew('token-0', '{}', undefined);
  expect(tokens.get(undefined)).toBe('token-2');
  expect(asked).toEqual([undefined, '{}']);
});
