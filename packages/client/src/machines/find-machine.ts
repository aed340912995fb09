import type { CallOptions } from '../core/call-options.ts';
import { checkNumber } from '../core/check-number.ts';
import { callOptionTypes, ownOptions } from '../core/own-options.ts';
import { DefenderError, type MachineCandidate } from '../errors/defender-error.ts';
import { isNotFound } from '../errors/guards.ts';
import type { DefenderCollections } from '../generated/collections.gen.ts';
import type { Machine } from '../generated/models/index.ts';
import { checkName, foldName, nameFilter } from './dns-name.ts';
import { checkMachineId } from './machine-id.ts';
import { runtimeOf } from './runtime-of.ts';

/** By what a machine is looked for: exactly one of these. */
export type MachineQuestion =
  /** Its DNS name, complete; case, and a dot at the end, make no difference. */
  | { readonly dnsName: string; readonly aadDeviceId?: never; readonly id?: never }
  /** Its device ID in Microsoft Entra, a GUID. */
  | { readonly aadDeviceId: string; readonly dnsName?: never; readonly id?: never }
  /** Its ID, 40 hexadecimal digits: to know that it is there, and was seen. */
  | { readonly id: string; readonly dnsName?: never; readonly aadDeviceId?: never };

/** How a machine is looked for. */
export interface FindMachineOptions extends CallOptions {
  /** How long ago it may have been seen last, in milliseconds; `Infinity` for any time. Default: 7 days. */
  readonly maxAge?: number;
  /**
   * Whether a name without a dot stands for every machine whose first label it is: `web1` for `web1.contoso.com`. Default: false; `web1`
   * is then the machine that has no domain.
   */
  readonly shortName?: boolean;
  /**
   * Whether machines that were seen longer ago than `maxAge` do not count where several match: a device that was reinstalled leaves an old
   * record behind, but so does another one that is switched off. Default: false; several records are ambiguous, whatever they are.
   */
  readonly ignoreStale?: boolean;
}

const WEEK = 7 * 86_400_000;
const names = ['dnsName', 'aadDeviceId', 'id'] as const;

/**
 * Finds the one machine that is meant, or says why it cannot be told. It never chooses: several records of a name are an error, also where
 * all but one are old.
 *
 * @param client - A `DefenderClient`, or one that is guarded.
 * @param question - `{ dnsName }`, `{ aadDeviceId }` or `{ id }`.
 * @returns The machine as the service has it now.
 * @throws {@link DefenderError} `MachineNotFound`; `MachineAmbiguous`, with all that match as `candidates`; `MachineStale` where it was last
 *   seen longer ago than `maxAge`; `InvalidArgument` before any call, also for an ID in the place of a name, and the other way round.
 * @example
 * const machine = await findMachine(client, { dnsName: 'web1.contoso.com' });
 * await client.machines.isolate(machine.id, { comment: 'Case 17' });
 */
export async function findMachine(
  client: Pick<DefenderCollections, 'machines'>,
  question: MachineQuestion,
  options: FindMachineOptions = {},
): Promise<Machine> {
  const { clock } = runtimeOf('findMachine', client);
  const own = ownOptions<FindMachineOptions>('findMachine', options, {
    ...callOptionTypes,
    maxAge: 'any',
    shortName: 'boolean',
    ignoreStale: 'boolean',
  });
  const { maxAge = WEEK, shortName = false, ignoreStale = false, ...callOptions } = own;
  checkNumber('maxAge', maxAge);
  const [by, value] = readQuestion(question);
  const { found, hint } = await look(client, by, value, shortName, callOptions);
  found.sort((one, other) => seenMs(other) - seenMs(one));
  const now = clock.now();
  const isFresh = (machine: Machine): boolean => maxAge === Infinity || now - seenMs(machine) <= maxAge;
  const fresh = found.filter(isFresh);
  const counted = ignoreStale && fresh.length ? fresh : found;
  const [machine] = counted;
  const asked = `findMachine: ${by} ${JSON.stringify(value)}`;
  if (!machine) throw refusal('MachineNotFound', `${asked} is the one of no machine.${hint}`, found);
  if (counted.length > 1)
    throw refusal(
      'MachineAmbiguous',
      `${asked} is the one of ${counted.length} machines: ${counted.slice(0, 5).map(describe).join('; ')}${counted.length > 5 ? '; …' : ''}. Choose one by its ID.`,
      counted,
    );
  if (!isFresh(machine))
    throw refusal(
      'MachineStale',
      `${asked} is the one of a machine that was not seen for longer than ${maxAge} ms (maxAge): ${describe(machine)}.`,
      found,
    );
  return machine;
}

