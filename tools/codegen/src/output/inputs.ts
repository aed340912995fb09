import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFile, type CodegenConfig } from '../config.ts';
import { filesUnder, readText } from './files.ts';
import { hashText } from './hash.ts';

/** The two halves of the output, by what makes them. */
export type Half = 'openapi-generator' | 'ts-morph';

/** What something was made from, by name: a file and its hash, or a tool and its version. */
export type Inputs = Readonly<Record<string, string>>;

/** The folder of this program. */
const program = join(import.meta.dirname, '..');
const formatFile = '.prettierrc.json';

const version = (tool: string): string => {
  const file = new URL(`../../node_modules/${tool}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
};

const hashes = (root: string, paths: readonly string[], prefix = ''): readonly (readonly [string, string])[] =>
  paths
    .flatMap((path) => filesUnder(root, path))
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => [prefix + file, hashText(readText(root, file) ?? '')] as const);

/**
 * What openapi-generator's half is made from, beside the document that it gets. Its own version stands in its settings.
 *
 * @param root The root of the repository.
 */
export const generatorInputs = (root: string, { openapiGenerator }: CodegenConfig): Inputs =>
  openapiGenerator
    ? Object.fromEntries([
        ...hashes(root, [formatFile, openapiGenerator.settings, openapiGenerator.templates]),
        ...hashes(program, ['generator/openapi-generator.ts', 'output/format.ts', 'output/header.ts'], 'codegen/'),
        ['prettier', version('prettier')],
      ])
    : {};

/** One text for everything that the output depends on: where it is the same, so is the output. */
export const fingerprint = (root: string, config: CodegenConfig): string =>
  hashText(
    JSON.stringify([
      generatorInputs(root, config),
      hashes(root, [configFile, config.spec]),
      hashes(program, ['.'], 'codegen/'),
      version('ts-morph'),
    ]),
  );

/** The inputs that came, went or changed. */
export const changedInputs = (before: Inputs, now: Inputs): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => before[name] !== now[name]).toSorted();
