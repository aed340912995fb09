import type { ActionRules, LinkFunction } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { Refusal } from '../http/error-answers.ts';
import { encodeUtf8 } from '../support/utf8.ts';
import { beginAction } from './begin-action.ts';
import { resultOf, toCommands } from './live-response.ts';

/** How long a link to a package leads there: short (documented), how short nobody wrote down. */
const PACKAGE_LIVES = 10 * 60_000;
/** How large a package is. */
const PACKAGE_BYTES = 64 * 1024;

/** Properties of which the first answer may not know yet (observed). */
const UNKNOWN_AT_FIRST: Row = { machineId: null, scope: null, commands: [] };

/** What a package holds: the same for the same action. */
function packageOf(id: string): Uint8Array<ArrayBuffer> {
  const line = encodeUtf8(`${id}\n`);
  const content = new Uint8Array(PACKAGE_BYTES);
  for (let index = 0; index < content.length; index++) content[index] = line[index % line.length] ?? 0;
  return content;
}

/** What is known of actions on machines beyond the spec. */
export const actions: ActionRules = {
  readBody: ({ commands, sha1, ...values }) => ({
    ...values,
    ...(commands !== undefined && { commands: toCommands(commands) }),
    ...(sha1 !== undefined && { relatedFileInfo: { fileIdentifier: sha1, fileIdentifierType: 'Sha1' } }),
  }),
  begin: beginAction,
  firstAnswer(row, quirks) {
    const bare = quirks.has('bare-first-answer') ? UNKNOWN_AT_FIRST : {};
    // Of a live response the documents show none.
    return { ...row, ...(row['type'] === 'LiveResponse' && { machineId: null }), ...bare };
  },
};

/** The functions of an action that give a link. */
export const links: Readonly<Record<string, LinkFunction>> = {
  getPackageUri({ id, type, status }) {
    if (type !== 'CollectInvestigationPackage' || status !== 'Succeeded')
      throw new Refusal(
        'packageNotFound',
        `The package of ${String(id)} was not found: it is ${String(type)}, ${String(status)}`,
      );
    return { content: packageOf(String(id)), contentType: 'application/zip', lives: PACKAGE_LIVES };
  },
  getLiveResponseResult: (row, { index = '' }, conduct) => resultOf(row, Number(index), conduct),
};
