import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const source = (file: string): string => fileURLToPath(new URL(`../src/${file}`, import.meta.url));

/** Every module that a browser bundle of an entry takes in; building fails where one of them is a `node:` builtin. */
async function inputsOf(file: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [source(file)],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    conditions: ['@defender-odata/source'],
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

describe('entries for the browser', () => {
  it('bundles the main entry, with msw and without a node: builtin', async () => {
    const inputs = await inputsOf('index.ts');
    expect(inputs.some((input) => input.includes('/msw/'))).toBe(true);
    expect(inputs.filter((input) => input.startsWith('node:'))).toStrictEqual([]);
  });

  it('bundles the emulator without msw', async () => {
    const inputs = await inputsOf('emulator/index.ts');
    expect(inputs.some((input) => input.includes('/evaluate/'))).toBe(true);
    expect(inputs.filter((input) => input.includes('/msw'))).toStrictEqual([]);
  });

  it('fails for an entry that needs Node, so that the checks above can', async () => {
    await expect(inputsOf('../test/browser-bundle.test.ts')).rejects.toThrow(/Could not resolve "fs"/);
  });
});
