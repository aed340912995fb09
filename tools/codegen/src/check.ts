import { hasJava } from './generator/java.ts';
import { diffText } from './output/diff.ts';
import { readText } from './output/files.ts';
import { changedInputs, concerns, type Half, readInputs } from './output/inputs.ts';
import { disturbances, type Manifest, manifestPath, readManifest } from './output/manifest.ts';
import { produce, type Produced } from './output/produce.ts';

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
  /** The inputs that came, went or changed since the last `generate`. */
  readonly changedInputs: readonly string[];
  /** Whether some differences could not be told, because openapi-generator would have to run and there is no Java. */
  readonly isUntold: boolean;
}

/** What was found in one file: by its text now, by what it was written as, and by what would be written. */
function findingOf(root: string, path: string, wasEdited: boolean, generated: string | undefined): readonly Finding[] {
  const onDisk = readText(root, path);
  if (onDisk === undefined) return [{ path, kind: 'missing' }];
  const kind = wasEdited ? 'edited' : 'stale';
  if (generated === undefined) return wasEdited ? [{ path, kind }] : [];
  return onDisk === generated ? [] : [{ path, kind, diff: diffText(path, onDisk, generated) }];
}

/** The files of openapi-generator's half that would be written anew, where there is no Java to tell how. */
const untold = (manifest: Manifest, isStale: boolean, produced: Produced): readonly Finding[] =>
  Object.entries(manifest.outputs)
    .filter(([path, { half }]) => isStale && half === 'openapi-generator' && !produced.has(path))
    .map(([path]) => ({ path, kind: 'stale' }));

/**
 * Tells what `generate` would change, and changes nothing. ts-morph's half is generated in memory and compared with what is on
 * disk. openapi-generator's half is held by the hashes of what it was made from and of what was written; only where those differ
 * and there is a Java, it is generated too, to show how.
 *
 * @param root The root of the repository.
 * @throws SpecError when the spec breaks a rule.
 */
export async function check(root: string): Promise<CheckResult> {
  const manifest = readManifest(root) ?? { inputs: {}, outputs: {} };
  const changed = changedInputs(manifest.inputs, readInputs(root));
  const disturbed = disturbances(root, manifest);
  const half: Half = 'openapi-generator';
  const isStale = changed.some((name) => concerns(half, name));
  const isDisturbed = disturbed.some(({ path }) => manifest.outputs[path]?.half === half);
  const isNeeded = isStale || isDisturbed;
  const isUntold = isNeeded && !hasJava();
  const halves = new Set<Half>(['ts-morph', ...(isNeeded && !isUntold ? [half] : [])]);
  const produced = await produce(root, halves);

  const leftOver = disturbed.filter(({ path, kind }) => kind === 'left-over' && !produced.has(path));
  const edited = new Set(disturbed.filter(({ kind }) => kind === 'edited').map(({ path }) => path));
  const paths = [
    ...new Set([...produced.keys(), ...disturbed.filter((one) => !leftOver.includes(one)).map(({ path }) => path)]),
  ];
  const findings: readonly Finding[] = [
    ...paths.flatMap((path) => findingOf(root, path, edited.has(path), produced.get(path)?.text)),
    ...leftOver,
  ];
  const told = new Set(findings.map(({ path }) => path));
  const rest = untold(manifest, isStale, produced).filter(({ path }) => !told.has(path));
  const own: readonly Finding[] = changed.length > 0 ? [{ path: manifestPath, kind: 'stale' }] : [];
  return { findings: [...findings, ...rest, ...own], changedInputs: changed, isUntold };
}
