import { type CodegenConfig, readConfig } from './config.ts';
import { disturbances, leftOver } from './output/disturbances.ts';
import { readText } from './output/files.ts';
import { hashText } from './output/hash.ts';
import { changedInputs, fingerprint, generatorInputs, type Half } from './output/inputs.ts';
import { type Manifest, manifestText, readManifest } from './output/manifest.ts';
import { recall, remember } from './output/memory.ts';

/** What `generate` did. */
export interface Outcome {
  /** The halves that were generated anew; empty where everything still stood. */
  readonly generated: readonly Half[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Whether openapi-generator's half is as it would be written now, beside the document that it gets. */
const stands = (root: string, config: CodegenConfig, manifest: Manifest): boolean =>
  changedInputs(manifest.inputs, generatorInputs(root, config)).length === 0 &&
  disturbances(root, manifest.outputs).length === 0;

const hashesOf = (files: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => [path, hashText(text)]));

/**
 * Brings the generated files up to date, and does only what is needed: nothing where no input and no output has changed since the
 * last time, and without a JVM where the document that openapi-generator gets is the same.
 *
 * @param root The root of the repository.
 * @throws ConfigError, SpecError, JavaMissingError or GeneratorError; nothing has been written then.
 */
export async function generate(root: string): Promise<Outcome> {
  const config = await readConfig(root);
  const print = fingerprint(root, config);
  const memory = recall(root);
  if (
    memory?.fingerprint === print &&
    disturbances(root, memory.outputs).length === 0 &&
    leftOver(root, config, Object.keys(memory.outputs)).length === 0
  )
    return { generated: [], changed: [], removed: [] };

  // Only now: these load the compiler, the formatter and the validators.
  const { documentHash, produceEmitted, produceModels, readSpecOf } = await import('./output/produce.ts');
  const { removeFiles, writeFiles } = await import('./output/write.ts');
  const spec = await readSpecOf(root, config);
  const before = readManifest(root, config);
  const document = documentHash(spec);
  const isKept = !config.openapiGenerator || (before?.document === document && stands(root, config, before));
  const models = isKept
    ? new Map(Object.keys(before?.outputs ?? {}).map((path) => [path, readText(root, path) ?? '']))
    : await produceModels(root, config, spec);
  const manifest: Manifest = { document, inputs: generatorInputs(root, config), outputs: hashesOf(models) };
  const files = new Map([...models, ...(await produceEmitted(root, config, spec))]);
  if (config.openapiGenerator) files.set(config.openapiGenerator.manifest, manifestText(manifest));

  const changed = writeFiles(root, files);
  const removed = leftOver(root, config, files.keys());
  removeFiles(root, removed);
  remember(root, { fingerprint: print, outputs: hashesOf(files) });
  return { generated: [...(isKept ? [] : (['openapi-generator'] as const)), 'ts-morph'], changed, removed };
}
