import type { CodegenConfig } from '../config.ts';
import { emitModules } from '../emit/emit-modules.ts';
import { modelDocument } from '../generator/model-document.ts';
import { readModel } from '../model/read-model.ts';
import { loadSpec } from '../rules/load-spec.ts';
import { SpecError } from '../spec/issue.ts';
import type { Spec } from '../spec/spec.ts';
import { readText } from './files.ts';
import { formatFile } from './format.ts';
import { hashText } from './hash.ts';
import { withHeader } from './header.ts';

/** Generated files by their path from the root, as they are to stand on disk. */
export type Produced = ReadonlyMap<string, string>;

/**
 * Reads the spec of a repository and holds it to the rules.
 *
 * @throws SpecError when there is none, or it breaks a rule.
 */
export async function readSpecOf(root: string, config: CodegenConfig): Promise<Spec> {
  const text = readText(root, config.spec);
  if (text === undefined)
    throw new SpecError(config.spec, [
      { line: 1, column: 1, path: '(document)', message: `There is no such file in ${root}.` },
    ]);
  return loadSpec(text, config.spec, config);
}

/** The hash of the document that openapi-generator gets. */
export const documentHash = (spec: Spec): string => hashText(JSON.stringify(modelDocument(spec)));

async function finished(root: string, config: CodegenConfig, files: ReadonlyMap<string, string>): Promise<Produced> {
  const entries = [...files].map(
    async ([path, text]) => [path, await formatFile(root, path, withHeader(path, text, config.spec))] as const,
  );
  return new Map(await Promise.all(entries));
}

/** Generates ts-morph's half in memory. Nothing is written. */
export const produceEmitted = (root: string, config: CodegenConfig, spec: Spec): Promise<Produced> =>
  finished(root, config, emitModules(readModel(spec), config));

/**
 * Generates openapi-generator's half in memory, by a JVM. Nothing is written.
 *
 * @throws JavaMissingError or GeneratorError when it cannot.
 */
export async function produceModels(root: string, config: CodegenConfig, spec: Spec): Promise<Produced> {
  if (!config.openapiGenerator) return new Map();
  const { runOpenapiGenerator } = await import('../generator/openapi-generator.ts');
  return finished(root, config, runOpenapiGenerator(root, config.openapiGenerator, modelDocument(spec)));
}
