import { hashText } from '../support/hash.ts';
import { createRandom, type Random } from '../support/random.ts';
import type { LifeCycle } from '../rows/plug-in.ts';
import { TIMEOUT_AFTER } from './describe-action.ts';
import { isOnItsWay } from './known-values.ts';
import { changesOf } from './status-change.ts';

function drawEnd(random: Random): { readonly status: string; readonly after: number } {
  const drawn = random.below(100);
  const after = 10_000 + random.below(10 * 60_000);
  if (drawn < 88) return { status: 'Succeeded', after };
  if (drawn < 96) return { status: 'Failed', after };
  return drawn < 99 ? { status: 'Cancelled', after } : { status: 'TimeOut', after: TIMEOUT_AFTER };
}

/** An action of which a test says nothing is Pending for seconds, InProgress for minutes, then final; most succeed. */
export const lifeCycle: LifeCycle = {
  draw({ status }, key, seed, now) {
    if (!isOnItsWay(status)) return [];
    // The same action of the same seed lives alike.
    const random = createRandom(seed, hashText(key));
    const started = status === 'Pending' ? now + 2000 + random.below(28_000) : now;
    const end = drawEnd(random);
    const last = { at: started + end.after, key, status: end.status };
    return status === 'Pending' ? [{ at: started, key, status: 'InProgress' }, last] : [last];
  },
  changesOf,
};
