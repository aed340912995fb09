import { type CodegenConfig, readConfig } from './config.ts';
import { hasJava } from './generator/java.ts';
import { diffText } from './output/diff.ts';
import { disturbances, leftOver } from './output/disturbances.ts';
import { readText } from './output/files.ts';
import { changedInputs, generatorInputs } from './output/inputs.ts';
import { readManifest } from './output/manifest.ts';
import { documentHash, produceEmitted, produceModels, readSpecOf } from './output/produce.ts';
import type { Spec } from './spec/spec.ts';

/** One thing that `generate` would change. */
export interface Finding {
  readonly path: string;
  /** `stale`: as it was written, and would be written otherwise now. `edited`: not as it was written. */
  readonly kind: 'missing' | 'edited' | 'left-over' | 'stale';
  /** What would change in the file, where that can be told. */
  readonly diff?: string;
}

/** What `check` found. */
export interface CheckResult {
  readonly findings: readonly Finding[];
  /** What openapi-generator's half is made from, and has changed since the last `generate`. */
  readonly changedInputs: readonly string[];
  /** Whether some differences could not be told, because openapi-generator would have to run and there is no Java. */
  readonly isUntold: boolean;
}

/** How files on disk differ from those that are generated. */
const compared = (root: string, produced: ReadonlyMap<string, string>): readonly Finding[] =>
  [...produced].flatMap(([path, generated]): readonly Finding[] => {
    const onDisk = readText(root, path);
    if (onDisk === undefined) return [{ path, kind: 'missing' }];
    return onDisk === generated ? [] : [{ path, kind: 'stale', diff: diffText(path, onDisk, generated) }];
  });

/** What there is to say of openapi-generator's half, which is generated only where it does not stand and there is a Java. */
async function checkModels(root: string, config: CodegenConfig, spec: Spec) {
  const { openapiGenerator } = config;
  if (!openapiGenerator) return { paths: [], findings: [], changedInputs: [], isUntold: false };
  const manifest = readManifest(root, config) ?? { document: '', inputs: {}, outputs: {} };
  const document = documentHash(spec);
  const changed = [
    ...(manifest.document === document ? [] : [config.spec]),
    ...changedInputs(manifest.inputs, generatorInputs(root, config)),
  ];
  const disturbed = disturbances(root, manifest.outputs);
  const isStale = changed.length > 0;
  const own: readonly Finding[] = isStale ? [{ path: openapiGenerator.manifest, kind: 'stale' }] : [];
  const isNeeded = isStale || disturbed.length > 0;
  const known = Object.keys(manifest.outputs);
  if (!isNeeded || !hasJava()) {
    const told = new Set(disturbed.map(({ path }) => path));
    const rest = isStale ? known.filter((path) => !told.has(path)) : [];
    const stale = rest.map((path): Finding => ({ path, kind: 'stale' }));
    return { paths: known, findings: [...disturbed, ...stale, ...own], changedInputs: changed, isUntold: isNeeded };
  }
  const produced = await produceModels(root, config, spec);
  const edited = new Set(disturbed.filter(({ kind }) => kind === 'edited').map(({ path }) => path));
  const findings = compared(root, produced).map((finding): Finding =>
    edited.has(finding.path) ? { ...finding, kind: 'edited' } : finding,
  );
  return { paths: [...produced.keys()], findings: [...findings, ...own], changedInputs: changed, isUntold: false };
}

/**
 * Tells what `generate` would change, and changes nothing. ts-morph's half is generated in memory and compared with what is on
 * disk. openapi-generator's half is held by the hashes of what it was made from and of what was written; only where those differ
 * and there is a Java, it is generated too, to show how.
 *
 * @param root The root of the repository.
 * @throws ConfigError, or SpecError when the spec breaks a rule.
 */
export async function check(root: string): Promise<CheckResult> {
  const config = await readConfig(root);
  const spec = await readSpecOf(root, config);
  const emitted = await produceEmitted(root, config, spec);
  const models = await checkModels(root, config, spec);
  const others = leftOver(root, config, [...emitted.keys(), ...models.paths]);
  return {
    findings: [
      ...compared(root, emitted),
      ...models.findings,
      ...others.map((path): Finding => ({ path, kind: 'left-over' })),
    ],
    changedInputs: models.changedInputs,
    isUntold: models.isUntold,
  };
}
