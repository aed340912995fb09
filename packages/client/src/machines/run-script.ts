import type { ActionOptions } from '../collections/collection.ts';
import { callOptionTypes, ownOptions, type OptionTypes } from '../core/own-options.ts';
import { DefenderError } from '../errors/defender-error.ts';
import type { DefenderCollections } from '../generated/collections.gen.ts';
import type { MachineAction } from '../generated/models/index.ts';
import type { ClientRuntime } from '../pipeline/client-runtime.ts';
import { waitFor } from '../wait/wait-for.ts';
import { checkMachineId } from './machine-id.ts';
import { readLink } from './read-link.ts';
import { runtimeOf } from './runtime-of.ts';

/** A script of the library, and how it is run. */
export interface Script {
  /** Its name in the library. */
  readonly script: string;
  /** Its arguments, as one text. */
  readonly args?: string;
  /** Why it is run; it stands in the machine action. */
  readonly comment: string;
}

/** How a script is run. */
export interface RunScriptOptions extends ActionOptions {
  /** How long to wait for the end of the session, in milliseconds. Default: 73 hours, for it may be in a line behind a machine that is away. */
  readonly timeout?: number;
}

/** What became of a script on one machine. */
export type ScriptOutcome =
  /** It has run, to its own exit code. */
  | {
      readonly outcome: 'ran';
      readonly machineId: string;
      readonly action: MachineAction;
      readonly exitCode: number;
      readonly output: string;
      readonly errors: string;
    }
  /** The session has ended without it: Failed, TimeOut or Cancelled. What the service says of the command is in `reasons`. */
  | {
      readonly outcome: 'failed';
      readonly machineId: string;
      readonly action: MachineAction;
      readonly reasons: readonly string[];
    }
  /** Another session ran on the machine already; this script was not started. */
  | { readonly outcome: 'busy'; readonly machineId: string; readonly action: MachineAction }
  /** It was started, and was not over when the time was. */
  | { readonly outcome: 'pending'; readonly machineId: string; readonly action: MachineAction };

/** What scripts are run with. */
export type ScriptClient = Pick<DefenderCollections, 'machines' | 'machineActions'>;

/** The largest result that is read, in bytes. */
const LARGEST = 64 * 1024 * 1024;
const RESULT = 'getLiveResponseResult';

export const runScriptOptionTypes: OptionTypes<RunScriptOptions> = {
  ...callOptionTypes,
  lookFor: 'any',
  timeout: 'any',
};

/**
 * Runs a script of the library on one machine: starts the session, waits for its end, downloads the result without a token, and reads it.
 *
 * @param machineId - The ID of the machine, 40 hexadecimal digits.
 * @returns What became of it: look at `outcome` first. A script that fails by itself has `ran`, with its exit code.
 * @throws {@link DefenderError} what `client.machines.runLiveResponse` throws, `OutcomeUnknown` and `ActionRefused` among it; what `waitFor` throws; of the result
 *   `ProtocolError` where it is none, and by the status of the link.
 * @example
 * const result = await runScript(client, id, { script: 'collect.ps1', args: '-Days 7', comment: 'Case 17' });
 * if (result.outcome === 'ran') console.log(result.exitCode, result.output);
 */
export async function runScript(
  client: ScriptClient,
  machineId: string,
  script: Script,
  options: RunScriptOptions = {},
): Promise<ScriptOutcome> {
  const runtime = runtimeOf('runScript', client);
  checkMachineId('runScript', machineId);
  const own = ownOptions('runScript', options, runScriptOptionTypes);
  return run(client, runtime, machineId, readScript('runScript', script), own);
}

/** @throws {@link DefenderError} `InvalidArgument` for what is no script. */
export function readScript(what: string, given: Script): Script {
  const own = ownOptions<Script>(what, given, { script: 'string', args: 'string', comment: 'string' });
  for (const name of ['script', 'comment'] as const)
    if (!own[name]?.trim())
      throw new DefenderError('InvalidArgument', `${what}: ${name} must be text that says something.`);
  if (Object.hasOwn(given, 'args') && own.args === undefined)
    throw new DefenderError('InvalidArgument', `${what}: args is undefined; leave it out where there are none.`);
  return own;
}

export async function run(
  client: ScriptClient,
  runtime: ClientRuntime,
  machineId: string,
  { script, args, comment }: Script,
  options: RunScriptOptions,
): Promise<ScriptOutcome> {
  const { lookFor, timeout, ...callOptions } = options;
  const params = [{ key: 'ScriptName', value: script }, ...(args === undefined ? [] : [{ key: 'Args', value: args }])];
  const started = await client.machines.runLiveResponse(
    machineId,
    { commands: [{ type: 'RunScript', params }], comment },
    { ...callOptions, ...(lookFor !== undefined && { lookFor }) },
  );
  // Its results are those of somebody else's commands.
  if (started.wasRunning) return { outcome: 'busy', machineId, action: started };
  const waited = await waitFor(client.machineActions, started, {
    ...callOptions,
    ...(timeout !== undefined && { timeout }),
  });
  const action = waited.action ?? started;
  if (waited.outcome !== 'final') return { outcome: 'pending', machineId, action };
  if (action.status !== 'Succeeded') {
    const reasons = (action.commands ?? []).flatMap(({ errors }) => errors ?? []);
    return { outcome: 'failed', machineId, action, reasons };
  }
  const link = await client.machineActions.getLiveResponseResult(action.id, { index: 0 }, callOptions);
  const text = await readText(runtime, link, callOptions.abortSignal);
  return { outcome: 'ran', machineId, action, ...readResult(text) };
}

/** The whole text behind a link. */
async function readText(runtime: ClientRuntime, link: string, abortSignal: AbortSignal | undefined): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const decoder = new TextDecoder();
    let text = '';
    let size = 0;
    try {
      await readLink(runtime, {
        operationId: RESULT,
        link,
        abortSignal,
        onChunk(chunk) {
          size += chunk.length;
          if (size > LARGEST) throw noResult(`it is larger than ${LARGEST} bytes`);
          text += decoder.decode(chunk, { stream: true });
        },
      });
      return text + decoder.decode();
    } catch (error) {
      if (attempt >= 3 || !(error instanceof DefenderError && error.transient)) throw error;
    }
  }
}

/** What a script has left behind. */
function readResult(text: string): { readonly exitCode: number; readonly output: string; readonly errors: string } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw noResult('it is no JSON');
  }
  const {
    exit_code: exitCode,
    script_output: output = '',
    script_errors: errors = '',
  } = Object(given) as Readonly<Record<string, unknown>>;
  if (!Number.isInteger(exitCode)) throw noResult('it has no exit_code that is a whole number');
  for (const [name, value] of Object.entries({ script_output: output, script_errors: errors }))
    if (typeof value !== 'string' && value !== null) throw noResult(`its ${name} is no text`);
  return { exitCode: exitCode as number, output: (output ?? '') as string, errors: (errors ?? '') as string };
}

const noResult = (words: string) =>
  new DefenderError('ProtocolError', `${RESULT}: what is behind the link is no result of a script, for ${words}.`, {
    operationId: RESULT,
  });
