import { describe, expectTypeOf, it } from 'vitest';
import type {
  DateTimeOffset,
  ErrorResponse,
  MachineAction,
  MachineActionEntity,
  MachineActionStatus,
} from '../src/index.ts';

describe('the generated models', () => {
  it('keep timestamps as text: any text is one, and one is text', () => {
    expectTypeOf<MachineAction['creationDateTimeUtc']>().toEqualTypeOf<DateTimeOffset>();
    expectTypeOf<string>().toExtend<DateTimeOffset>();
    expectTypeOf<DateTimeOffset>().toExtend<string>();
    expectTypeOf<Date>().not.toExtend<DateTimeOffset>();
  });

  it('have open enumerations: a known name and any other text', () => {
    expectTypeOf<'Cancelled'>().toExtend<MachineActionStatus>();
    expectTypeOf<'Paused'>().toExtend<MachineActionStatus>();
    expectTypeOf<number>().not.toExtend<MachineActionStatus>();
  });

  it('tell null, and a key that may be missing, from the rest', () => {
    expectTypeOf<MachineAction['machineId']>().toEqualTypeOf<string | null>();
    expectTypeOf<MachineAction['externalId']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<MachineAction['requestor']>().toEqualTypeOf<string>();
    expectTypeOf<MachineAction['relatedFileInfo']>().toExtend<object | null>();
  });

  it('have no index signature: a misspelt key is an error, though an unknown key survives at run time', () => {
    expectTypeOf<MachineAction>().not.toHaveProperty('stauts');
    expectTypeOf<string>().not.toExtend<keyof MachineAction>();
    // @ts-expect-error -- The documents print this name, and one of the two is offered.
    expectTypeOf<MachineAction>().toHaveProperty('lastUpdateTimeUtc');
  });

  it('keep the name of @odata.context', () => {
    expectTypeOf<MachineActionEntity['@odata.context']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<MachineActionEntity>().toExtend<MachineAction>();
  });

  it('have both shapes of an error', () => {
    expectTypeOf<{ error: { code: 'BadRequest'; message: string; target: string } }>().toExtend<ErrorResponse>();
    expectTypeOf<{ error: { code: ''; message: string; details: [] } }>().toExtend<ErrorResponse>();
  });
});
