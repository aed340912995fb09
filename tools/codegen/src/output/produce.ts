import { emitModules } from '../emit/emit-modules.ts';
import { modelDocument } from '../generator/model-document.ts';
import { runOpenapiGenerator } from '../generator/openapi-generator.ts';
import { readModel } from '../model/read-model.ts';
import { SpecError } from '../spec/issue.ts';
import { loadSpec } from '../rules/load-spec.ts';
import { readText } from './files.ts';
import { formatFile } from './format.ts';
import { withHeader } from './header.ts';
import { type Half, specPath } from './inputs.ts';

/** Generated files by their path from the root, as they are to stand on disk. */
export type Produced = ReadonlyMap<string, { readonly half: Half; readonly text: string }>;

/**
 * Generates in memory. Nothing is written.
 *
 * @param root The root of the repository.
 * @param halves What to generate. openapi-generator's half starts a JVM.
 * @throws SpecError when the spec breaks a rule, JavaMissingError or GeneratorError when openapi-generator cannot do its half.
 */
export async function produce(root: string, halves: ReadonlySet<Half>): Promise<Produced> {
  const specText = readText(root, specPath);
  if (specText === undefined)
    throw new SpecError(specPath, [
      { line: 1, column: 1, path: '(document)', message: `There is no such file in ${root}.` },
    ]);
  const spec = await loadSpec(specText, specPath);
  const produced = new Map<string, { readonly half: Half; readonly text: string }>();
  const add = async (half: Half, files: ReadonlyMap<string, string>): Promise<void> => {
    for (const [path, text] of files)
      produced.set(path, { half, text: await formatFile(root, path, withHeader(path, text)) });
  };
  if (halves.has('openapi-generator')) await add('openapi-generator', runOpenapiGenerator(root, modelDocument(spec)));
  if (halves.has('ts-morph')) await add('ts-morph', emitModules(readModel(spec)));
  return produced;
}
