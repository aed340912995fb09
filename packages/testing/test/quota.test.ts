import { operations } from '@defender-odata/client';
import { describe, expect, it } from 'vitest';
import { createEmulator, fixtures, type Emulator } from '../src/emulator/index.ts';
import { ask, get, list } from './ask.ts';

const [MINUTE = 0, HOUR = 0] = operations.listMachineActions.rateLimits.map(({ calls }) => calls);

async function statuses(emulator: Emulator, calls: number): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (let call = 0; call < calls; call += 1) {
    const { status } = await list(emulator, '$top=0');
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

describe('with quota on', () => {
  it('lets the calls of a minute through in any minute, then answers 429 with the seconds to wait', async () => {
    const emulator = createEmulator({ quota: true });
    expect(await statuses(emulator, MINUTE)).toStrictEqual(new Map([[200, MINUTE]]));
    await emulator.clock.advance('20.5s');
    const { status, headers, body } = await list(emulator);
    expect([status, headers.get('retry-after')]).toStrictEqual([429, '40']);
    const { code, message } = fixtures.quotaExceededBySeconds.error;
    expect(body).toMatchObject({
      error: {
        code,
        message: message
          ?.replace(/\d+ per 00:01:00/, `${String(MINUTE)} per 00:01:00`)
          .replace('in 8 seconds', 'in 40 seconds'),
      },
    });
    await emulator.clock.advance('40s');
    expect((await list(emulator)).status).toBe(200);
  });

  it('begins anew at each full minute where the windows are aligned', async () => {
    const emulator = createEmulator({ quota: { window: 'aligned' } });
    await emulator.clock.advance('50s');
    await statuses(emulator, MINUTE);
    const { headers } = await list(emulator);
    expect(headers.get('retry-after')).toBe('10');
    await emulator.clock.advance('10s');
    expect(await statuses(emulator, MINUTE)).toStrictEqual(new Map([[200, MINUTE]]));
  });

  it('holds the hour as well as the minute', async () => {
    const emulator = createEmulator({ quota: true });
    let passed = 0;
    // A minute more than the hour's calls need.
    const minutes = Math.ceil(HOUR / MINUTE) + 1;
    for (let minute = 0; minute < minutes; minute += 1) {
      passed += (await statuses(emulator, MINUTE)).get(200) ?? 0;
      await emulator.clock.advance('1m');
    }
    expect(passed).toBe(HOUR);
    const { headers, body } = await list(emulator);
    // The first calls leave the hour 60 minutes after they were made.
    expect(headers.get('retry-after')).toBe(String((60 - minutes) * 60));
    expect(body).toHaveProperty(
      'error.message',
      expect.stringContaining(`Maximum allowed ${String(HOUR)} per 01:00:00 `),
    );
  });

  it('counts the tokens of each application apart where none is needed, too', async () => {
    const emulator = createEmulator({ quota: true });
    const url = 'https://api.security.microsoft.com/api/machineactions';
    const askAs = async (appId: string): Promise<number> =>
      (await ask(emulator, url, { headers: { authorization: `Bearer ${emulator.token({ appId })}` } })).status;
    for (let call = 0; call < MINUTE; call += 1) await askAs('a');
    expect([await askAs('a'), await askAs('b'), (await list(emulator)).status]).toStrictEqual([429, 200, 200]);
  });

  it('counts each operation, application and tenant apart', async () => {
    const emulator = createEmulator({ quota: true, auth: true });
    const url = 'https://api.security.microsoft.com/api/machineactions?$top=0';
    const callAs = async (appId: string, tenantId: string): Promise<number> =>
      (await ask(emulator, url, { headers: { authorization: `Bearer ${emulator.token({ appId, tenantId })}` } }))
        .status;
    for (let call = 0; call < MINUTE; call += 1) await callAs('a', 't');
    expect(await Promise.all([callAs('a', 't'), callAs('b', 't'), callAs('a', 'u')])).toStrictEqual([429, 200, 200]);
    const open = createEmulator({ quota: true });
    await statuses(open, MINUTE);
    expect((await get(open, 'x')).status).toBe(404);
    expect((await list(open)).status).toBe(429);
  });
});
