import type { MachineAction } from '@defender-odata/client';
import { EmulatorError } from '../support/errors.ts';
import { ownOptions } from '../support/own-options.ts';
import { readSteps, type TimelineStep } from '../store/timeline-steps.ts';
import { finalStatuses } from './known-values.ts';

/** What a script comes to. */
export interface ScriptResult {
  /** Its exit code: a whole number. Default: 0. */
  readonly exitCode?: number;
  /** What it wrote. Default: nothing. */
  readonly output?: string;
  /** What it wrote about its mistakes. Default: nothing. */
  readonly errors?: string;
}

/** A script that is run. */
export interface ScriptRun {
  readonly machineId: string;
  /** Its arguments, as one text; empty where none were sent. */
  readonly args: string;
}

/** What is in a file: text, or bytes. */
export type FileContent = string | Uint8Array;

/** How actions on machines go; everything has a default. */
export interface ActionOptions {
  /**
   * What an action comes to that is asked for while the same one is under way on the same machine: `same`, the one under way is answered;
   * `refuse`, 400; `sticks`, a new one is answered, and a second isolation stays Pending until the machine is released, and isolates it
   * again (all three reported). A package and a live response are refused in any case (documented). Default: `same`.
   */
  readonly duplicates?: 'same' | 'refuse' | 'sticks';
  /**
   * What becomes of an action: steps, each so long after the action was asked for, or what gives them for an action; undefined leaves it
   * the default. Default: Pending for 2 to 10 seconds, InProgress for 5 to 90, Succeeded; on a machine that is away, TimeOut after three days and 14
   * minutes.
   */
  readonly timeline?: readonly TimelineStep[] | ((action: MachineAction) => readonly TimelineStep[] | undefined);
  /** What scripts come to, by name; another one is not there, and fails. Default: every script runs, and writes nothing. */
  readonly scripts?: Readonly<Record<string, ScriptResult | ((run: ScriptRun) => ScriptResult)>>;
  /** What is in files of machines, by path; another one is not there. Default: every file is there. */
  readonly files?: Readonly<Record<string, FileContent>>;
  /** What is in the package that is collected on a machine, by its ID. Default: 64 KiB, the same for the same action. */
  readonly packages?: Readonly<Record<string, FileContent>>;
}

const NAMES = [
  'duplicates',
  'timeline',
  'scripts',
  'files',
  'packages',
] as const satisfies readonly (keyof ActionOptions)[];
const DUPLICATES: readonly unknown[] = ['same', 'refuse', 'sticks'] satisfies readonly ActionOptions['duplicates'][];

/** How actions go: the options, checked. */
export interface Conduct extends Omit<ActionOptions, 'duplicates'> {
  readonly duplicates: NonNullable<ActionOptions['duplicates']>;
}

const invalid = (message: string): EmulatorError => new EmulatorError('InvalidOption', message);

/** What is given by name: a copy that inherits nothing. */
const byName = <Value>(what: string, given: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  ownOptions(what, given, Object.keys(given));

/**
 * Checks what a script comes to.
 *
 * @param place Where it stands, for the message.
 * @throws EmulatorError `InvalidOption`.
 */
export function checkResult(place: string, result: ScriptResult): Required<ScriptResult> {
  const { exitCode = 0, output = '', errors = '' } = ownOptions(place, result, ['exitCode', 'output', 'errors']);
  if (Number.isInteger(exitCode) && typeof output === 'string' && typeof errors === 'string')
    return { exitCode, output, errors };
  throw invalid(`${place} must be such as { exitCode: 0, output: 'text', errors: '' }.`);
}

/** The place of a script in the options. */
export const placeOf = (name: string): string => `actions.scripts['${name}']`;

function readScripts(given: ActionOptions['scripts']): ActionOptions['scripts'] {
  const scripts = given && byName('actions.scripts', given);
  for (const [name, script] of Object.entries(scripts ?? {}))
    if (typeof script !== 'function') checkResult(placeOf(name), script);
  return scripts;
}

function readContents(
  name: 'files' | 'packages',
  given: Readonly<Record<string, FileContent>> | undefined,
): Readonly<Record<string, FileContent>> | undefined {
  const contents = given && byName(`actions.${name}`, given);
  for (const [key, content] of Object.entries(contents ?? {})) {
    // From JavaScript anything can come.
    if (typeof content === 'string' || (content as unknown) instanceof Uint8Array) continue;
    throw invalid(`actions.${name}['${key}'] must be a text, or a Uint8Array.`);
  }
  return contents;
}

function readTimeline(given: ActionOptions['timeline']): ActionOptions['timeline'] {
  if (given !== undefined && typeof given !== 'function') readSteps('', given, 0, finalStatuses);
  return given;
}

/**
 * Reads the option `actions`.
 *
 * @throws EmulatorError `InvalidOption`, or `InvalidTimeline`, naming the option and what is allowed.
 */
export function readConduct(given: ActionOptions = {}): Conduct {
  const { duplicates = 'same', timeline, scripts, files, packages } = ownOptions('actions', given, NAMES);
  if (!DUPLICATES.includes(duplicates))
    throw invalid(`actions.duplicates is ${JSON.stringify(duplicates)}; it must be one of ${DUPLICATES.join(', ')}.`);
  const own = {
    timeline: readTimeline(timeline),
    scripts: readScripts(scripts),
    files: readContents('files', files),
    packages: readContents('packages', packages),
  };
  return {
    duplicates,
    ...(Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as typeof own),
  } as Conduct;
}
