import { describe, expect, it } from 'vitest';
import { createEmulator } from '../emulator/emulator.ts';
import { emulated } from '../generated/emulated.gen.ts';
import { checkRow } from './check-row.ts';

const definition = emulated.machineActions;

const inItself: Record<string, unknown> = {};
inItself['deep'] = [{ again: inItself }];
const deep = (levels: number): object => (levels === 1 ? {} : { in: deep(levels - 1) });

const wrong: readonly (readonly [object, RegExp])[] = [
  [{ own: 1n }, /^the row\.own is 1n; it must be a value that JSON can hold\.$/],
  [{ own: [{ of: () => 1 }] }, /^the row\.own\[0\]\.of is \(\) => 1; it must be/],
  [{ own: Symbol('x') }, /^the row\.own is Symbol\(x\);/],
  [{ own: { much: Infinity } }, /^the row\.own\.much is Infinity;/],
  [{ toJSON: () => ({}) }, /^the row\.toJSON is /],
  [
    { own: inItself },
    /^the row\.own\.deep\[0\]\.again is an object; it must be something that does not hold itself\.$/,
  ],
  [{ own: deep(101) }, /must be within 100 objects at most/],
  [{ status: { of: 1n } }, /^the row\.status is an object; it must be a string\.$/],
  [{ errorHResult: -(2 ** 31) - 1 }, /errorHResult is -2147483649; it must be a whole number from -2147483648 to/],
  [{ commands: [{ index: 2 ** 31 }] }, /commands\[0\]/],
  [{ Status: 'Failed' }, /^the row\.Status is "Failed"; it must be called 'status', as the service writes it\.$/],
  [{ externalID: 'x' }, /must be called 'externalId'/],
  [{ relatedFileInfo: { FileIdentifier: 'x' } }, /^the row\.relatedFileInfo.* (?:called 'fileIdentifier'|there)/],
];

describe('a row that no answer could hold', () => {
  it.each(wrong)('is refused, with its place: %o', (values, words) => {
    expect(() => {
      checkRow({ id: '1', ...values }, definition, 'the row');
    }).toThrow(words);
    const add = () => createEmulator().machineActions.add({ id: '1', ...values });
    expect(add).toThrow(words);
    expect(add).toThrow(expect.objectContaining({ code: 'InvalidRow' }));
    expect(() => createEmulator().machineActions.add(values)).toThrow(words);
    expect(() => createEmulator({ machineActions: { rows: [{ id: '1', ...values }] } })).toThrow(
      /^machineActions\.rows\[0\]\./,
    );
    expect(() =>
      createEmulator({ machineActions: { rows: [{ id: '1' }] } }).machineActions.update('1', values),
    ).toThrow(/^the changes\./);
  });

  it('is not one whose unknown keys JSON holds', () => {
    const shared = { of: [null, true, 'x', 1.5, undefined] };
    const row = { id: '1', one: shared, two: shared, deep: deep(100), none: undefined };
    expect(JSON.stringify(createEmulator({ machineActions: { rows: [row] } }).machineActions.rows)).toBe(
      JSON.stringify([row]),
    );
  });
});
