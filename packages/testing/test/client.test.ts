import { describe, expect, it } from 'vitest';
import { QUIRK_NAMES, type QuirkName } from '../src/emulator/index.ts';
import { behaviours, ROWS, type Behaviour, type BehaviourName } from './client-suite/behaviours.ts';
import { changes } from './client-suite/changes.ts';
import { collect, connect, type Door } from './client-suite/connect.ts';
import { minute } from './spec.ts';

const CASES = [
  ['plain', 'fetch', []],
  ['plain', 'HTTP', []],
  ...QUIRK_NAMES.map((name) => [name, 'fetch', [name]] as const),
  ['all', 'fetch', QUIRK_NAMES],
  ['all', 'HTTP', QUIRK_NAMES],
] as const satisfies readonly (readonly [QuirkName | 'plain' | 'all', Door, readonly QuirkName[]])[];

// The client finds its way through every fault, one by one and all at once; what comes out is the same, but for what stands in `changes`.
describe.each(CASES)('a client on the quirk %s, over %s', (quirk, door, quirks) => {
  it.each(Object.keys(behaviours) as BehaviourName[])('%s', async (name) => {
    const { observe, expected, emulator, client }: Behaviour = behaviours[name];
    const connection = await connect(door, { machineActions: { rows: ROWS }, quirks, ...emulator }, client);
    const change = quirk === 'plain' ? undefined : changes[name]?.[quirk];
    try {
      expect(await observe(connection)).toStrictEqual(change === undefined ? expected : change.expected);
    } finally {
      await connection.close();
    }
  });
});

// Where types have names that nobody knows, an action is not told from another one: so all the other quirks are met together as well.
describe.each(['fetch', 'HTTP'] as const)('a client that acts, on every quirk but unknown values, over %s', (door) => {
  const names = (Object.keys(behaviours) as BehaviourName[]).filter(
    (name) => 'unknown-enum-values' in (changes[name] ?? {}),
  );
  const acting = names.filter((name) => 'emulator' in behaviours[name]);
  it.each(acting)('%s', async (name) => {
    const { observe, expected, emulator }: Behaviour = behaviours[name];
    const quirks = QUIRK_NAMES.filter((quirk) => quirk !== 'unknown-enum-values');
    const connection = await connect(door, { machineActions: { rows: ROWS }, quirks, ...emulator });
    try {
      expect(await observe(connection)).toStrictEqual(expected);
    } finally {
      await connection.close();
    }
  });
});

describe('a client and the quota', () => {
  it.each(['sliding', 'aligned'] as const)(
    'makes the calls of several windows through %s ones without a 429',
    async (window) => {
      const { emulator, client } = await connect('fetch', { machineActions: { rows: [] }, quota: { window } });
      const calls = Array.from({ length: 2.5 * minute.calls }, () =>
        collect(client.machineActions.list((q) => q.top(1))),
      );
      await emulator.clock.runUntil(Promise.all(calls));
      expect(new Set(emulator.requests.map(({ status }) => status))).toStrictEqual(new Set([200]));
    },
  );

  it('waits for as long as a 429 says where it keeps no quota of its own', async () => {
    const { emulator, client } = await connect('fetch', { quota: true }, { quota: false });
    const started = emulator.clock.now();
    const calls = Array.from({ length: minute.calls + 1 }, () =>
      client.machineActions.get('69dc3630-1ccc-4342-acf3-35286eec741d'),
    );
    await emulator.clock.runUntil(Promise.all(calls));
    expect(emulator.requests.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(emulator.clock.now() - started).toBeGreaterThanOrEqual(minute.seconds * 1000);
  });
});
