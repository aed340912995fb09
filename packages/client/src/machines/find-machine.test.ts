import { compileFilter } from '@defender-odata/query-builder/evaluate';
import { describe, expect, test } from 'vitest';
import { json, rejection, serviceError, setUp } from '../../test/support/fake-service.ts';
import { machines } from '../index.ts';
import { findMachine, type FindMachineOptions, type MachineQuestion } from './index.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);
const idOf = (number: number) => String(number).padStart(40, '0');

const machine = (number: number, computerDnsName: string | null, daysAgo = 0, more: object = {}) => ({
  id: idOf(number),
  computerDnsName,
  lastSeen: new Date(NOW - daysAgo * DAY).toISOString(),
  healthStatus: 'Active',
  onboardingStatus: 'Onboarded',
  aadDeviceId: null,
  ...more,
});

/** A service that really filters; without case, it compares names in lower case. */
function serviceOf(rows: readonly ReturnType<typeof machine>[], withoutCase = false) {
  return setUp(({ url, option }) => {
    const [, , , id] = url.pathname.split('/');
    if (id !== undefined) return rows.find((row) => row.id === id) ?? serviceError(404, 'ResourceNotFound');
    const filter = option('$filter') ?? "id ne ''";
    const keep = compileFilter(
      withoutCase ? filter.replaceAll(/'[^']*'/g, (text) => text.toLowerCase()) : filter,
      machines.entityType,
    );
    const kept = rows.filter((row) =>
      keep(withoutCase ? { ...row, computerDnsName: row.computerDnsName?.toLowerCase() ?? null } : row),
    );
    // Documented: a list of machines that matches nothing is a 404.
    return kept.length ? json({ value: option('$skip') ? [] : kept }) : serviceError(404, 'ResourceNotFound');
  });
}

const find = (rows: readonly ReturnType<typeof machine>[], question: MachineQuestion, options?: FindMachineOptions) => {
  const { client, clock } = serviceOf(rows);
  return clock.run(findMachine(client, question, options));
};
const failure = (...given: Parameters<typeof find>) => rejection(find(...given));

