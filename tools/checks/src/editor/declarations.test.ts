import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { createVirtualProgram } from '../virtual-program.ts';

/*
 * A library that exports what it makes of ours has declarations made of it: each type must have a name that another package can write, or be
 * written out (TS4023 and its kin; TS2742).
 */
const library = `
import { and, from, matchAll, not, or, whenDefined, type Predicate } from '@defender-odata/query-builder';
import { checkFilter, parseFilter, parseQuery } from '@defender-odata/query-builder/parse';
import { applyQuery, compileFilter } from '@defender-odata/query-builder/evaluate';
import { DefenderClient, exportAll, machineActions, machines, plan, Quota, waitFor } from '@defender-odata/client';
import { createEmulator, handlers, machineAction } from '@defender-odata/testing';

export const both = (one: Predicate, other: Predicate) => and(one, other);
export const either = (one: Predicate) => or([one, not(one)]);
export const every = matchAll();
export const some = whenDefined('x', (id) => from(machineActions).filter((a) => a.id.eq(id)) && every);
export class Conditions {
  failed = from(machineActions).filter((a) => a.status.eq('Failed'));
  static one = not(matchAll());
  list = [matchAll()] as const;
}
export const failed = from(machineActions, { filter: { status: 'Failed' }, top: 5 });
export const ordered = from(machineActions).withObserved().orderBy('creationDateTimeUtc desc').count();
export const selected = from(machines).withObserved().select('id', 'version');
export const condition = (id: string) => {
  let made: Predicate | undefined;
  from(machines).filter((m) => (made = m.id.eq(id).and(m.machineTags.any((tag) => tag.eq('x')))));
  return { made, field: (q: typeof selected) => q };
};
export const tree = parseFilter('true');
export const query = parseQuery('$top=1');
export const checked = checkFilter;
export const compiled = compileFilter(tree, machines.entityType);
export const applied = applyQuery([{ id: 'a' }], { $top: 1 }, machines.entityType);
export const client = new DefenderClient('token', { quota: new Quota() });
export const list = client.machines.list((q) => q.withObserved().select('version'));
export const actions = client.machineActions.list({ top: 5 });
export const exported = exportAll(client.machineActions);
export const slices = exported.bySlice();
export const planned = plan(client.machineActions);
export const waited = waitFor(client.machineActions, ['x']);
export const emulator = createEmulator();
export const rows = emulator.machines.rows;
export const made = machineAction.many(3);
export const mocks = [...handlers];
`;

test('what a library makes of ours can be declared', () => {
  const path = fileURLToPath(new URL('library.virtual.ts', import.meta.url));
  const program = createVirtualProgram(new Map([[path, library]]), { declaration: true });
  const file = program.getSourceFile(path);
  const messages = [...program.getSemanticDiagnostics(file), ...program.getDeclarationDiagnostics(file)];
  expect(messages.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});
