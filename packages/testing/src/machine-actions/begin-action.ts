import { hashText } from '../support/hash.ts';
import { createRandom } from '../support/random.ts';
import type { Asked, Begun, Change, Surroundings } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { Refusal } from '../http/error-answers.ts';
import { TIMEOUT_AFTER } from './describe-action.ts';
import { isFinal, isOnItsWay } from './known-values.ts';
import { failingCommand } from './live-response.ts';
import { actionsOn, isIn, ISOLATION } from './standing.ts';

/** How many live responses run at once (documented). */
const SESSIONS = 25;
/** Platforms that cannot be offboarded this way (documented). */
const NOT_OFFBOARDED: readonly unknown[] = ['macOS', 'Linux'];

const isAway = ({ healthStatus }: Row): boolean =>
  healthStatus === 'Inactive' ||
  healthStatus === 'NoSensorData' ||
  healthStatus === 'NoSensorDataImpairedCommunication';

/**
 * What is to come of an action: Pending for seconds, InProgress for seconds or minutes, and done. On a machine that is away it waits until its
 * time is out. It fails where a test says so, and by nothing that is drawn.
 */
export function timelineOf(action: Row, machine: Row | undefined, end: string, now: number) {
  return (key: string): readonly Change[] => {
    if (machine !== undefined && isAway(machine)) return [{ at: now + TIMEOUT_AFTER, key, status: 'TimeOut' }];
    // The same action lives alike.
    const random = createRandom(hashText(key), hashText(String(action['type'])));
    const started = now + 2000 + random.below(8000);
    return [
      { at: started, key, status: 'InProgress' },
      { at: started + 5000 + random.below(85_000), key, status: end },
    ];
  };
}

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
  if (type === 'CollectInvestigationPackage' && running !== undefined)
    throw new Refusal('actionInProgress', 'Action is already in progress');
}

/**
 * Begins an action as the service does.
 *
 * @throws Refusal for a machine that it cannot be done on, and for what is already under way, by the option `duplicates`.
 */
export function beginAction({ values, on: machine, now }: Asked, { rowsOf, conduct }: Surroundings): Begun {
  const { type } = values;
  const actions = rowsOf('machineActions');
  const own = actionsOn(actions, machine?.['id']);
  const running = own.find((action) => action['type'] === type && isOnItsWay(action['status']));
  const sessions = actions.filter(({ type: other, status }) => other === 'LiveResponse' && !isFinal(status)).length;
  refuse(type, machine, running, sessions);
  const { duplicates } = conduct;
  const isHeld = type === 'Isolate' && (running !== undefined || isIn(actions, machine?.['id'], ISOLATION));
  if (duplicates === 'sticks' && isHeld) return { values, timeline: () => [] };
  if (running !== undefined) {
    if (duplicates === 'refuse') throw new Refusal('actionInProgress', 'Action is already in progress');
    return { there: running };
  }
  const fails = type === 'LiveResponse' && failingCommand(values, conduct, rowsOf('libraryFiles')) !== -1;
  return { values, timeline: timelineOf(values, machine, fails ? 'Failed' : 'Succeeded', now) };
}
