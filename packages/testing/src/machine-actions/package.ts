import { encodeUtf8 } from '../support/utf8.ts';
import { Refusal } from '../http/error-answers.ts';
import type { Download } from '../rows/effects.ts';
import type { Row } from '../rows/row.ts';
import type { Conduct } from './options.ts';

/** How long a link to a package leads there: short (documented), how short nobody wrote down. */
const LINK_LIVES = 10 * 60_000;
/** How large a package is of which a test says nothing. */
const BYTES = 64 * 1024;

/** What such a package holds: the same for the same action. */
function madeUp(id: string): Uint8Array {
  const line = encodeUtf8(`${id}\n`);
  return Uint8Array.from({ length: BYTES }, (_, index) => line[index % line.length] ?? 0);
}

/**
 * The package that an action has collected.
 *
 * @throws Refusal where there is none, or not yet.
 */
export function packageOf({ id, type, status, machineId }: Row, { packages }: Conduct): Download {
  const own = String(id);
  if (type !== 'CollectInvestigationPackage' || status !== 'Succeeded')
    throw new Refusal(
      'packageNotFound',
      `The package of ${own} was not found: it is ${String(type)}, ${String(status)}`,
    );
  const machine = String(machineId);
  const content = packages !== undefined && Object.hasOwn(packages, machine) ? packages[machine] : undefined;
  return {
    name: `${own}.zip`,
    content: content ?? madeUp(own),
    contentType: 'application/zip',
    lives: LINK_LIVES,
  };
}