describe('a machine is found by its name', () => {
  test.each(['web1.contoso.com', 'WEB1.CONTOSO.COM', 'Web1.Contoso.com.', 'wEb1.contoso.COM'])(
    'whatever its case: %s',
    async (dnsName) => {
      for (const stored of ['web1.contoso.com', 'WEB1.contoso.com', 'wEB1.Contoso.Com.']) {
        const rows = [
          machine(1, stored),
          machine(2, 'web11.contoso.com'),
          machine(3, null),
          machine(4, 'web1.contoso.com.example'),
        ];
        expect(await find(rows, { dnsName })).toMatchObject({ id: idOf(1) });
      }
    },
  );

  test.each([true, false])(
    'by a service that compares without case: %s; names that begin alike are told apart there',
    async (withoutCase) => {
      const names = ['DESKTOP-AB12CD', 'desktop-ab12ce', 'Desktop-Zb12cd'];
      const { client, clock, sent } = serviceOf(
        names.map((name, index) => machine(index, name)),
        withoutCase,
      );
      expect(await clock.run(findMachine(client, { dnsName: 'desktop-ab12cd' }))).toMatchObject({
        computerDnsName: 'DESKTOP-AB12CD',
      });
      expect(sent[0]?.option('$filter')).toMatch(
        /^\(startswith\(computerDnsName,'des'\) or .*\) and \(contains\(computerDnsName,'b12cd'\) or /,
      );
      expect(sent[0]?.option('$filter')?.match(/\w+\(/g)?.length).toBeLessThanOrEqual(16);
    },
  );

  test.each(['a', 'ab', '7', '7-1', 'ürgen', "o'neil", 'x1.a', 'İstanbul', 'ßa', 'ß'])(
    'of any length and letters: %s',
    async (name) => {
      for (const stored of [name, name.toUpperCase()].filter((one) => one.toLowerCase() === name.toLowerCase()))
        expect(await find([machine(1, stored)], { dnsName: name })).toMatchObject({ id: idOf(1) });
    },
  );

  test('and by its first label alone only where that is said', async () => {
    const rows = [machine(1, 'web1.contoso.com'), machine(2, 'web12')];
    expect(await failure(rows, { dnsName: 'web1' })).toMatchObject({
      code: 'MachineNotFound',
      message: expect.stringContaining('1 machine has it as the first label: give the whole name, or shortName: true.'),
    });
    expect(await find(rows, { dnsName: 'web1' }, { shortName: true })).toMatchObject({ id: idOf(1) });
    expect(
      await failure([...rows, machine(3, 'WEB1.fabrikam.com')], { dnsName: 'web1' }, { shortName: true }),
    ).toMatchObject({
      code: 'MachineAmbiguous',
    });
    // A complete name is never the one of a machine that has no domain.
    expect(await failure([machine(1, 'web1')], { dnsName: 'web1.contoso.com' }, { shortName: true })).toMatchObject({
      code: 'MachineNotFound',
    });
  });
});

describe('it is never guessed', () => {
  const twins = [machine(1, 'web1.contoso.com', 30, { healthStatus: 'Inactive' }), machine(2, 'WEB1.contoso.com')];

  test('between two records of a name, also where one is old: all are told, the one seen last first', async () => {
    expect(await failure(twins, { dnsName: 'web1.contoso.com' })).toMatchObject({
      code: 'MachineAmbiguous',
      candidates: [
        {
          id: idOf(2),
          computerDnsName: 'WEB1.contoso.com',
          lastSeen: '2026-01-01T00:00:00.000Z',
          healthStatus: 'Active',
          onboardingStatus: 'Onboarded',
        },
        { id: idOf(1), healthStatus: 'Inactive' },
      ],
    });
  });

  test('but an old record does not count where the caller says so', async () => {
    expect(await find(twins, { dnsName: 'web1.contoso.com' }, { ignoreStale: true })).toMatchObject({ id: idOf(2) });
    const bothFresh = [machine(1, 'a.b'), machine(2, 'a.b')];
    expect(await failure(bothFresh, { dnsName: 'a.b' }, { ignoreStale: true })).toMatchObject({
      code: 'MachineAmbiguous',
    });
    const bothOld = [machine(1, 'a.b', 9), machine(2, 'a.b', 8)];
    expect(await failure(bothOld, { dnsName: 'a.b' }, { ignoreStale: true })).toMatchObject({
      code: 'MachineAmbiguous',
    });
  });

  test('that a machine is still the one which was seen too long ago', async () => {
    expect(await failure([machine(1, 'a.b', 7.001)], { dnsName: 'a.b' })).toMatchObject({
      code: 'MachineStale',
      candidates: [{ id: idOf(1) }],
    });
    expect(await find([machine(1, 'a.b', 7)], { dnsName: 'a.b' })).toMatchObject({ id: idOf(1) });
    expect(await find([machine(1, 'a.b', 400)], { dnsName: 'a.b' }, { maxAge: Infinity })).toMatchObject({
      id: idOf(1),
    });
    expect(await failure([machine(1, 'a.b', 0.1)], { dnsName: 'a.b' }, { maxAge: 3_600_000 })).toMatchObject({
      code: 'MachineStale',
    });
    expect(await failure([machine(1, 'a.b', 0, { lastSeen: null })], { dnsName: 'a.b' })).toMatchObject({
      code: 'MachineStale',
    });
  });
});

test('a machine is found by its device ID and by its ID, under the same rules', async () => {
  const aadDeviceId = '80fe8ff8-2624-418e-9591-41f0491218f9';
  const rows = [machine(1, 'a.b', 0, { aadDeviceId }), machine(2, 'a.b')];
  expect(await find(rows, { aadDeviceId: aadDeviceId.toUpperCase() })).toMatchObject({ id: idOf(1) });
  expect(await find(rows, { id: idOf(2) })).toMatchObject({ id: idOf(2) });
  expect(await failure(rows, { id: idOf(3) })).toMatchObject({ code: 'MachineNotFound', candidates: [] });
  expect(await failure([machine(1, 'a.b', 9)], { id: idOf(1) })).toMatchObject({ code: 'MachineStale' });
});

test.each([
  [{ dnsName: idOf(1) }, {}, 'ask with { id }'],
  [{ id: 'web1.contoso.com' }, {}, 'ask findMachine for the ID'],
  [{ dnsName: '' }, {}, 'DNS name'],
  [{ dnsName: '.' }, {}, 'DNS name'],
  [{ dnsName: 'a..b' }, {}, 'DNS name'],
  [{ dnsName: 'a b' }, {}, 'DNS name'],
  [{ dnsName: undefined }, {}, 'not undefined'],
  [{ aadDeviceId: 'x' }, {}, 'GUID'],
  [{}, {}, 'exactly one'],
  [{ dnsName: 'a', id: idOf(1) }, {}, 'exactly one'],
  [{ name: 'a' }, {}, 'no option "name"'],
  [{ dnsName: 'a' }, { maxAge: -1 }, 'maxAge'],
  [{ dnsName: 'a' }, { maxAgeDays: 3 }, 'maxAgeDays'],
])('%j with %j is refused before any call', async (question, options, words) => {
  const { client, sent } = serviceOf([]);
  expect(await rejection(findMachine(client, question as MachineQuestion, options as object))).toMatchObject({
    code: 'InvalidArgument',
    message: expect.stringContaining(words),
  });
  expect(sent).toEqual([]);
});

test('what is no client is told so', async () => {
  expect(await rejection(findMachine({} as never, { dnsName: 'a' }))).toMatchObject({ code: 'InvalidArgument' });
});