/** The one thing that is asked by. */
function readQuestion(question: MachineQuestion): readonly [(typeof names)[number], string] {
  const own = ownOptions<Partial<Record<(typeof names)[number], string>>>('findMachine', question, {
    dnsName: 'any',
    aadDeviceId: 'any',
    id: 'any',
  });
  const given = names.filter((name) => Object.hasOwn(question, name));
  const [by] = given;
  if (by === undefined || given.length > 1)
    throw new DefenderError('InvalidArgument', `findMachine is asked by exactly one of ${names.join(', ')}.`);
  const value: unknown = own[by];
  if (by === 'dnsName') checkName(value);
  else if (by === 'id') checkMachineId('findMachine: id', value);
  else if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    throw new DefenderError('InvalidArgument', 'findMachine: aadDeviceId is a GUID, with dashes and without braces.');
  return [by, value as string];
}

async function look(
  { machines }: Pick<DefenderCollections, 'machines'>,
  by: (typeof names)[number],
  value: string,
  shortName: boolean,
  options: CallOptions,
): Promise<{ readonly found: Machine[]; readonly hint: string }> {
  if (by === 'id') {
    try {
      return { found: [await machines.get(value, options)], hint: '' };
    } catch (error) {
      if (isNotFound(error)) return { found: [], hint: '' };
      throw error;
    }
  }
  if (by === 'aadDeviceId') {
    const rows = await machines.list({ filter: { aadDeviceId: value } }, options).toArray();
    // What the service sends beyond the question is not what was asked for.
    return { found: rows.filter((row) => row.aadDeviceId?.toLowerCase() === value.toLowerCase()), hint: '' };
  }
  const wanted = foldName(value);
  const isShort = !wanted.includes('.');
  const found: Machine[] = [];
  let longer = 0;
  // The type of a filter follows its text, which is made at run time.
  const filter = nameFilter(value);
  const query = (filter && { filter }) as Parameters<typeof machines.list>[0];
  for await (const row of machines.list(query, options)) {
    const name = foldName((row as Machine).computerDnsName ?? '');
    const isLonger = isShort && name.startsWith(`${wanted}.`);
    if (isLonger && !shortName) longer++;
    if (name === wanted || (isLonger && shortName)) found.push(row as Machine);
  }
  const hint = longer
    ? ` ${longer} ${longer === 1 ? 'machine has' : 'machines have'} it as the first label: give the whole name, or shortName: true.`
    : '';
  return { found, hint };
}

/** When it was last seen, in milliseconds: never, where it does not say. */
const seenMs = ({ lastSeen }: Machine): number => {
  const ms = Date.parse(String(lastSeen));
  return Number.isNaN(ms) ? -Infinity : ms;
};

const describe = ({ id, lastSeen, healthStatus, onboardingStatus }: Machine): string =>
  `${id}, last seen ${lastSeen ?? 'never'}, ${healthStatus}, ${onboardingStatus ?? 'onboarding unknown'}`;

const refusal = (
  code: 'MachineNotFound' | 'MachineAmbiguous' | 'MachineStale',
  message: string,
  machines: readonly Machine[],
): DefenderError => new DefenderError(code, message, { candidates: machines.map(candidateOf) });

const candidateOf = (machine: Machine): MachineCandidate => ({
  id: machine.id,
  computerDnsName: machine.computerDnsName,
  lastSeen: machine.lastSeen,
  healthStatus: machine.healthStatus,
  onboardingStatus: machine.onboardingStatus ?? undefined,
});
