import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** The modules that a program takes in: its own text, bundled, with what it does not use left out. */
async function inputsOf(program: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    conditions: ['@defender-odata/source'],
    external: ['vitest', '@jest/globals', 'msw'],
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
}

/** The modules of the client among them. */
const modulesOf = async (program: string): Promise<readonly string[]> =>
  (await inputsOf(program)).flatMap((path) => /client\/src\/(.*)/.exec(path)?.[1] ?? []);

const get =
  "import { DefenderClient } from '@defender-odata/client'; await new DefenderClient('t').machineActions.get('a');";
const use = (entry: string) =>
  modulesOf(`${get}\nimport { exportAll } from '${entry}'; exportAll(new DefenderClient('t').machineActions);`);

const apart = /^(export|wait)\//;

describe('a program that gets one action', () => {
  it('does not pay for exports and waits', async () => {
    const modules = await modulesOf(get);
    expect(modules).toContain('client.ts');
    expect(modules.filter((path) => apart.test(path))).toEqual([]);
  });

  it('pays for them once it uses them, from the main entry or from their own', async () => {
    for (const entry of ['@defender-odata/client', '@defender-odata/client/export'])
      expect((await use(entry)).filter((path) => apart.test(path))).toContain('export/export-all.ts');
  });
});

describe('a program that imports an entry for what it does', () => {
  it.each(['vitest', 'jest'])('keeps the matcher of ./%s', async (runner) => {
    const inputs = await inputsOf(`import '@defender-odata/testing/${runner}';`);
    expect(inputs).toContainEqual(expect.stringMatching(new RegExp(`(?:^|/)src/${runner}\\.ts$`)));
    expect(inputs).toContainEqual(expect.stringContaining('matchers/to-have-listed.ts'));
  });

  it('pays nothing for what it does not use of the others', async () => {
    expect(await inputsOf("import '@defender-odata/testing/emulator';")).toEqual([]);
  });
});
