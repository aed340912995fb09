import type { MachineAction } from '@defender-odata/client';

type SomeKeys = Partial<MachineAction> & Pick<MachineAction, 'id'>;

/** A row as a test gives it: any keys of a machine action, `id` at least; a missing key is normal, an unknown one is kept (observed). */
export type RowInput = SomeKeys | (SomeKeys & Readonly<Record<string, unknown>>);

/** A row inside the emulator: the keys it was given, in their order. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };
