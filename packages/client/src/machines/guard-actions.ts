import { makeCollections } from '../actions/make-collections.ts';
import type { MemberOperation } from '../actions/definition.ts';
import { abortable } from '../core/abort.ts';
import type { InternalCallOptions } from '../core/call-options.ts';
import { ownOptions } from '../core/own-options.ts';
import { wholeNumber } from '../core/whole-number.ts';
import { DefenderError } from '../errors/defender-error.ts';
import { collections, type DefenderCollections } from '../generated/collections.gen.ts';
import type { Machine } from '../generated/models/index.ts';
import { operations } from '../generated/operations.gen.ts';
import type { OperationRequest } from '../pipeline/operation.ts';
import { createGuardBook } from './guard-book.ts';
import { runtimeOf } from './runtime-of.ts';

/** A write that was asked for. */
export interface PlannedAction {
  /** The operation, by its name in the spec. */
  readonly operationId: string;
  /** The key of the row that it is on: of a machine, or of an action that is cancelled. */
  readonly key: string | undefined;
  /** The machine that it is about; undefined where it is about none. */
  readonly machine: Machine | undefined;
  /** What would be sent, by the service's names. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** The rules of a guard; there has to be one at least. */
export interface GuardOptions {
  /**
   * How many machines may be written to in any hour, a whole number from 1. A machine is counted once in an hour, however much is asked of it; it
   * is counted also where the service then refuses. What shares the quota's store shares the count.
   */
  readonly maxPerHour?: number;
  /** Whether a machine is never to be touched, such as a domain controller. It is asked with the row that the service has now; true refuses. */
  readonly never?: (machine: Machine) => boolean | Promise<boolean>;
  /** Nothing is sent: every write is refused, and given to the function where it is one. */
  readonly dryRun?: boolean | ((action: PlannedAction) => void);
  /** Asked before each write, for a second person; nothing but true lets it go. */
  readonly confirm?: (action: PlannedAction) => boolean | Promise<boolean>;
}

type Rule = keyof GuardOptions;

/** What the spec says of operations; which of them write is read there, so that a new one is held as well. */
const described: Readonly<Record<string, MemberOperation & { readonly kind: string }>> = operations;

/**
 * Gives a client whose writes are held to rules, in this order: `never`, `dryRun`, `confirm`, `maxPerHour`. Reads are as they were, and so is the client
 * that was given. It is of the same type, and can be guarded again: then both hold, and
 * the new rules are asked first.
 *
 * What a rule refuses throws {@link DefenderError} `ActionRefused` with the rule as `rule`, and nothing is sent. A rule that throws, or does not answer true
 * or false, refuses too.
 *
 * @throws {@link DefenderError} `InvalidArgument` for a guard without rules, and for a rule that there is not.
 * @example
 * const guarded = guardActions(client, {
 *   maxPerHour: 20,
 *   never: (machine) => machine.machineTags.includes('domain-controller'),
 * });
 * await guarded.machines.isolate(id, { comment: 'Case 17' });
 */
export function guardActions<Client extends DefenderCollections>(client: Client, rules: GuardOptions): Client {
  const runtime = runtimeOf('guardActions', client);
  const { maxPerHour, never, dryRun, confirm } = ownOptions<GuardOptions>('guardActions', rules, {
    maxPerHour: 'any',
    never: 'function',
    dryRun: 'any',
    confirm: 'function',
  });
  if (dryRun !== undefined && typeof dryRun !== 'boolean' && typeof dryRun !== 'function')
    throw new DefenderError('InvalidArgument', 'guardActions takes a boolean or a function as "dryRun".');
  if (maxPerHour !== undefined) wholeNumber('maxPerHour', maxPerHour, 1);
  if (maxPerHour === undefined && !never && !dryRun && !confirm)
    throw new DefenderError(
      'InvalidArgument',
      'guardActions without a rule holds nothing back. Give maxPerHour, never, dryRun or confirm.',
    );
  const book = maxPerHour === undefined ? undefined : createGuardBook(runtime.quota.store, runtime.clock, maxPerHour);

  /** Lets a write go, or throws. */
  async function hold(asked: OperationRequest, options: InternalCallOptions): Promise<void> {
    const { abortSignal, priority, maxWait } = options;
    const callOptions = { abortSignal, priority, maxWait };
    const { operationId, body = {} } = asked;
    const key = keyOf(asked);
    const refuse = (rule: Rule, words: string, more: object = {}): never => {
      throw new DefenderError('ActionRefused', `${operationId}${key === undefined ? '' : ` of ${key}`}: ${words}`, {
        operationId,
        rule,
        asked: { key, parameters: Object.keys(body as object) },
        ...more,
      });
    };
    /** What a rule says, which is true or false. */
    const ask = async (rule: Rule, question: () => unknown): Promise<boolean> => {
      let said: unknown;
      try {
        said = await abortable(Promise.resolve(question()), abortSignal);
      } catch (cause) {
        if (abortSignal?.aborted) throw cause;
        return refuse(rule, `refused, for the rule "${rule}" has failed. Nothing was sent.`, { cause });
      }
      if (typeof said === 'boolean') return said;
      return refuse(
        rule,
        `refused, for the rule "${rule}" answered neither true nor false, but ${said === null ? 'null' : typeof said}. Nothing was sent.`,
      );
    };
    const machineId = await machineOf(asked, key, callOptions);
    const isLookedAt = never ?? confirm ?? (typeof dryRun === 'function' || undefined);
    const machine =
      isLookedAt && machineId !== undefined ? await client.machines.get(machineId, callOptions) : undefined;
    const planned = (): PlannedAction => ({
      operationId,
      key,
      machine,
      body: structuredClone(body) as Readonly<Record<string, unknown>>,
    });
    if (never) {
      if (!machine) return refuse('never', 'refused, for it is unknown which machine it is about. Nothing was sent.');
      if (await ask('never', () => never(machine)))
        return refuse('never', `refused by the rule "never": ${machine.id} is not to be touched. Nothing was sent.`);
    }
    if (dryRun) {
      if (typeof dryRun === 'function') dryRun(planned());
      return refuse('dryRun', 'not sent, for the guard is a dry run.');
    }
    const counted = machineId ?? `${operationId}/${key}`;
    const full = (ms: number) =>
      refuse(
        'maxPerHour',
        `refused by the rule "maxPerHour": ${maxPerHour} machines were written to within an hour. Nothing was sent.`,
        { retryAfterMs: ms },
      );
    // A person is not asked for what cannot be done.
    const wait = (await book?.wait(counted)) ?? 0;
    if (wait > 0) return full(wait);
    if (confirm && !(await ask('confirm', () => confirm(planned()))))
      return refuse('confirm', 'refused by the rule "confirm". Nothing was sent.');
    if (book && !(await book.count(counted))) return full(await book.wait(counted));
  }

  /** The machine that a write is about. */
  async function machineOf(
    { operationId }: OperationRequest,
    key: string | undefined,
    options: object,
  ): Promise<string | undefined> {
    const { entitySet } = described[operationId] ?? {};
    if (key === undefined) return undefined;
    if (entitySet === collections.machines.entitySet.name) return key;
    if (entitySet !== collections.machineActions.entitySet.name) return undefined;
    const { machineId } = await client.machineActions.get(key, options);
    return machineId ?? undefined;
  }

  const transport: typeof runtime.transport = async (asked, options) => {
    if (described[asked.operationId]?.kind === 'action') await hold(asked, options ?? {});
    return runtime.transport(asked, options);
  };
  const guarded = Object.create(Object.getPrototypeOf(client) as object, Object.getOwnPropertyDescriptors(client));
  return Object.assign(guarded as Client, makeCollections(collections, operations, { ...runtime, transport }));
}

/** The key in the path of a request: the first of its parameters. */
function keyOf({ operationId, path }: OperationRequest): string | undefined {
  const template = described[operationId]?.path ?? '';
  const pattern = template.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '([^/]+)');
  const [, key] = new RegExp(`^${pattern}$`).exec(path) ?? [];
  return key === undefined ? undefined : decodeURIComponent(key);
}
