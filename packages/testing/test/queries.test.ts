import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmulator, machineAction, type RowInput } from '../src/emulator/index.ts';
import { idsOf, list } from './ask.ts';
import { textProperty } from './spec.ts';

const rows: RowInput[] = [
  { id: '1', status: 'Failed', [textProperty]: "O'Neil & sons", creationDateTimeUtc: '2026-01-01T10:00:00.1234567Z' },
  {
    id: '2',
    status: 'Pending',
    [textProperty]: 'a+b@contoso.example',
    creationDateTimeUtc: '2026-01-01T10:00:00.123456Z',
  },
  { id: '3', status: 'Failed', [textProperty]: 'soar', creationDateTimeUtc: '2026-01-01T10:00:00.2Z' },
  { id: '4', type: 'SomethingNew', unknownKey: { deep: [1] } },
];

describe('what a list answers', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', ['3', '1', '2', '4']],
    ['$top=2', ['3', '1']],
    ['$skip=1&$top=2', ['1', '2']],
    ['$top=0', []],
    ['$skip=99', []],
    ["$filter=status eq 'Failed'", ['3', '1']],
    ["$filter=status%20eq%20'Failed'&$skip=1", ['1']],
    ["$filter=status+eq+'Failed'", ['3', '1']],
    [`$filter=${textProperty} eq 'a%2Bb@contoso.example'`, ['2']],
    [`$filter=${textProperty} eq 'O''Neil %26 sons'`, ['1']],
    ["$filter=not (status eq 'Failed')", ['2', '4']],
    [`$filter=status in ('Pending','Failed') and startswith(${textProperty},'so')`, ['3']],
    ['$filter=creationDateTimeUtc gt 2026-01-01T10:00:00.123456Z', ['3', '1']],
    ['$filter=creationDateTimeUtc eq 2026-01-01T12:00:00.1234567%2B02:00', ['1']],
    ["$FILTER=status eq 'Failed'&$Top=1", ['3']],
    ["$top=1&%20$filter=status eq 'Pending'", ['2']],
    ["+$filter%20=status eq 'Pending'", ['2']],
    ["$filter=contains(id,'4')&api-version=1", ['4']],
  ];

  it.each(cases)('%s', async (query, ids) => {
    const answer = await list(createEmulator({ machineActions: { rows } }), query);
    expect(answer.status).toBe(200);
    expect(idsOf(answer)).toStrictEqual(ids);
  });

  it('gives rows as they were given, unknown keys and all', async () => {
    const { body } = await list(createEmulator({ machineActions: { rows } }), "$filter=id eq '4'");
    expect(body).toHaveProperty('value', [rows[3]]);
  });

  it('reads the real name of a property from rows that have it under its alias', async () => {
    const emulator = createEmulator();
    const answer = await list(emulator, '$filter=lastUpdateDateTimeUtc ge 2018-12-04T12:18:57.5511934Z');
    expect(idsOf(answer)).toHaveLength(2);
  });

  it('pages like a plain slice of the filtered rows, whatever $skip, $top and the page size', async () => {
    const generated = [...machineAction.generate({ seed: 3, count: 60 })];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(70),
        fc.option(fc.nat(70), { nil: undefined }),
        fc.integer({ min: 1, max: 80 }),
        fc.boolean(),
        async (skip, top, pageSize, filtered) => {
          const emulator = createEmulator({ machineActions: { rows: generated }, pageSize });
          const query = [`$skip=${String(skip)}`, ...(top === undefined ? [] : [`$top=${String(top)}`])];
          const all = filtered ? generated.filter(({ status }) => status === 'Succeeded') : generated;
          const wanted = all.slice(skip, top === undefined ? undefined : skip + top).map(({ id }) => id);

          const seen: string[] = [];
          let next = [...query, ...(filtered ? ["$filter=status eq 'Succeeded'"] : [])].join('&');
          for (let pages = 0; pages <= 61; pages += 1) {
            const answer = await list(emulator, next);
            seen.push(...idsOf(answer));
            const link = (answer.body as Record<string, unknown>)['@odata.nextLink'];
            if (typeof link !== 'string') break;
            expect(idsOf(answer)).toHaveLength(pageSize);
            next = link.slice(link.indexOf('?') + 1);
          }
          expect(seen).toStrictEqual(wanted);
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });
});
