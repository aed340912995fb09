import { and, not } from '@defender-odata/query-builder';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../src/emulator/index.ts';
// oxlint-disable-next-line import/no-unassigned-import -- importing it is what adds the matcher
import '../src/vitest.ts';
import { get, list } from './ask.ts';

describe('toHaveListed', () => {
  it('compares what a query means, however it was written and sent', async () => {
    const emulator = createEmulator();
    await list(emulator, "$filter=type+eq+'Isolate'%20and%20%28status in ('Failed','Pending')%29&$top=5");
    expect(emulator).toHaveListed();
    expect(emulator).toHaveListed({ filter: (a) => a.status.in(['Pending', 'Failed']).and(a.type.eq('Isolate')) });
    expect(emulator).toHaveListed({ filter: { type: 'Isolate', status: { in: ['Failed', 'Pending'] } }, top: 5 });
    expect(emulator).toHaveListed({ filter: "(status eq 'Failed' or status eq 'Pending') and 'Isolate' eq type" });
    expect(emulator).toHaveListed({
      filter: (a) => and(not(a.type.ne('Isolate')), a.status.in(['Failed', 'Pending'])),
    });
    expect(emulator).not.toHaveListed({ filter: (a) => a.type.eq('Isolate') });
    expect(emulator).not.toHaveListed({ top: 6 });
    expect(emulator).not.toHaveListed({ skip: 0 });
    expect(emulator).not.toHaveListed({ filter: (a) => a.lastUpdateDateTimeUtc.ge('2026-01-01T00:00:00Z') });
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
      expect(emulator).toHaveListed({ filter: (a) => a.status.eq('Failed'), top: 1 });
    };
    expect(failing).toThrow("to have listed with $filter=status eq 'Failed' & $top=1\nIt was not asked for a list.");
    await list(emulator, "$filter=status%20eq%20'Pending'");
    await list(emulator, '');
    expect(failing).toThrow("It was asked for lists with:\n  $filter=status eq 'Pending'\n  no query options");
    expect(() => {
      expect(emulator).not.toHaveListed({ filter: (a) => a.status.eq('Pending') });
    }).toThrow("not to have listed with $filter=status eq 'Pending'");
  });

  it('refuses what is no emulator, and a filter that nothing could have asked', () => {
    expect(() => {
      expect({}).toHaveListed();
    }).toThrow(/takes an emulator/);
    expect(() => {
      expect(createEmulator()).toHaveListed({ filter: "computerDnsName eq 'x'" });
    }).toThrow(/computerDnsName/);
  });
});
