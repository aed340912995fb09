import { build, type Plugin } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeMistakes } from './mistakes.ts';

const source = fileURLToPath(new URL('../playground/', import.meta.url));

/** The mistakes of the page, compiled and run while it is built. */
const mistakes: Plugin = {
  name: 'mistakes',
  setup(builder) {
    builder.onResolve({ filter: /^virtual:mistakes$/ }, ({ path }) => ({ path, namespace: 'virtual' }));
    builder.onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({
      contents: JSON.stringify(makeMistakes()),
      loader: 'json',
    }));
  },
};

/**
 * Builds the playground: classic scripts, since a page that is opened from a folder may load no modules.
 *
 * @param folder - Where it is written; made where it is not there.
 */
export async function buildPlayground(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: { playground: join(source, 'main.tsx'), service: join(source, 'service/main.ts') },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@defender-odata/source'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    plugins: [mistakes],
    logLevel: 'warning',
  });
  for (const name of ['index.html', 'playground.css']) await copyFile(join(source, name), join(folder, name));
}
