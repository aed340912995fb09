import type { LiveResponseCommand } from '@defender-odata/client';
import type { Conduct, Download, ScriptResult } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { Refusal } from '../http/error-answers.ts';

/** The file that a library has, by the property that names it. */
const LIBRARY_FILE = 'fileName';
/** Links to results live for half an hour (documented). */
const LINK_LIVES = 30 * 60_000;

interface Sent {
  readonly type?: unknown;
  readonly params?: unknown;
}

/** The commands of a row, as they stand before any of them began. */
export const toCommands = (sent: unknown): readonly LiveResponseCommand[] =>
  (Array.isArray(sent) ? (sent as readonly Sent[]) : []).map(({ type, params }, index) => ({
    index,
    startTime: null,
    endTime: null,
    commandStatus: 'Created',
    errors: [],
    command: { type: String(type), params: (params ?? []) as LiveResponseCommand['command']['params'] },
  }));

const commandsIn = (row: Row): readonly LiveResponseCommand[] =>
  Array.isArray(row['commands']) ? (row['commands'] as readonly LiveResponseCommand[]) : [];

/** The value of a parameter, by its key. */
const parameterOf = ({ command }: LiveResponseCommand, key: string): string =>
  String(command.params?.find((one) => one.key === key)?.value ?? '');

/** What a script comes to; undefined where there is none of that name. */
function scriptResult(name: string, { scripts }: Conduct): ScriptResult | undefined {
  if (scripts === undefined) return {};
  return Object.hasOwn(scripts, name) ? scripts[name] : undefined;
}

/** What is in a file of the machine; undefined where there is none of that path. */
function fileContent(path: string, { files }: Conduct): string | undefined {
  if (files === undefined) return `The content of ${path}`;
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

/** Why a command fails; undefined where it does not. */
function mistakeOf(command: LiveResponseCommand, conduct: Conduct, library: readonly Row[]): string | undefined {
  switch (command.command.type) {
    case 'PutFile': {
      const name = parameterOf(command, 'FileName');
      return library.some((file) => file[LIBRARY_FILE] === name) ? undefined : `The library has no file ${name}.`;
    }
    case 'RunScript': {
      const name = parameterOf(command, 'ScriptName');
      return scriptResult(name, conduct) === undefined ? `There is no script ${name}.` : undefined;
    }
    case 'GetFile': {
      const path = parameterOf(command, 'Path');
      return fileContent(path, conduct) === undefined ? `There is no file ${path}.` : undefined;
    }
    default:
      return undefined;
  }
}

/** Which of the commands fails, the first that does; -1 for none. The library has every file where it is empty: no test spoke of it. */
export function failingCommand(row: Row, conduct: Conduct, library: readonly Row[]): number {
  const commands = commandsIn(row);
  return commands.findIndex(
    (command) =>
      !(command.command.type === 'PutFile' && library.length === 0) &&
      mistakeOf(command, conduct, library) !== undefined,
  );
}

/** The commands of a session that has ended: the first that fails stops the rest (documented). */
export function endedCommands(row: Row, conduct: Conduct, library: readonly Row[]): readonly LiveResponseCommand[] {
  const failing = failingCommand(row, conduct, library);
  return commandsIn(row).map((command, index) => {
    if (failing === -1 || index < failing) return { ...command, commandStatus: 'Completed' };
    if (index > failing) return { ...command, startTime: null, endTime: null, commandStatus: 'Created' };
    return { ...command, commandStatus: 'Failed', errors: [mistakeOf(command, conduct, library) ?? ''] };
  });
}

/**
 * What the link to a command's result leads to: what a script said, or a file, compressed (observed).
 *
 * @throws Refusal where the command has none, or has not been completed.
 */
export function resultOf(row: Row, index: number, conduct: Conduct): Download {
  const command = commandsIn(row)[index];
  const asked = `The result of command ${String(index)} of ${String(row['id'])}`;
  if (command === undefined) throw new Refusal('packageNotFound', `${asked} was not found: there is no such command`);
  if (command.commandStatus !== 'Completed')
    throw new Refusal('packageNotFound', `${asked} was not found: the command is ${command.commandStatus}`);
  const { type } = command.command;
  if (type === 'RunScript') {
    const name = parameterOf(command, 'ScriptName');
    const { exitCode = 0, output = '', errors = '' } = scriptResult(name, conduct) ?? {};
    const content = { script_name: name, exit_code: exitCode, script_output: output, script_errors: errors };
    return { content: JSON.stringify(content), contentType: 'application/json', lives: LINK_LIVES };
  }
  if (type === 'GetFile') {
    const content = fileContent(parameterOf(command, 'Path'), conduct) ?? '';
    return { content, contentType: 'application/gzip', gzip: true, lives: LINK_LIVES };
  }
  throw new Refusal('packageNotFound', `${asked} was not found: ${type} has none`);
}
