import { Project } from 'ts-morph';
import { ConfigError, configFile } from '../config.ts';
import type { GeneratedModule } from './file.ts';

/** What a file imports, by what an emitter calls it: `#emulator/factory.ts` is the configured `#emulator` and what is behind it. */
export type Imports = Readonly<Record<string, string>>;

function resolved(specifier: string, imports: Imports): string {
  if (!specifier.startsWith('#')) return specifier;
  const [name = '', ...rest] = specifier.split('/');
  const target = imports[name];
  if (target === undefined) throw new ConfigError(`${configFile} lacks imports['${name}'], which is generated for.`);
  return [target, ...rest].join('/');
}

/** The text of a generated module, not yet formatted. */
export function printModule({ path, structure }: GeneratedModule, imports: Imports): string {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile(path, structure);
  for (const declaration of file.getImportDeclarations())
    declaration.setModuleSpecifier(resolved(declaration.getModuleSpecifierValue(), imports));
  return file.getFullText();
}
