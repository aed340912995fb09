import { readText } from './output/files.ts';
import { changedInputs, concerns, type Half, readInputs } from './output/inputs.ts';
import { disturbances, manifestPath, manifestText, readManifest } from './output/manifest.ts';

const halves: readonly Half[] = ['openapi-generator', 'ts-morph'];

/** What `generate` did. */
export interface Outcome {
  /** The halves that were generated anew; empty where everything still stood. */
  readonly generated: readonly Half[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Brings the generated files up to date, and does only what is needed: nothing where no input and no output has changed,
 * and without a JVM where nothing has changed that openapi-generator depends on.
 *
 * @param root The root of the repository.
 * @throws SpecError, JavaMissingError or GeneratorError; nothing has been written then.
 */
export async function generate(root: string): Promise<Outcome> {
  const manifest = readManifest(root);
  const inputs = readInputs(root);
  const changed = changedInputs(manifest?.inputs ?? {}, inputs);
  const disturbed = manifest ? disturbances(root, manifest) : [];
  const stale = halves.filter(
    (half) =>
      changed.some((name) => concerns(half, name)) ||
      disturbed.some(({ path }) => manifest?.outputs[path]?.half === half),
  );
  if (manifest && stale.length === 0 && disturbed.length === 0) return { generated: [], changed: [], removed: [] };

  // Only now: these load the compiler and the formatter.
  const { produce } = await import('./output/produce.ts');
  const { removeFiles, writeFiles } = await import('./output/write.ts');
  const produced = new Map(await produce(root, new Set(stale)));
  for (const [path, { half }] of Object.entries(manifest?.outputs ?? {}))
    if (!stale.includes(half)) produced.set(path, { half, text: readText(root, path) ?? '' });
  const texts = new Map([...produced].map(([path, { text }]) => [path, text]));
  const written = writeFiles(root, new Map([...texts, [manifestPath, manifestText(inputs, produced)]]));
  const after = readManifest(root);
  const removed = after ? disturbances(root, after).map(({ path }) => path) : [];
  removeFiles(root, removed);
  return { generated: stale, changed: written, removed };
}
