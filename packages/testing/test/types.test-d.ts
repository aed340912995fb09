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
    createEmulator({ rows: [{ id: '1', status: 5 }] });
    // @ts-expect-error -- a row needs its id
    createEmulator({ rows: [{ status: 'Failed' }] });
    // @ts-expect-error -- no such window
    createEmulator({ quota: { window: 'fixed' } });
    expectTypeOf(createEmulator).parameter(0).not.toBeAny();
  });

  it('take rows with unknown keys, and whole ones', () => {
    expectTypeOf({ id: '1', somethingNew: [1] }).toExtend<RowInput>();
    expectTypeOf(machineAction({ status: 'Failed' })).toExtend<RowInput>();
  });

  it('give handlers, a fetch and fixtures of the right types', () => {
    expectTypeOf(handlers).toExtend<readonly HttpHandler[]>();
    expectTypeOf<Emulator['fetch']>().toEqualTypeOf<typeof globalThis.fetch>();
    expectTypeOf(fixtures.machineActions.Isolate.Failed.status).toExtend<string>();
    // @ts-expect-error -- no such fixture
    void fixtures.machineActions.Isolate.Done;
  });
});
