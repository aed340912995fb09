import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { compilerOptions } from '../virtual-program.ts';

const path = fileURLToPath(new URL('hover.virtual.ts', import.meta.url));

/** What an editor shows over the last occurrence of a name. */
function hover(text: string, name: string): string {
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => compilerOptions,
    getScriptFileNames: () => [path],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const content = file === path ? text : ts.sys.readFile(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === path || ts.sys.fileExists(file),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
  };
  const info = ts.createLanguageService(host).getQuickInfoAtPosition(path, text.lastIndexOf(name));
  return [ts.displayPartsToString(info?.displayParts), ts.displayPartsToString(info?.documentation)].join('\n');
}

const query = `
import { from } from '@defender-odata/query-builder';
import { machineActions } from '@defender-odata/client';
const query = from(machineActions).filter((action) => action.requestor.startsWith('svc-')).top(2);
`;

test("a field shows the spec's description", () => {
  expect(hover(query, 'requestor')).toContain('Who asked for the action');
});

test('an operator shows what it does and what OData calls it', () => {
  expect(hover(query, 'startsWith')).toContain('Begins with this text, case-sensitively: `startswith`.');
});

test('a query has a short type', () => {
  expect(hover(query, 'query')).toContain('const query: Query<MachineActionTypes>');
});
