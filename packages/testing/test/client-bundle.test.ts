import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** The modules of the client that a program takes in: its own text, bundled, with what it does not use left out. */
async function modulesOf(program: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    conditions: ['@defender-odata/source'],
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /client\/src\/(.*)/.exec(path)?.[1] ?? []);
}

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
