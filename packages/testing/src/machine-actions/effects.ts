import type { Effects } from '../rows/effects.ts';
import type { Row } from '../rows/row.ts';
import { beginAction } from './begin-action.ts';
import { consequencesOf } from './consequences.ts';
import { resultOf, toCommands } from './live-response.ts';
import { readConduct, type ActionOptions } from './options.ts';
import { packageOf } from './package.ts';

/** Properties of which the first answer may not know yet (observed). */
const UNKNOWN_AT_FIRST: Row = { machineId: null, scope: null, commands: [] };

/** What actions on machines come to. */
export function createEffects(options: ActionOptions | undefined): Effects {
  const conduct = readConduct(options);
  return {
    readBody: ({ commands, sha1, ...values }) => ({
      ...values,
      ...(commands !== undefined && { commands: toCommands(commands) }),
      ...(sha1 !== undefined && { relatedFileInfo: { fileIdentifier: sha1, fileIdentifierType: 'Sha1' } }),
    }),
    begin: (asked, around) => beginAction(asked, around, conduct),
    firstAnswer(row, quirks) {
      const bare = quirks.has('bare-first-answer') ? UNKNOWN_AT_FIRST : {};
      // Of a live response the documents show none.
      return { ...row, ...(row['type'] === 'LiveResponse' && { machineId: null }), ...bare };
    },
    consequencesOf: (row, at, around) => consequencesOf(row, at, around, conduct),
    links: {
      getPackageUri: (row) => packageOf(row, conduct),
      getLiveResponseResult: (row, { index = '' }) => resultOf(row, Number(index), conduct),
    },
  };
}
