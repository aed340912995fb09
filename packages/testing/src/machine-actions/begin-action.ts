import { hashText } from '../support/hash.ts';
import { createRandom } from '../support/random.ts';
import type { Asked, Begun, Change, Surroundings } from '../rows/effects.ts';
import { copyValues } from '../rows/copy-values.ts';
import type { Row } from '../rows/row.ts';
import { Refusal } from '../http/error-answers.ts';
import type { MachineAction } from '@defender-odata/client';
import { TIMEOUT_AFTER } from './describe-action.ts';
import { readSteps } from '../store/timeline-steps.ts';
import { finalStatuses, isFinal, isOnItsWay, knownOf } from './known-values.ts';
import { failingCommand } from './live-response.ts';
import type { Conduct } from './options.ts';
import { actionsOn, isIn, ISOLATION } from './standing.ts';

/** How many live responses run at once (documented). */
const SESSIONS = 25;
/** Platforms that cannot be offboarded this way (documented). */
const NOT_OFFBOARDED: readonly unknown[] = ['macOS', 'Linux'];

const isAway = ({ healthStatus }: Row): boolean =>
  healthStatus === 'Inactive' ||
  healthStatus === 'NoSensorData' ||
  healthStatus === 'NoSensorDataImpairedCommunication';

/** What is to come of an action that cannot be begun: its time runs out. */
const timeOut = (key: string, now: number): readonly Change[] => [{ at: now + TIMEOUT_AFTER, key, status: 'TimeOut' }];

/**
 * What is to come of an action: Pending for seconds, InProgress for seconds or minutes, and done. On a machine that is away it waits until its
 * time is out. It fails where a test says so, and by nothing that is drawn.
 */
export function timelineOf(action: Row, machine: Row | undefined, end: string, now: number): readonly Change[] {
  const key = String(action['id']);
  if (machine !== undefined && isAway(machine)) return timeOut(key, now);
  // The same action lives alike.
  const random = createRandom(hashText(key), hashText(String(action['type'])));
  const started = now + 2000 + random.below(8000);
  return [
    { at: started, key, status: 'InProgress' },
    { at: started + 5000 + random.below(85_000), key, status: end },
  ];
}

/** What a test says is to come of an action; undefined where it says nothing. */
function toldOf(action: Row, { timeline }: Conduct, now: number): readonly Change[] | undefined {
  const steps = typeof timeline === 'function' ? timeline(copyValues(action) as unknown as MachineAction) : timeline;
  return steps && readSteps(String(action['id']), steps, now, finalStatuses);
}

/** What an action has that nobody sends, where the spec has it: without an isolation type it is a full one (assumed). */
const unsaid = (type: unknown): Row =>
  knownOf({ scope: type === ISOLATION.into ? 'Full' : null, requestSource: 'PublicApi' });

const inProgress = (): Refusal => new Refusal('actionInProgress', 'Action is already in progress');

/** Refuses what the service would, whatever is asked for twice. */
function refuse(type: unknown, machine: Row | undefined, running: Row | undefined, sessions: number): void {
  if (type === 'Offboard' && NOT_OFFBOARDED.includes(machine?.['osPlatform']))
    throw new Refusal('osPlatformNotSupported', `OsPlatform ${String(machine?.['osPlatform'])} is not supported`);
  if (type === 'LiveResponse') {
    if (running !== undefined)
      throw new Refusal('activeRequestAlreadyExists', `Active request already exists: ${String(running['id'])}`);
    if (sessions >= SESSIONS)
      throw new Refusal(
        'badRequest',
        `${String(SESSIONS)} live response sessions are running, the most that do at once`,
      );
  }
  if (type === 'CollectInvestigationPackage' && running !== undefined) throw inProgress();
}

/**
 * Begins an action as the service does.
 *
 * @throws Refusal for a machine that it cannot be done on, and for what is already under way, by the option `duplicates`.
 */
export function beginAction(
  { values: sent, on: machine, now }: Asked,
  { rowsOf }: Surroundings,
  conduct: Conduct,
): Begun {
  const { type } = sent;
  const actions = rowsOf('machineActions');
  const own = actionsOn(actions, machine?.['id']);
  const running = own.find((action) => action['type'] === type && isOnItsWay(action['status']));
  const sessions = actions.filter(({ type: other, status }) => other === 'LiveResponse' && !isFinal(status)).length;
  refuse(type, machine, running, sessions);
  const { duplicates } = conduct;
  if (running !== undefined && duplicates === 'refuse') throw inProgress();
  if (running !== undefined && duplicates === 'same') return { there: running };
  const values = { ...unsaid(type), ...sent };
  const isHeld =
    duplicates === 'sticks' &&
    type === ISOLATION.into &&
    (running !== undefined || isIn(actions, machine?.['id'], ISOLATION));
  const fails = type === 'LiveResponse' && failingCommand(values, conduct, rowsOf('libraryFiles')) !== -1;
  return {
    values,
    timeline: (row) =>
      isHeld
        ? timeOut(String(row['id']), now)
        : (toldOf(row, conduct, now) ?? timelineOf(row, machine, fails ? 'Failed' : 'Succeeded', now)),
  };
}
