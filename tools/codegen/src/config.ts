import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The file of a repository that says what is generated: everything that belongs to one service and one layout stands there. */
export const configFile = 'codegen.config.ts';

/** What the rules of the spec depend on. */
export interface SpecRules {
  /** Where a rule of the spec may come from: the names that `x-source` takes, each with what it means. */
  readonly sources: Readonly<Record<string, string>>;
  /**
   * What the spec has to say beside OpenAPI. `clouds`: each server has a name. `permissions`: each operation says which it asks for.
   * `scope`: a security scheme says what a token is asked for.
   */
  readonly needs: readonly ('clouds' | 'permissions' | 'scope')[];
  /** What the packages call something else where collections stand beside it: no collection can be called so. Default: nothing. */
  readonly taken?: readonly string[];
}

/** What is generated from which spec, and where it goes. All paths are from the root of the repository, with forward slashes. */
export interface CodegenConfig extends SpecRules {
  /** The spec. */
  readonly spec: string;
  /** The folders that are generated as a whole, by what stands in them; what has none is not generated. */
  readonly output: {
    /** What a query builder needs: entity sets. */
    readonly builder: string;
    /** What a client needs: operations, collections, the service. */
    readonly client?: string;
    /** What an emulator needs: fixtures, JSON Schemas, factories. */
    readonly testing?: string;
    /** The file with the table for the documentation. */
    readonly docs?: string;
  };
  /** Models and functions by openapi-generator, which needs Java; without it the rows' types are written beside the entity sets. */
  readonly openapiGenerator?: {
    /** The folder that they stand in. */
    readonly output: string;
    readonly templates: string;
    /** Its settings, in the form of its command line. */
    readonly settings: string;
    /** What it read and wrote the last time, so that without Java it is known whether that still stands. */
    readonly manifest: string;
  };
  /** What the generated files import, by what it is called in the emitters. */
  readonly imports: Readonly<Record<string, string>>;
}

/** Thrown when a repository does not say what is to be generated. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config-invalid';
}

const keys: readonly (keyof CodegenConfig)[] = [
  'spec',
  'sources',
  'needs',
  'taken',
  'output',
  'openapiGenerator',
  'imports',
];

/** What is wrong with a configuration that may have been written without a compiler; undefined for nothing. */
function problemOf(config: Partial<CodegenConfig>): string | undefined {
  const unknown = Object.keys(config).find((key) => !keys.includes(key as keyof CodegenConfig));
  if (unknown !== undefined) return `has an unknown key "${unknown}". Allowed: ${keys.join(', ')}.`;
  const lacking = (['spec', 'sources', 'needs', 'output', 'imports'] as const).find((key) => config[key] === undefined);
  if (lacking !== undefined) return `lacks "${lacking}". Needed: spec, sources, needs, output, imports.`;
  if (typeof config.output?.builder !== 'string')
    return 'lacks output.builder: the folder of what a query builder needs.';
  return config.imports?.['#query-builder'] === undefined
    ? "lacks imports['#query-builder']: the package that the generated entity sets are for."
    : undefined;
}

/**
 * Reads the configuration of a repository.
 *
 * @param root The root of the repository.
 * @throws ConfigError when there is none, or it does not say what is needed.
 */
export async function readConfig(root: string): Promise<CodegenConfig> {
  const file = join(root, configFile);
  if (!existsSync(file))
    throw new ConfigError(
      `There is no ${configFile} in ${root}, which says where the spec is, and where what is generated goes.`,
    );
  const module = (await import(pathToFileURL(file).href)) as { readonly default?: CodegenConfig };
  if (!module.default) throw new ConfigError(`${file} has no default export.`);
  const problem = problemOf(module.default);
  if (problem !== undefined) throw new ConfigError(`${file} ${problem}`);
  return module.default;
}
