import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const configPath = fileURLToPath(new URL('../tsconfig.json', import.meta.url));

/** Type-checks a file beside the tests that is not on disk, and returns the compiler's messages, a text for each line that has some. */
export function compile(source: string): ReadonlyMap<number, string> {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configPath, ts.sys.readFile).config,
    ts.sys,
    fileURLToPath(new URL('..', import.meta.url)),
  );
  const file = fileURLToPath(new URL('snippet.ts', import.meta.url));
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], { ...options, noEmit: true }, host);
  const messages = new Map<number, string>();
  for (const { messageText, start = 0 } of ts.getPreEmitDiagnostics(program, program.getSourceFile(file))) {
    const line = source.slice(0, start).split('\n').length;
    messages.set(line, `${messages.get(line) ?? ''}${ts.flattenDiagnosticMessageText(messageText, '\n')}\n`);
  }
  return messages;
}
