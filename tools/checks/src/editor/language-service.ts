import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { compilerOptions } from '../virtual-program.ts';

const path = fileURLToPath(new URL('editor.virtual.ts', import.meta.url));

// One service for all texts: what it knows of the libraries is kept from one to the next.
let current = '';
let version = 0;
const service = ts.createLanguageService({
  getCompilationSettings: () => compilerOptions,
  getScriptFileNames: () => [path],
  getScriptVersion: (file) => (file === path ? String(version) : '1'),
  getScriptSnapshot: (file) => {
    const content = file === path ? current : ts.sys.readFile(file);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (file) => file === path || ts.sys.fileExists(file),
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
});

function open(text: string): void {
  current = text;
  version++;
}

/** What an editor shows over the last occurrence of a name: the type, the documentation, and what its tags say. */
export function hover(text: string, name: string): string {
  open(text);
  const info = service.getQuickInfoAtPosition(path, text.lastIndexOf(name));
  const tags = info?.tags?.map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`) ?? [];
  return [ts.displayPartsToString(info?.displayParts), ts.displayPartsToString(info?.documentation), ...tags].join(
    '\n',
  );
}

/** What an editor offers at the end of a text: each name, and whether it is struck through. */
export function completions(text: string): ReadonlyMap<string, boolean> {
  open(text);
  const { entries = [] } = service.getCompletionsAtPosition(path, text.length, undefined) ?? {};
  return new Map(
    entries.map(({ name, kindModifiers = '' }) => [name, kindModifiers.split(',').includes('deprecated')]),
  );
}
