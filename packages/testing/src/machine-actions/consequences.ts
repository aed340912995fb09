import type { Consequence, Surroundings } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { timelineOf } from './begin-action.ts';
import { isFinal } from './known-values.ts';
import { endedCommands } from './live-response.ts';
import { actionsOn } from './standing.ts';

/** An isolation that was asked for while the machine was isolated takes effect once that is over (reported). */
function releaseHeld({ machineId }: Row, at: number, { rowsOf }: Surroundings): readonly Consequence[] {
  const held = actionsOn(rowsOf('machineActions'), machineId).filter(
    ({ type, status }) => type === 'Isolate' && status === 'Pending',
  );
  return held.map((action) => {
    const key = String(action['id']);
    return { collection: 'machineActions', key, timeline: timelineOf(action, undefined, 'Succeeded', at)(key) };
  });
}

/** What comes of an action that has ended: of its commands, of its machine, and of actions that waited for it. */
export function consequencesOf(row: Row, at: number, around: Surroundings): readonly Consequence[] {
  const { id, type, status, machineId } = row;
  if (type === 'LiveResponse' && (status === 'Succeeded' || status === 'Failed')) {
    const commands = endedCommands(row, around.conduct, around.rowsOf('libraryFiles'));
    // A test that let it fail by a timeline of its own knows best.
    const isTold = status === 'Failed' && commands.every(({ commandStatus }) => commandStatus === 'Completed');
    return isTold ? [] : [{ collection: 'machineActions', key: String(id), changes: { commands } }];
  }
  if (!isFinal(status) || status !== 'Succeeded') return [];
  if (type === 'Unisolate') return around.conduct.duplicates === 'sticks' ? releaseHeld(row, at, around) : [];
  if (type !== 'Offboard' || typeof machineId !== 'string') return [];
  const changes = { onboardingStatus: 'CanBeOnboarded', healthStatus: 'Inactive' };
  return [{ collection: 'machines', key: machineId, changes }];
}
