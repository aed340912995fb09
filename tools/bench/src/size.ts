import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { emitModules } from '@defender-odata/codegen/src/emit/emit-modules.ts';
import { readConfig } from '@defender-odata/codegen/src/config.ts';
import type { OperationModel, SpecModel } from '@defender-odata/codegen/src/model/model.ts';
import { readModel } from '@defender-odata/codegen/src/model/read-model.ts';
import { readSpecOf } from '@defender-odata/codegen/src/output/produce.ts';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../../..');

/** What a further collection, or a further action, may add to the client, in bytes of min+gzip. */
const LIMIT = 400;

/** What each collection and each operation on a row adds to the client: the bundle with it, and without. Nothing is written. */
export async function run(): Promise<void> {
  const config = await readConfig(root);
  const model = readModel(await readSpecOf(root, config));

  /** The client as the spec would make it, in bytes of min+gzip. */
  async function sizeOf(made: SpecModel): Promise<number> {
    const generated = emitModules(made, config);
    const bundle = await build({
      entryPoints: [join(root, 'packages/client/src/client.ts')],
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'esnext',
      conditions: ['@defender-odata/source'],
      write: false,
      plugins: [
        {
          name: 'generated in memory',
          setup: ({ onLoad }) =>
            onLoad({ filter: /\.gen\.ts$/ }, async ({ path }) => ({
              loader: 'ts',
              contents: generated.get(path.slice(root.length + 1)) ?? (await readFile(path, 'utf8')),
            })),
        },
      ],
    });
    return gzipSync(bundle.outputFiles[0]?.contents ?? '', { level: 9 }).length;
  }

  process.stdout.write('What each adds to DefenderClient, min+gzip\n');
  const all = await sizeOf(model);
  for (const operation of model.operations.filter(isOfRow))
    process.stdout.write(line(operation.id, all - (await sizeOf(without(model, operation)))));
  const readOnly = model.operations.filter(isOfRow).reduce(without, model);
  const read = await sizeOf(readOnly);
  for (const { name, entitySet } of model.collections) {
    const others: SpecModel = {
      ...readOnly,
      collections: readOnly.collections.filter((one) => one.name !== name),
      entitySets: readOnly.entitySets.filter((one) => one !== entitySet),
      operations: readOnly.operations.filter((one) => one.entitySet !== entitySet.name),
    };
    process.stdout.write(line(`${name}, without what is done with a row`, read - (await sizeOf(others))));
  }
}

const line = (name: string, bytes: number): string =>
  `  ${name.padEnd(44)} ${String(bytes).padStart(6)} bytes  ${bytes <= LIMIT ? 'reached' : 'MISSED'}: at most ${LIMIT}\n`;

const isOfRow = ({ kind }: OperationModel): boolean => kind === 'action' || kind === 'function';

/** The model of a spec that lacks an operation on a row. */
const without = (model: SpecModel, { id }: OperationModel): SpecModel => ({
  ...model,
  operations: model.operations.filter((one) => one.id !== id),
  collections: model.collections.map((collection) => ({
    ...collection,
    actions: collection.actions.filter((one) => one.id !== id),
    functions: collection.functions.filter((one) => one.id !== id),
  })),
});
