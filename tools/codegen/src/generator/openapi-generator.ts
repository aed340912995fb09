import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import type { CodegenConfig } from '../config.ts';
import { hasJava, JavaMissingError } from './java.ts';

type GeneratorPaths = NonNullable<CodegenConfig['openapiGenerator']>;

/** Thrown when openapi-generator fails; the message holds what it printed. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError';
  readonly code = 'generator-failed';
}

const hint = 'At its first use it fetches its jar, which needs the network; it needs Java 11 or newer.';

interface Settings {
  readonly 'generator-cli': {
    readonly version: string;
    readonly generators: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

/** The settings of the repository, with the templates, the input and the output of this run. */
function settingsFor(root: string, paths: GeneratorPaths, inputSpec: string, output: string): unknown {
  const settings = JSON.parse(readFileSync(join(root, paths.settings), 'utf8')) as Settings;
  const cli = settings['generator-cli'];
  const client = { ...cli.generators['client'], inputSpec, templateDir: resolve(root, paths.templates), output };
  return { ...settings, 'generator-cli': { ...cli, generators: { client } } };
}

/** The TypeScript files of a folder, by their path in it. */
function readOutput(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]));
}

/**
 * Runs openapi-generator with the repository's settings and templates, in a folder of its own. It gets the document as JSON: it
 * would read the file by the rules of YAML 1.1, where `On` and `yes` are no text, and the two halves would not agree.
 *
 * @param root The root of the repository.
 * @param paths Where its settings and templates are, and where its output belongs.
 * @param document What of the spec the templates read, as plain data.
 * @returns The files that it wrote, by their path from the root, as it wrote them.
 * @throws JavaMissingError when there is no Java.
 * @throws GeneratorError when it fails.
 */
export function runOpenapiGenerator(
  root: string,
  paths: GeneratorPaths,
  document: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  if (!hasJava()) throw new JavaMissingError();
  const cli = createRequire(import.meta.url).resolve('@openapitools/openapi-generator-cli/main.js');
  const folder = mkdtempSync(join(tmpdir(), 'openapi-generator-'));
  try {
    const output = join(folder, 'out');
    const inputSpec = join(folder, 'spec.json');
    writeFileSync(inputSpec, JSON.stringify(document));
    const settingsFile = join(folder, 'openapitools.json');
    writeFileSync(settingsFile, JSON.stringify(settingsFor(root, paths, inputSpec, output)));
    const run = spawnSync(process.execPath, [cli, '--openapitools', settingsFile, 'generate'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (run.status !== 0)
      throw new GeneratorError(
        `openapi-generator failed. Nothing was written. ${hint}\n\n${run.stdout}\n${run.stderr}`,
      );
    return new Map([...readOutput(output)].map(([path, text]) => [`${paths.output}/${path}`, text]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
