import { follow } from '../core/abort.ts';
import { ownOptions } from '../core/own-options.ts';
import { wholeNumber } from '../core/whole-number.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { checkMachineId } from './machine-id.ts';
import {
  readScript,
  run,
  runScriptOptionTypes,
  type RunScriptOptions,
  type Script,
  type ScriptClient,
  type ScriptOutcome,
} from './run-script.ts';
import { runtimeOf } from './runtime-of.ts';

/** How many sessions the service runs at once (documented). */
const SESSIONS = 25;

/** How a script is run on several machines. */
export interface RunScriptsOptions extends RunScriptOptions {
  /** How many sessions at once, from 1 to 25, which is what the service runs for a tenant. Default: 25. */
  readonly sessions?: number;
}

/** What became of a script on one of several machines. */
export type ScriptsOutcome =
  | ScriptOutcome
  /** It failed there: `error` is what {@link runScript} would have thrown. */
  | { readonly outcome: 'error'; readonly machineId: string; readonly error: unknown };

/**
 * Runs a script on several machines, so many at once as the service allows, and gives what became of it on each as soon as that is known. One that fails
 * stops no other. Whoever stops reading starts no further session; those that run go on at the service.
 *
 * @param machineIds - IDs of machines; one that is given twice is taken once.
 * @returns An outcome for every machine, in the order in which they end.
 * @throws {@link DefenderError} `InvalidArgument` at once, before any call, for what is no ID and what is no script.
 * @example
 * for await (const result of runScripts(client, [id], { script: 'collect.ps1', comment: 'Case 17' }))
 *   console.log(result.machineId, result.outcome);
 */
export function runScripts(
  client: ScriptClient,
  machineIds: readonly string[],
  script: Script,
  options: RunScriptsOptions = {},
): AsyncGenerator<ScriptsOutcome, void, undefined> {
  const runtime = runtimeOf('runScripts', client);
  if (!Array.isArray(machineIds))
    throw new DefenderError('InvalidArgument', `runScripts takes an array of IDs, not ${typeof machineIds}.`);
  for (const id of machineIds) checkMachineId('runScripts', id);
  const own = readScript('runScripts', script);
  const { sessions = SESSIONS, ...given } = ownOptions<RunScriptsOptions>('runScripts', options, {
    ...runScriptOptionTypes,
    sessions: 'any',
  });
  wholeNumber('sessions', sessions, 1, SESSIONS);
  const open = [...new Map(machineIds.map((id: string) => [id.toLowerCase(), id])).values()];

  const one = async (machineId: string, abortSignal: AbortSignal): Promise<ScriptsOutcome> => {
    try {
      return await run(client, runtime, machineId, own, { ...given, abortSignal });
    } catch (error) {
      return { outcome: 'error', machineId, error };
    }
  };

  return (async function* () {
    const controller = follow(given.abortSignal);
    const running = new Map<string, Promise<ScriptsOutcome>>();
    try {
      while (open.length || running.size) {
        for (let id; running.size < sessions && (id = open.shift()) !== undefined;)
          running.set(id, one(id, controller.signal));
        const ended = await Promise.race(running.values());
        running.delete(ended.machineId);
        yield ended;
      }
    } finally {
      controller.abort();
    }
  })();
}
