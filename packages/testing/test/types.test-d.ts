import type { MachineAction } from '@defender-odata/client';
import type { HttpHandler } from 'msw';
import { describe, expectTypeOf, it } from 'vitest';
import { createEmulator, fixtures, handlers, machineAction, type Emulator, type RowInput } from '../src/index.ts';

describe('the types of an emulator', () => {
  it('know the options, the quirks and the rows', () => {
    createEmulator({ quirks: ['html-502'], quota: { window: 'aligned' }, latency: '50ms' });
    // @ts-expect-error -- no such option
    createEmulator({ row: [] });
    // @ts-expect-error -- no such quirk
    createEmulator({ quirks: ['html-500'] });
    // @ts-expect-error -- a status is text
    createEmulator({ machineActions: { rows: [{ id: '1', status: 5 }] } });
    // @ts-expect-error -- a row without its key has no keys that the spec does not know: one is misspelt
    createEmulator({ machineActions: { rows: [{ stauts: 'Failed' }] } });
    createEmulator({ machineActions: { rows: [{ status: 'Failed' }] } });
    // @ts-expect-error -- no such collection
    createEmulator({ machineAction: { count: 1 } });
    // @ts-expect-error -- no such window
    createEmulator({ quota: { window: 'fixed' } });
    expectTypeOf(createEmulator).parameter(0).not.toBeAny();
  });

  it('take rows with unknown keys, and whole ones', () => {
    expectTypeOf({ id: '1', somethingNew: [1] }).toExtend<RowInput<MachineAction, 'id'>>();
    expectTypeOf(machineAction({ status: 'Failed' })).toExtend<RowInput<MachineAction, 'id'>>();
  });

  it('give handlers, a fetch and fixtures of the right types', () => {
    expectTypeOf(handlers).toExtend<readonly HttpHandler[]>();
    expectTypeOf<Emulator['fetch']>().toEqualTypeOf<typeof globalThis.fetch>();
    expectTypeOf(fixtures.machineActions.Isolate.Failed.status).toExtend<string>();
    // @ts-expect-error -- no such fixture
    void fixtures.machineActions.Isolate.Done;
  });
});
