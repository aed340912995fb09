import { readFileSync } from 'node:fs';
import { filesUnder, readText } from './files.ts';
import { hashText } from './hash.ts';

/** The two halves of the output, by what makes them. */
export type Half = 'openapi-generator' | 'ts-morph';

/** The spec, from the root of the repository. */
export const specPath = 'specs/defender.openapi.yaml';

/** Everything that the output depends on, by name: a file and its hash, or a tool and its version. */
export type Inputs = Readonly<Record<string, string>>;

const openapiGeneratorInputs = ['openapitools.json', 'tools/openapi-templates', 'tools/codegen/src/generator'];
const tsMorphInputs = ['tools/codegen/src/rules', 'tools/codegen/src/model', 'tools/codegen/src/emit'];
const sharedInputs = [specPath, '.prettierrc.json', 'tools/codegen/src/output', 'tools/codegen/src/spec'];

/** Tools of which another version may write another text. openapi-generator's own version stands in `openapitools.json`. */
const tools = ['ts-morph', 'prettier'];

const version = (tool: string): string => {
  const file = new URL(`../../node_modules/${tool}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
};

/** What the output in this checkout would be made from. */
export function readInputs(root: string): Inputs {
  const files = [...sharedInputs, ...openapiGeneratorInputs, ...tsMorphInputs]
    .flatMap((path) => filesUnder(root, path))
    .filter((file) => !file.endsWith('.test.ts'));
  return Object.fromEntries([
    ...files.map((file) => [file, hashText(readText(root, file) ?? '')] as const),
    ...tools.map((tool) => [tool, version(tool)] as const),
  ]);
}

/** The inputs that came, went or changed. */
export const changedInputs = (before: Inputs, now: Inputs): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => before[name] !== now[name]).toSorted();

const isOneOf = (paths: readonly string[], name: string): boolean =>
  paths.some((path) => name === path || name.startsWith(`${path}/`));

/** Whether a half depends on an input. */
export const concerns = (half: Half, name: string): boolean =>
  half === 'openapi-generator'
    ? name !== 'ts-morph' && !isOneOf(tsMorphInputs, name)
    : !isOneOf(openapiGeneratorInputs, name);
