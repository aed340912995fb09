import * as client from '@defender-odata/client';
import { expect, it } from 'vitest';
import config from '../../../codegen.config.ts';
import * as testing from '../src/emulator/index.ts';
import type { EmulatorOptions } from '../src/emulator/index.ts';

const { collections, createEmulator, DefenderClient } = { ...client, ...testing };

/** Each option of an emulator that is no collection: a new one does not compile here before it is listed. */
const options: Record<Exclude<keyof EmulatorOptions, keyof typeof collections>, true> = {
  seed: true,
  clock: true,
  quota: true,
  auth: true,
  exactNames: true,
  observed: true,
  latency: true,
  quirks: true,
  pageSize: true,
  actions: true,
};

it('a collection cannot be called as something that stands beside it: the configuration names it', () => {
  const own = Object.values(collections).flatMap(({ name, entityType }) => [
    name,
    entityType.charAt(0).toLowerCase() + entityType.slice(1),
  ]);
  const beside = [
    ...Object.keys(options),
    ...Object.keys(createEmulator()),
    ...Object.keys(new DefenderClient('a-token')),
    // Of functions, whose names are verbs, the compiler says it.
    ...Object.entries({ ...client, ...testing }).flatMap(([name, value]) => (typeof value === 'function' ? [] : name)),
  ].filter((name) => /^[a-z]/.test(name) && !own.includes(name));
  expect(beside.filter((name) => !config.taken.includes(name))).toEqual([]);
  expect(config.taken.filter((name) => own.includes(name))).toEqual([]);
});
