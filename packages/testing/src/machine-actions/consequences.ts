import type { Consequence, Surroundings } from '../rows/effects.ts';
import type { Row } from '../rows/row.ts';
import { timelineOf } from './begin-action.ts';
import { endedCommands } from './live-response.ts';
import type { Conduct } from './options.ts';
import { actionsOn } from './standing.ts';

/** An isolation that was asked for while the machine was isolated takes effect once that is over (reported). */
function releaseHeld({ machineId }: Row, at: number, { rowsOf }: Surroundings): readonly Consequence[] {
  const held = actionsOn(rowsOf('machineActions'), machineId).filter(
    ({ type, status }) => type === 'Isolate' && status === 'Pending',
  );
  return held.map((action) => {
    const key = String(action['id']);
    return { collection: 'machineActions', key, timeline: timelineOf(action, undefined, 'Succeeded', at) };
  });
}

/** What comes of an action that has ended: of its commands, of its machine, and of actions that waited for it. */
export function consequencesOf(row: Row, at: number, around: Surroundings, conduct: Conduct): readonly Consequence[] {
  const { id, type, status, machineId } = row;
  if (type === 'LiveResponse' && (status === 'Succeeded' || status === 'Failed')) {
    const commands = endedCommands(row, conduct, around.rowsOf('libraryFiles'));
    return [{ collection: 'machineActions', key: String(id), changes: { commands } }];
  }
  if (status !== 'Succeeded') return [];
  if (type === 'Unisolate') return conduct.duplicates === 'sticks' ? releaseHeld(row, at, around) : [];
  if (type !== 'Offboard' || typeof machineId !== 'string') return [];
  const changes = { onboardingStatus: 'CanBeOnboarded', healthStatus: 'Inactive' };
  return [{ collection: 'machines', key: machineId, changes }];
}
