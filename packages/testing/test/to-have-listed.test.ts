import { DefenderClient, machineActions } from '@defender-odata/client';
import { and, from, matchAll, not } from '@defender-odata/query-builder';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../src/emulator/index.ts';
// oxlint-disable-next-line import/no-unassigned-import -- importing it is what adds the matcher
import '../src/vitest.ts';
import { ask, get, list } from './ask.ts';

describe('toHaveListed', () => {
  it('compares what a query means, however it was written and sent', async () => {
    const emulator = createEmulator();
    await list(emulator, "$filter=type+eq+'Isolate'%20and%20%28status in ('Failed','Pending')%29&$top=5");
    expect(emulator).toHaveListed();
    expect(emulator).toHaveListed('machineActions', {
      filter: (a) => a.status.in(['Pending', 'Failed']).and(a.type.eq('Isolate')),
    });
    expect(emulator).toHaveListed('machineActions', {
      filter: { type: 'Isolate', status: { in: ['Failed', 'Pending'] } },
      top: 5,
    });
    expect(emulator).toHaveListed('machineActions', {
      filter: "(status eq 'Failed' or status eq 'Pending') and 'Isolate' eq type",
    });
    expect(emulator).toHaveListed('machineActions', {
      filter: (a) => and(not(a.type.ne('Isolate')), a.status.in(['Failed', 'Pending'])),
    });
    expect(emulator).not.toHaveListed('machineActions', { filter: (a) => a.type.eq('Isolate') });
    expect(emulator).not.toHaveListed('machineActions', { top: 6 });
    expect(emulator).not.toHaveListed('machineActions', { skip: 0 });
    expect(emulator).not.toHaveListed('machineActions', {
      filter: (a) => a.lastUpdateDateTimeUtc.ge('2026-01-01T00:00:00Z'),
    });
  });

  it('counts lists that were understood, and nothing else', async () => {
    const emulator = createEmulator();
    await get(emulator, 'x');
    await list(emulator, '$stop=2');
    expect(emulator).not.toHaveListed();
  });

  it('says what was asked where that is not what was expected', async () => {
    const emulator = createEmulator();
    const failing = () => {
      expect(emulator).toHaveListed('machineActions', { filter: (a) => a.status.eq('Failed'), top: 1 });
    };
    expect(failing).toThrow(
      "to have listed machineActions with $filter=status eq 'Failed' & $top=1\nIt was not asked for a list.",
    );
    await list(emulator, "$filter=status%20eq%20'Pending'");
    await list(emulator, '');
    expect(failing).toThrow(
      "It was asked for lists of:\n  machineActions with $filter=status eq 'Pending'\n  machineActions with no query options",
    );
    expect(() => {
      expect(emulator).not.toHaveListed('machineActions', { filter: (a) => a.status.eq('Pending') });
    }).toThrow("not to have listed machineActions with $filter=status eq 'Pending'");
  });

  it('refuses what is no emulator, and a filter that nothing could have asked', () => {
    expect(() => {
      expect({}).toHaveListed();
    }).toThrow(/takes an emulator/);
    expect(() => {
      expect(createEmulator()).toHaveListed('machineActions', { filter: "computerDnsName eq 'x'" });
    }).toThrow(/computerDnsName/);
  });

  it('tells the collections apart', async () => {
    const emulator = createEmulator();
    await ask(emulator, "https://api.security.microsoft.com/api/machines?$filter=healthStatus eq 'Active'");
    expect(emulator).toHaveListed();
    expect(emulator).toHaveListed('machines');
    expect(emulator).toHaveListed('machines', { filter: (m) => m.healthStatus.eq('Active') });
    expect(emulator).not.toHaveListed('machineActions');
    expect(() => {
      expect(emulator).toHaveListed('machineActions');
    }).toThrow(
      "to have listed machineActions with no query options\nIt was asked for lists of:\n  machines with $filter=healthStatus eq 'Active'",
    );
    expect(() => {
      expect(emulator).toHaveListed('machine' as 'machines');
    }).toThrow(/there is no 'machine'\. Did you mean 'machines'\?/);
    expect(() => {
      expect(emulator).toHaveListed({ filter: "status eq 'Failed'" } as never);
    }).toThrow(/takes the name of the collection first, such as toHaveListed\('machineActions', \{ … \}\)/);
  });

  it('compares the order, the count and what is selected', async () => {
    const emulator = createEmulator({ observed: true });
    await list(emulator, '$orderby=CreationDateTimeUtc ASC, lastUpdateDateTimeUtc desc&$count=true&$top=5');
    const both = ['creationDateTimeUtc', 'lastUpdateDateTimeUtc desc'] as const;
    expect(emulator).toHaveListed('machineActions', { orderBy: both, count: true, top: 5 });
    expect(emulator).toHaveListed('machineActions', { orderBy: ['creationDateTimeUtc asc', both[1]] });
    expect(emulator).not.toHaveListed('machineActions', { orderBy: 'creationDateTimeUtc' });
    expect(emulator).not.toHaveListed('machineActions', { orderBy: ['creationDateTimeUtc desc', both[1]] });
    expect(emulator).not.toHaveListed('machineActions', { orderBy: [both[1], both[0]] });
    expect(() => {
      expect(emulator).toHaveListed('machineActions', { orderBy: 'creationDateTimeUtc', count: true });
    }).toThrow(
      'to have listed machineActions with $orderby=creationDateTimeUtc & $count=true\nIt was asked for lists of:\n' +
        '  machineActions with $top=5 & $orderby=CreationDateTimeUtc ASC, lastUpdateDateTimeUtc desc & $count=true',
    );
    await list(emulator, '$top=7');
    expect(emulator).not.toHaveListed('machineActions', { count: true, top: 7 });
    expect(emulator).not.toHaveListed('machineActions', { orderBy: both, top: 7 });
  });

  it('takes what the client selects for what was selected, though it asks for the key too', async () => {
    const emulator = createEmulator({ observed: true });
    const client = new DefenderClient('token', { fetch: emulator.fetch });
    const rows = await client.machines.list((q) => q.withObserved().select('version', 'osPlatform')).toArray();
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.flatMap((row) => Object.keys(row)))).toEqual(new Set(['osPlatform', 'version']));
    expect(emulator).toHaveListed('machines', { select: ['osPlatform', 'version'] });
    expect(emulator).toHaveListed('machines', { select: ['version', 'osPlatform', 'id'] });
    expect(emulator).not.toHaveListed('machines', { select: ['version'] });
    expect(emulator).not.toHaveListed('machines', { select: ['version', 'osPlatform', 'osBuild'] });
    const other = createEmulator();
    await new DefenderClient('token', { fetch: other.fetch }).machines.list().firstPage();
    expect(other).toHaveListed('machines');
    expect(other).not.toHaveListed('machines', { select: ['version'] });
  });

  it('takes matchAll() for a list without a filter', async () => {
    const emulator = createEmulator();
    await list(emulator, "$filter=status%20eq%20'Failed'&$top=5");
    expect(emulator).not.toHaveListed('machineActions', { filter: () => matchAll() });
    expect(() => {
      expect(emulator).toHaveListed('machineActions', { filter: matchAll(), top: 5 });
    }).toThrow('to have listed machineActions with no $filter & $top=5\n');
    await list(emulator, '$top=5');
    expect(emulator).toHaveListed('machineActions', { filter: () => matchAll() });
    expect(emulator).toHaveListed('machineActions', { filter: matchAll(), top: 5 });
    expect(emulator).not.toHaveListed('machineActions', { filter: matchAll(), top: 6 });
    await list(emulator, '$filter=true&$top=6');
    expect(emulator).toHaveListed('machineActions', { filter: matchAll(), top: 6 });
    expect(emulator).toHaveListed('machineActions', { filter: 'true', top: 6 });
  });

  it.each<[unknown, RegExp]>([
    [{ fliter: (a: never) => a }, /toHaveListed knows no option 'fliter'.*filter/],
    [{ $filter: "status eq 'Failed'" }, /knows no option '\$filter'.*filter/],
    [null, /takes an object of options \(filter, top, skip, orderBy, count, select\), not null/],
    ["status eq 'Failed'", /not a string/],
    [5, /not a number/],
    [(a: never) => a, /not a function/],
    [[], /not a list/],
    [from(machineActions).top(5), /not an instance of SetQuery/],
    [matchAll(), /not an instance of TreePredicate/],
    [Promise.resolve({ top: 5 }), /not an instance of Promise/],
    [{ top: '5' }, /\$top needs a whole number/],
    [{ top: undefined }, /\$top needs a whole number/],
    [{ skip: -1 }, /\$skip is out of range/],
    [{ orderBy: undefined }, /\$orderby takes one or more of these/],
    [{ orderBy: 'status' }, /\$orderby takes one or more of these, each once\. Allowed: creationDateTimeUtc/],
    [{ count: false }, /\$count is true, or left out/],
    [{ select: ['id'] }, /MachineActions has no \$select/],
    [{ filter: undefined }, /undefined is no condition/],
  ])('refuses to expect %s: it would pass for any list', async (expected, message) => {
    const emulator = createEmulator();
    await list(emulator, '$top=5');
    expect(() => {
      expect(emulator).toHaveListed('machineActions', expected as never);
    }).toThrow(message);
  });
});
