import { Project } from 'ts-morph';
import type { GeneratedModule } from './file.ts';

/** The text of a generated module, not yet formatted. */
export function printModule({ path, structure }: GeneratedModule): string {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return project.createSourceFile(path, structure).getFullText();
}
