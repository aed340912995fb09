import type { Machine } from '@defender-odata/client';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmulator, fixtures, machine, machineAction, type Emulator } from '../src/emulator/index.ts';
import { emulated } from '../src/generated/emulated.gen.ts';
import { operationIds, operationOf } from '../src/http/operation.ts';
import { checkValue } from '../src/rows/check-value.ts';
import { textOfPattern } from '../src/rows/text-of-pattern.ts';
import { createRandom } from '../src/support/random.ts';

const HOST = 'https://api.security.microsoft.com';

async function ask(emulator: Emulator, path: string, init?: RequestInit) {
  const response = await emulator.fetch(`${HOST}${path}`, init);
  const body = (await response.json()) as Readonly<Record<string, unknown>> & { readonly value?: readonly Machine[] };
  return { status: response.status, allow: response.headers.get('allow'), body };
}

const collectionOf = (entitySet: string | undefined) =>
  Object.values(emulated).find((collection) => collection.entitySet.name === entitySet);

const where = (filter: string): string => `/api/machines?$filter=${encodeURIComponent(filter)}`;

describe('every operation of the spec', () => {
  const reads = operationIds.filter((id) => ['list', 'get'].includes(operationOf(id).kind));
  it.each(reads)('%s answers with rows of its own collection', async (id) => {
    const { path, entitySet, method, under } = operationOf(id);
    const emulator = createEmulator();
    const key = collectionOf(entitySet);
    // What stands in the path is of the row that is asked for, or of the one that rows are listed under.
    const owner = collectionOf(under?.entitySet ?? entitySet);
    const [row]: readonly object[] = owner === undefined ? [] : emulator[owner.name].rows;
    const values = new Map(Object.entries(row ?? {}));
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(values.get(name) ?? values.get(owner?.key ?? ''))),
    );
    const { body } = await ask(emulator, filled, { method });
    expect(body['@odata.context']).toMatch(new RegExp(`#${entitySet ?? ''}(?:/\\$entity)?$`));
    expect(emulator.requests).toMatchObject([{ operationId: id, collection: key?.name, status: 200 }]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'refuses %s where the spec has only a GET, and says what it takes',
    async (method) => {
      expect(await ask(createEmulator(), '/api/machines', { method })).toMatchObject({
        status: 405,
        allow: 'GET, HEAD, OPTIONS',
      });
    },
  );

  it('is not one of another path', async () => {
    const { status, body } = await ask(createEmulator(), '/api/machines/x/enchant', { method: 'POST' });
    expect([status, body]).toMatchObject([
      501,
      { error: { code: 'NotImplemented', message: /POST \/api\/machines\// } },
    ]);
  });
});

describe('machines', () => {
  it('of the documents come out key for key', async () => {
    const emulator = createEmulator();
    expect((await ask(emulator, '/api/machines')).body).toStrictEqual(fixtures.listMachines);
    expect(emulator.machines.rows).toStrictEqual(fixtures.listMachines.value);
  });

  it('answer 404 where none matches, and no empty list; a page behind the last row is empty', async () => {
    const emulator = createEmulator();
    expect(await ask(emulator, where("computerDnsName eq 'nobody'"))).toMatchObject({
      status: 404,
      body: { error: { code: 'ResourceNotFound', message: 'No machine was found' } },
    });
    expect(await ask(createEmulator({ machines: { rows: [] } }), '/api/machines')).toMatchObject({ status: 404 });
    expect(await ask(emulator, '/api/machines?$skip=500')).toMatchObject({ status: 200, body: { value: [] } });
  });

  it('are got by ID, or by DNS name in any case', async () => {
    const emulator = createEmulator({ machines: { rows: [machine({ id: 'm-1', computerDnsName: 'host.example' })] } });
    for (const key of ['m-1', 'host.example', 'HOST.example']) {
      expect(await ask(emulator, `/api/machines/${key}`)).toMatchObject({ status: 200, body: { id: 'm-1' } });
    }
    expect(await ask(emulator, '/api/machines/nobody')).toMatchObject({
      status: 404,
      body: { error: { message: 'Machine nobody was not found' } },
    });
  });

  it('stand in the order given, as they have no time of creation', async () => {
    const emulator = createEmulator({ machines: { rows: machine.many(3) } });
    const added = emulator.machines.add({ computerDnsName: 'last.example' });
    expect((await ask(emulator, '/api/machines')).body.value?.at(-1)?.id).toBe(added.id);
    emulator.machines.update(added.id, { riskScore: 'High' });
    emulator.machines.remove(emulator.machines.rows[0]?.id ?? '');
    expect(emulator.machines.rows.map(({ id }) => id).at(-1)).toBe(added.id);
    expect(
      (await ask(emulator, where("riskScore eq 'High' and computerDnsName eq 'last.example'"))).body.value,
    ).toHaveLength(1);
  });

  it('that are generated fit the spec; names come twice, and some are inactive or offboarded', () => {
    const rows = [...machine.generate({ count: 500, seed: 7 })];
    expect(rows.flatMap((row) => checkValue(row, emulated.machines.schema, '') ?? [])).toStrictEqual([]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(500);
    expect(new Set(rows.map(({ computerDnsName }) => computerDnsName)).size).toBe(450);
    const health = new Set(rows.map(({ healthStatus }) => healthStatus));
    expect([...health]).toEqual(expect.arrayContaining(['Active', 'Inactive', 'NoSensorData']));
    expect(rows.some(({ onboardingStatus }) => onboardingStatus === 'CanBeOnboarded')).toBe(true);
    expect([...machine.generate({ count: 3, seed: 7 })]).toStrictEqual(rows.slice(0, 3));
  });
});

/** The actions whose machine is not there, or has another name. */
const dangling = ({ machines, machineActions }: Emulator) => {
  const names = new Map(machines.rows.map(({ id, computerDnsName }) => [id, computerDnsName]));
  return machineActions.rows.filter(({ machineId, computerDnsName }) => names.get(machineId ?? '') !== computerDnsName);
};

describe('machine actions point at machines that exist', () => {
  it.each([
    ['generated', { machineActions: { count: 300 } }],
    ['generated, over machines that are', { machineActions: { count: 300 }, machines: { count: 4 } }],
    [
      'generated, over machines that were given',
      { machineActions: { count: 50 }, machines: { rows: machine.many(2) } },
    ],
    ['given', { machineActions: { rows: machineAction.many(5) } }],
    ['given in part', { machineActions: { rows: [{ status: 'Failed' }, { type: 'Isolate' }] } }],
  ])('%s', async (_, options) => {
    const emulator = createEmulator(options);
    expect(dangling(emulator)).toStrictEqual([]);
    emulator.machineActions.add([{ type: 'Isolate' }, { type: 'Offboard' }]);
    emulator.machineActions.traffic({ perMinute: 60 });
    await emulator.clock.advance('1m');
    expect(dangling(emulator)).toStrictEqual([]);
  });

  it('of the documents as well, though no list shows those', async () => {
    const emulator = createEmulator();
    for (const { machineId } of [...emulator.machineActions.rows, fixtures.getIsolation]) {
      expect((await ask(emulator, `/api/machines/${machineId ?? ''}`)).status).toBe(200);
    }
  });

  it('take the DNS name of the machine that is named', () => {
    const rows = machine.many(9, (index) => ({ id: `m-${String(index)}`, computerDnsName: `host-${String(index)}` }));
    const emulator = createEmulator({ machines: { rows } });
    expect(emulator.machineActions.rows).toStrictEqual([]);
    for (const { id, computerDnsName } of rows) {
      expect(emulator.machineActions.add({ machineId: id }).computerDnsName).toBe(computerDnsName);
    }
  });

  it('bring the machine that they name with them, unless a test says what there is', async () => {
    const action = machineAction({ machineId: 'new', computerDnsName: 'new.example' });
    const statusOf = async (emulator: Emulator) => {
      emulator.machineActions.add(action);
      return (await ask(emulator, '/api/machines/new')).status;
    };
    expect(await statusOf(createEmulator())).toBe(200);
    expect(await statusOf(createEmulator({ machineActions: { rows: [] } }))).toBe(200);
    expect(await statusOf(createEmulator({ machines: { rows: [machine()] } }))).toBe(404);
  });
});

const idsOfTwins = () => {
  const emulator = createEmulator({ machineActions: { rows: [machineAction(), machineAction()] } });
  emulator.machineActions.add(machineAction());
  emulator.machineActions.add([machineAction(), { status: 'Failed' }, {}]);
  return emulator.machineActions.rows.map(({ id }) => id);
};

describe('rows of factories', () => {
  it('may be added twice: a key that nobody gave is another one where it is taken', () => {
    expect(new Set(idsOfTwins()).size).toBe(6);
    expect(idsOfTwins()).toStrictEqual(idsOfTwins());
    const mine = machineAction({ id: 'mine' });
    const emulator = createEmulator({ machineActions: { rows: [mine] } });
    expect(() => emulator.machineActions.add(mine)).toThrow(/"mine", which another row has/);
  });

  it('are as many as are asked for, each another one', () => {
    const three = machineAction.many(3, { status: 'Failed' });
    expect(new Set(three.map(({ id }) => id)).size).toBe(3);
    expect(three).toMatchObject(Array.from({ length: 3 }, () => ({ status: 'Failed' })));
    expect(machine.many(2, (index) => ({ computerDnsName: `host-${String(index)}` }))).toMatchObject([
      { computerDnsName: 'host-0' },
      { computerDnsName: 'host-1' },
    ]);
    expect(() => machine.many(2, { id: 'one' })).toThrow(/many\(\) got one id for 2 rows/);
    expect(() => machine.many(1.5)).toThrow(/count is 1\.5/);
    expect(() => machine.many('3' as never)).toThrow(/count is "3"; it must be a whole number, 0 or more/);
    expect(() => machine({ osBuild: 'x' } as never)).toThrow(/^the values\.osBuild is "x"; it must be a whole number/);
  });

  it('are told apart by their keys without case, as the client compares them', async () => {
    const emulator = createEmulator({ machines: { rows: [{ id: 'aB' }] } });
    expect((await ask(emulator, '/api/machines/Ab')).body['id']).toBe('aB');
    expect(() => emulator.machines.add({ id: 'AB' })).toThrow(/"AB", which another row has/);
    expect(emulator.machines.update('AB', { riskScore: 'Low' }).riskScore).toBe('Low');
    emulator.machines.remove('ab');
    expect(emulator.machines.add({ id: 'c' }, { id: 'd' }, { id: 'e' }).map(({ id }) => id)).toStrictEqual([
      'c',
      'd',
      'e',
    ]);
    expect(emulator.machines.rows).toHaveLength(3);
  });

  it('are added all together, or none of them', () => {
    const emulator = createEmulator({ machines: { rows: [] } });
    const wrong = [machine(), { id: 'a', riskScore: 5 }] as never;
    expect(() => emulator.machines.add(wrong)).toThrow(/^rows\[1\]\.riskScore is 5/);
    expect(() => emulator.machines.add([{ id: 'a' }, { id: 'a' }])).toThrow(
      /^rows\[1\]\.id is "a", which another row has/,
    );
    expect(emulator.machines.rows).toStrictEqual([]);
  });
});

it('makes texts for the patterns that identifiers have, or none', () => {
  const patterns = ['^[0-9a-f]{40}$', '^G-\\d{4}$', '[A-Z]{2,5}', '^\\w+@\\w+\\.example$', '^[^a]?x*$'];
  fc.assert(
    fc.property(fc.constantFrom(...patterns), fc.nat(), (pattern, seed) => {
      expect(textOfPattern(pattern, createRandom(seed))).toMatch(new RegExp(pattern, 'u'));
    }),
    { seed: 3, numRuns: 300 },
  );
  for (const pattern of ['^(a|b)$', 'a|b', '(?=x)y']) expect(textOfPattern(pattern, createRandom(1))).toBeUndefined();
});
