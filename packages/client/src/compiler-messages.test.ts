import { expect, test } from 'vitest';
import { compile } from '../test/compile.ts';
import { collections } from './index.ts';
import type { CollectionDefinition } from './collections/definition.ts';

const table: readonly CollectionDefinition[] = Object.values(collections);
const without = (part: 'createdAt' | 'final') => table.filter((given) => !given[part]).map(({ name }) => name);

const dated = 'take a collection whose rows have a creation time that never changes. Read this one by list.';
const ending = 'takes a collection whose rows come to an end, such as machine actions. The rows of this one do not.';

/** What does not compile, and the words that the compiler must find for it. */
const refused: readonly (readonly [line: string, words: string])[] = [
  ...without('createdAt').flatMap((name): [string, string][] => [
    [`exportAll(client.${name});`, dated],
    [`plan(client.${name});`, dated],
  ]),
  ...without('final').map((name): [string, string] => [`void waitFor(client.${name}, 'x');`, ending]),
  ['exportAll(client);', 'not assignable'],
  ['exportAll(client.machineActions, { filter: { stauts: 5 } });', "'stauts' does not exist"],
  ["exportAll(client.machineActions, (q) => q.filter((a) => a.computerDnsName.eq('x')));", 'cannot be filtered'],
  ['void waitFor(client.machineActions, 5);', "'number' is not assignable"],
  ["client.machines.list({ filter: { machineId: 'x' } });", "'machineId' does not exist"],
  ['void client.machines.isolate("x", { isolationType: "Full" });', "Property 'comment' is missing"],
  ['void client.machines.isolate("x");', 'Expected 2-3 arguments'],
  ['void client.machines.isolate("x", { comment: "c", isolationType: undefined });', "'undefined' is not assignable"],
  ['void client.machines.isolate("x", { Comment: "c" });', "'Comment' does not exist"],
  ['void client.machines.runAntiVirusScan("x", { comment: "c" });', "Property 'scanType' is missing"],
  ['void client.machines.isolate("x", { comment: "c" }, { lookfor: 1 });', "'lookfor' does not exist"],
  ['void client.machineActions.isolate("x", { comment: "c" });', "Property 'isolate' does not exist"],
  ['void client.machineActions.getLiveResponseResult("x", { index: "0" });', "'string' is not assignable"],
  ['void waitFor(client.machineActions, {});', 'is not assignable'],
  ['void client.machines.get(5);', "'number' is not assignable to parameter of type 'string'"],
];

const accepted = [
  'for await (const { id, status } of exportAll(client.machineActions)) console.log(id.length, status);',
  "const { action } = await waitFor(client.machineActions, 'x'); console.log(action?.requestor);",
  "for (const { action } of await waitFor(client.machineActions, ['x'])) console.log(action?.status);",
  "for await (const { machineTags } of client.machines.list({ filter: { machineTags: { any: 'x' } } })) console.log(machineTags.length);",
  "console.log((await client.machines.get('x')).computerDnsName);",
  "const action = await client.machines.isolate('x', { comment: 'c', isolationType: 'Quantum' }); console.log(action.wasRunning, action.status); console.log((await waitFor(client.machineActions, action)).action?.status, (await waitFor(client.machineActions, [action, 'x'])).length);",
  "console.log((await client.machineActions.getPackageUri('x')).startsWith('https'), (await client.machineActions.cancel('x', { comment: 'c' })).status);",
  "exportAll(client.machineActions, (q) => q.filter((a) => a.status.eq('Failed')));",
];

test('the compiler says in a sentence what a collection cannot do, and lets pass what it can', () => {
  const prelude =
    "import { DefenderClient, exportAll, plan, waitFor } from '../src/index.ts'; declare const client: DefenderClient;";
  const lines = [prelude, ...refused.map(([line]) => line), ...accepted.map((line) => `{ ${line} }`), 'export {};'];
  const messages = compile(lines.join('\n'));
  expect(without('createdAt').length).toBeGreaterThan(0);
  const said = refused.map(([line, words], index) => [
    line,
    messages.get(index + 2)?.includes(words) ? words : messages.get(index + 2),
  ]);
  expect(said).toEqual(refused);
  expect([...messages.keys()]).toEqual(refused.map((_, index) => index + 2));
}, 60_000);
