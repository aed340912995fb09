import { parseArgs } from 'node:util';
import type { EmulatorOptions } from '../../emulator/options.ts';
import { definitions } from '../../emulator/definitions.ts';
import { EmulatorError } from '../../support/errors.ts';
import type { QuirkName } from '../../quirks/catalogue.ts';
import { suggest } from '../../support/nearest.ts';
import type { ServeOptions } from './serve.ts';

type Duplicates = NonNullable<NonNullable<EmulatorOptions['actions']>['duplicates']>;

/** What the command line asks of one collection. */
export interface CollectionArguments {
  /** The file of rows. */
  readonly data?: string;
  /** How many rows to generate. */
  readonly count?: number;
  /** How many new rows come a minute. */
  readonly traffic?: number;
}

/** What the command line asks for. */
export interface Arguments {
  readonly help: boolean;
  /** What is asked of collections, by name. */
  readonly collections: Readonly<Record<string, CollectionArguments>>;
  readonly emulator: Omit<EmulatorOptions, 'clock'>;
  readonly serve: ServeOptions;
}

const [{ name: first } = { name: '' }] = definitions;
const { name: last } = definitions.at(-1) ?? { name: '' };

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-remote': { type: 'boolean' },
  'allow-origin': { type: 'string', multiple: true },
  'allow-host': { type: 'string', multiple: true },
  data: { type: 'string', multiple: true },
  seed: { type: 'string' },
  count: { type: 'string', multiple: true },
  traffic: { type: 'string', multiple: true },
  quota: { type: 'boolean' },
  auth: { type: 'boolean' },
  observed: { type: 'boolean' },
  'exact-names': { type: 'boolean' },
  quirk: { type: 'string', multiple: true },
  latency: { type: 'string' },
  'page-size': { type: 'string' },
  duplicates: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What `--help` prints. */
export const USAGE = `defender-emulator [options]

  --port N          the port; 0, the default, takes a free one
  --host ADDRESS    the address; 127.0.0.1 by default
  --allow-remote    listen on an address that other machines reach
  --allow-origin O  let pages of this origin ask, beside those of this machine; may be given again; "*" for all
  --allow-host NAME answer to this name, beside those of this machine and of the service; may be given again
  --data FILE       rows: a JSON list, a saved answer of the list, or NDJSON; NAME=FILE for another collection than ${first},
                    or a file of its name, such as ${last}.ndjson; may be given again
  --seed N          what rows, durations and IDs are drawn from; 1 by default
  --count N         generate this many rows, or NAME=N; without --data and --count, the documents' examples
  --traffic N       let this many new rows a minute come, or NAME=N, by the real time
  --quota           limit the calls as the spec says
  --auth            ask for a token; one that is taken is printed
  --observed        evaluate query options that were only observed to work, such as $orderby
  --exact-names     take names of properties in a query only as the documents spell them
  --quirk NAME      show a reported fault of the service; may be given again; "all" for all
  --latency TIME    how long every answer takes: milliseconds, or 2s
  --page-size N     how many rows a page has at most
  --duplicates MODE what the same action again comes to: same, refuse or sticks

The first line on standard output is "listening on http://127.0.0.1:PORT". Ends on SIGTERM and SIGINT.
`;

function number(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new EmulatorError('InvalidOption', `--${name} is '${text}'; it must be a whole number.`);
}

const isOption = (arg: string): boolean => arg.startsWith('--');

/** `--latency -5` as `--latency=-5`: read as it stands, the number would be taken for an option of its own. */
const joinNegative = (args: readonly string[]): string[] =>
  args.flatMap((arg, index) => {
    const next = args[index + 1] ?? '';
    if (isOption(arg) && /^-\d/.test(next)) return [`${arg}=${next}`];
    return /^-\d/.test(arg) && isOption(args[index - 1] ?? '') ? [] : [arg];
  });

const nameOf = (arg: string): string => arg.slice(2).split('=')[0] ?? '';

/** What was probably meant by a command line that cannot be read. */
function hintOf(args: readonly string[], cause: unknown): string {
  const unknown = args.find((arg) => isOption(arg) && !Object.hasOwn(OPTIONS, nameOf(arg)));
  if (unknown !== undefined) {
    const names = Object.keys(OPTIONS).map((name) => `--${name}`);
    return ` ${suggest(`--${nameOf(unknown)}`, names)}`;
  }
  const { code } = cause as { readonly code?: string };
  return code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' ? ' A file of rows comes with --data FILE.' : '';
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: joinNegative(args), options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new EmulatorError('InvalidOption', `${words.replace(/\.?$/, '.')}${hintOf(args, cause)}`, { cause });
  }
}

const given = <T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

const isCollection = (name: string): boolean => definitions.some((definition) => definition.name === name);

/** A value and the collection that it is for: `machines=100`, a file of the collection's name, or else the first one. */
function forCollection(option: string, text: string): readonly [string, string] {
  const [, name, value] = /^([a-z]+)=(.*)$/is.exec(text) ?? [];
  if (name !== undefined && value !== undefined) {
    if (isCollection(name)) return [name, value];
    const hint = suggest(
      name,
      definitions.map((definition) => definition.name),
    );
    throw new EmulatorError('InvalidOption', `--${option} names the collection '${name}', which there is not. ${hint}`);
  }
  const file = /([^/\\]+?)\.[^./\\]*$/.exec(text)?.[1] ?? '';
  return [isCollection(file) ? file : first, text];
}

function readCollections(values: {
  readonly [Name in keyof CollectionArguments]?: readonly string[] | undefined;
}): Readonly<Record<string, CollectionArguments>> {
  const collections: Record<string, Record<string, string | number>> = {};
  for (const option of ['data', 'count', 'traffic'] as const) {
    for (const text of values[option] ?? []) {
      const [name, value] = forCollection(option, text);
      const asked = (collections[name] ??= {});
      if (Object.hasOwn(asked, option))
        throw new EmulatorError('InvalidOption', `--${option} is given twice for ${name}.`);
      asked[option] = option === 'data' ? value : (number(option, value) ?? 0);
      if (Object.hasOwn(asked, 'data') && Object.hasOwn(asked, 'count')) {
        throw new EmulatorError(
          'InvalidOption',
          `Give rows of ${name} with --data, or have them generated with --count; not both.`,
        );
      }
    }
  }
  return collections;
}

/**
 * Reads the command line of `defender-emulator`. Names of quirks and ranges are checked by the emulator itself.
 *
 * @param args The words after the program's name.
 * @throws EmulatorError `InvalidOption` for an option that is unknown, or is not a number where it must be one.
 */
export function readArguments(args: readonly string[]): Arguments {
  const values = parse(args);
  const { latency, quirk } = values;
  return {
    help: values.help ?? false,
    collections: readCollections(values),
    emulator: given({
      seed: number('seed', values.seed),
      quota: values.quota,
      auth: values.auth,
      observed: values.observed,
      exactNames: values['exact-names'],
      latency: latency !== undefined && /^-?\d+(\.\d+)?$/.test(latency) ? Number(latency) : latency,
      quirks: quirk?.join() === 'all' ? 'all' : (quirk as readonly QuirkName[] | undefined),
      pageSize: number('page-size', values['page-size']),
      // From the command line anything can come: the emulator checks it.
      actions: values.duplicates === undefined ? undefined : { duplicates: values.duplicates as Duplicates },
    }),
    serve: given({
      port: number('port', values.port),
      host: values.host,
      allowRemote: values['allow-remote'],
      allowOrigins: values['allow-origin'],
      allowHosts: values['allow-host'],
    }),
  };
}
