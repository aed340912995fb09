import type { LiveResponseCommand } from '@defender-odata/client';
import type { Download } from '../rows/effects.ts';
import type { Row } from '../rows/row.ts';
import { Refusal } from '../http/error-answers.ts';
import { checkResult, placeOf, type Conduct, type FileContent, type ScriptRun } from './options.ts';

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

const isThere = (name: string, known: object | undefined): boolean => known === undefined || Object.hasOwn(known, name);

/** What a script comes to that is there. */
function scriptResult(name: string, run: ScriptRun, { scripts = {} }: Conduct) {
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  return checkResult(placeOf(name), (typeof script === 'function' ? script(run) : script) ?? {});
}

/** What is in a file that is there. */
const contentOf = (path: string, { files }: Conduct): FileContent => files?.[path] ?? `The content of ${path}`;

/** Why a command fails; undefined where it does not. A library without files has every one: no test spoke of it. */
function mistakeOf(command: LiveResponseCommand, conduct: Conduct, library: readonly Row[]): string | undefined {
  const missing = (what: string, key: string, known: object | undefined): string | undefined => {
    const name = parameterOf(command, key);
    return isThere(name, known) ? undefined : `There is no ${what} ${name}.`;
  };
  switch (command.command.type) {
    case 'PutFile': {
      const names = library.map((file) => [String(file[LIBRARY_FILE]), file] as const);
      return missing('file of the library', 'FileName', names.length === 0 ? undefined : Object.fromEntries(names));
    }
    case 'RunScript':
      return missing('script', 'ScriptName', conduct.scripts);
    case 'GetFile':
      return missing('file', 'Path', conduct.files);
    default:
      return undefined;
  }
}

/** Which of the commands fails, the first that does; -1 for none. */
export const failingCommand = (row: Row, conduct: Conduct, library: readonly Row[]): number =>
  commandsIn(row).findIndex((command) => mistakeOf(command, conduct, library) !== undefined);

/**
 * The commands of a session that has ended: the first that fails stops the rest (documented). A session of which a test says that it
 * failed, or that it did not, did so, whatever its commands would have come to.
 */
export function endedCommands(row: Row, conduct: Conduct, library: readonly Row[]): readonly LiveResponseCommand[] {
  const failing = row['status'] === 'Succeeded' ? Infinity : Math.max(0, failingCommand(row, conduct, library));
  return commandsIn(row).map((command, index) => {
    if (index < failing) return { ...command, commandStatus: 'Completed' };
    if (index > failing) return { ...command, startTime: null, endTime: null, commandStatus: 'Created' };
    return {
      ...command,
      commandStatus: 'Failed',
      errors: [mistakeOf(command, conduct, library) ?? 'The command failed.'],
    };
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
  const file = `${String(row['id'])}-${String(index)}`;
  if (type === 'RunScript') {
    const script = parameterOf(command, 'ScriptName');
    const run = { machineId: String(row['machineId']), args: parameterOf(command, 'Args') };
    const { exitCode, output, errors } = scriptResult(script, run, conduct);
    const content = { script_name: script, exit_code: exitCode, script_output: output, script_errors: errors };
    return {
      name: `${file}.json`,
      content: JSON.stringify(content),
      contentType: 'application/json',
      lives: LINK_LIVES,
    };
  }
  if (type === 'GetFile') {
    const content = contentOf(parameterOf(command, 'Path'), conduct);
    return { name: `${file}.gz`, content, contentType: 'application/gzip', gzip: true, lives: LINK_LIVES };
  }
  throw new Refusal('packageNotFound', `${asked} was not found: ${type} has none`);
}
