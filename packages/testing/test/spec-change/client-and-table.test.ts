import { spawnSync } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { compile } from './compiler.ts';
import { compileLines, generateIn } from './use-generated.ts';
import { copyWorkspace } from './workspace-copy.ts';

const isJavaThere = spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;

const permissions = 'x-permissions: { application: [Gauge.Read.All], delegated: [Gauge.Read], role: View Data }';
const answer = (status: string, schema: string, example = ''): string =>
  `'${status}': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' }${example} } } }`;
const example = (name: string): string => `, examples: { ${name}: { $ref: '#/components/examples/${name}' } }`;

/** A collection that no hand-written line knows: its key is not called `id`, it has no `$skip`, no timestamp and comes to no end. */
const paths = `  /api/places/{place}/gauge:
    get:
      operationId: getGaugeOfPlace
      summary: Get the gauge of a place
      tags: [Gauges]
      ${permissions}
      x-odata: { entitySet: Gauges, name: ofPlace }
      parameters: [{ name: place, in: path, required: true, schema: { type: string } }]
      responses:
        ${answer('200', 'Gauge')}
        '404': { $ref: '#/components/responses/NotFound' }
  /api/machines/{id}/gauges:
    get:
      operationId: listGaugesOfMachine
      summary: List the gauges of a machine
      description: Lists the gauges that hang at a machine.
      tags: [Gauges]
      ${permissions}
      x-odata: { entitySet: Gauges, under: Machines, by: hangsAt }
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: $filter, in: query, description: A filter., schema: { type: string } }
        - { name: $top, in: query, description: How many., schema: { type: integer, minimum: 0, maximum: 8000 } }
      responses:
        ${answer('200', 'GaugeCollection')}
        '404': { $ref: '#/components/responses/NotFound' }
  /api/gauges:
    get:
      operationId: listGauges
      summary: List gauges
      tags: [Gauges]
      ${permissions}
      x-odata:
        entitySet: Gauges
        description: The gauges of the tenant.
        entityType: Gauge
        key: [serial]
        operators: { text: [eq, ne, in, startswith], number: [eq, gt, ge, lt, le], choice: [eq, in], collection: [any, all] }
        filterable:
          serial: { operators: text, evidence: documented, source: documented }
          reading: { operators: number, evidence: documented, source: documented }
          model: { operators: text, evidence: documented, source: documented }
          colours: { operators: collection, items: choice, evidence: documented, source: documented }
      parameters:
        - { name: $filter, in: query, description: A filter., schema: { type: string } }
        - { name: $top, in: query, description: How many., schema: { type: integer, minimum: 0, maximum: 8000 } }
      responses:
        ${answer('200', 'GaugeCollection', example('listGauges'))}
    post:
      operationId: addGauge
      summary: Add a gauge
      tags: [Gauges]
      ${permissions}
      x-action: { on: Gauges, creates: Gauges, with: { serial: { from: Serial }, place: { from: Place }, reading: 0 } }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/GaugeRequest' } } }
      responses:
        ${answer('201', 'Gauge')}
  /api/gauges/{serial}:
    get:
      operationId: getGauge
      summary: Get a gauge
      tags: [Gauges]
      ${permissions}
      x-odata: { entitySet: Gauges }
      parameters: [{ name: serial, in: path, required: true, schema: { type: string } }]
      responses:
        ${answer('200', 'Gauge')}
        '404': { $ref: '#/components/responses/NotFound' }

components:
`;

const schemas = `  schemas:
    Gauge:
      type: object
      description: What is measured.
      required: [serial]
      properties:
        serial: { type: string, minLength: 1, description: The serial number. }
        place: { type: [string, 'null'], description: Where it hangs. }
        reading: { type: number, format: double, description: What it reads. }
        hangsAt: { type: string, description: The ID of the machine that it hangs at. }
        state: { $ref: '#/components/schemas/GaugeState', description: Whether it is on. }
        colours: { type: array, items: { $ref: '#/components/schemas/Colour' }, description: What it is painted in. }
        model: { type: string, deprecated: true, x-deprecated: Use the serial number., description: The model. }
        part: { $ref: '#/components/schemas/Gauge', description: The gauge in it. }
    GaugeState: { type: string, enum: ['On', 'Off'] }
    Colour: { type: string, enum: [Red, Green] }
    GaugeCollection:
      type: object
      required: [value]
      properties:
        value: { type: array, items: { $ref: '#/components/schemas/Gauge' }, description: The gauges. }
    GaugeRequest:
      type: object
      description: A gauge to be added.
      required: [Serial]
      properties:
        Serial: { type: string, description: The serial number. }
        Place: { type: string, description: Where it hangs. }
`;

const examples = `  examples:
    listGauges:
      summary: A gauge
      value: { value: [{ serial: G-1, place: hall, reading: 2.5, state: 'On', colours: [Red] }] }
`;

const user = (line: string): string => `import { DefenderClient, exportAll } from '@defender-odata/client';
declare const client: DefenderClient;
export const result = ${line};
void exportAll;
`;

/** What compiles, and what the compiler says of the rest. */
const lines: readonly (readonly [line: string, error: RegExp])[] = [
  ["client.gauges.list((q) => q.filter((g) => g.serial.startsWith('G').and(g.reading.gt(2))).top(8000))", /^$/],
  ["client.gauges.get('G-1').then((gauge) => gauge.reading)", /^$/],
  [
    "client.gauges.list((q) => q.filter((g) => g.place.eq('hall')))",
    /place cannot be filtered\. Allowed: serial, reading, colours, model/,
  ],
  ['client.gauges.list((q) => q.top(8001))', /must not be above 8000/],
  ["client.gauges.list({ filter: { reading: { startswith: '2' } } })", /startswith/],
  ['client.gauges.list((q) => q.filter((g) => g.colours.any((c) => c.eq("Green"))))', /^$/],
  ['client.gauges.list((q) => q.filter((g) => g.colours.any((c) => c.eq("Blue"))))', /"Blue"/],
  ["client.gauges.get('G-1').then(({ part }) => part?.part?.part?.serial)", /^$/],
  ['exportAll(client.gauges)', /creat/i],
  [
    "client.machines.gauges('m', (q) => q.filter((g) => g.reading.gt(2)).top(5)).toArray().then(([gauge]) => gauge?.place)",
    /^$/,
  ],
  ["client.machines.gauges('m', (q) => q.filter((g) => g.place.eq('hall')))", /place cannot be filtered/],
  ['client.machines.gauges((q) => q.top(5))', /not assignable to parameter of type 'string'/],
  ["client.gauges.ofPlace('hall').then(({ reading }) => reading)", /^$/],
  ["client.gauges.get('G-1').then(({ state }) => state satisfies 'Off')", /not satisfy|not assignable/],
];

const program = `import { collections, DefenderClient, operations } from '@defender-odata/client';
import { createEmulator, fixtures, gauge } from '../src/emulator/index.ts';

const emulator = createEmulator({ gauges: { rows: [gauge({ serial: 'G-1', place: 'hall', reading: 3 }), gauge({ serial: 'G-2', place: 'attic', reading: 1 })] } });
const client = new DefenderClient('a-token', { fetch: emulator.fetch });
const many = createEmulator({ pageSize: 2, gauges: { rows: ['G-1', 'G-2', 'G-3', 'G-4', 'G-5'].map((serial) => ({ serial })) } });
const coloured = createEmulator({ gauges: { rows: [gauge({ serial: 'G-1', colours: ['Red'] }), gauge({ serial: 'G-2', colours: ['Red', 'Green'] })] } });
const hung = createEmulator({ machines: { count: 2 } });
const [machine, other] = hung.machines.rows;
hung.gauges.add(gauge({ serial: 'G-1', hangsAt: machine.id, reading: 1 }), gauge({ serial: 'G-2', hangsAt: machine.id, reading: 9 }), gauge({ serial: 'G-3', hangsAt: other.id, reading: 9 }));
const at = new DefenderClient('a-token', { fetch: hung.fetch });
const base = 'https://api.security.microsoft.com/api/';
const codeOf = (promise) => promise.then(() => 'none', (error) => error.code);
const add = await emulator.fetch(base + 'gauges', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ Serial: 'G-3', Place: 'yard' }) });
const serials = (rows) => rows.map(({ serial }) => serial);
console.log(JSON.stringify({
  definition: { ...collections.gauges, entitySet: undefined },
  kinds: ['listGauges', 'getGauge', 'getGaugeOfPlace', 'addGauge'].map((id) => operations[id].kind),
  made: { status: add.status, row: await add.json() },
  listed: serials(await client.gauges.list().toArray()).toSorted(),
  filtered: serials(await client.gauges.list((q) => q.filter((g) => g.reading.gt(2))).toArray()),
  asked: new URL(emulator.requests[1].url).searchParams.get('$top'),
  got: (await client.gauges.get('G-3')).place,
  ofPlace: (await client.gauges.ofPlace('attic')).serial,
  nowhere: await codeOf(client.gauges.ofPlace('cellar')),
  lists: collections.machines.lists,
  under: serials(await at.machines.gauges(machine.id).toArray()),
  filteredUnder: serials(await at.machines.gauges(machine.id, (q) => q.filter((g) => g.reading.gt(5))).toArray()),
  askedUnder: hung.requests[0].url.slice(base.length),
  noMachine: await codeOf(at.machines.gauges('0'.repeat(40)).toArray()),
  noKey: (() => { try { at.machines.gauges('..'); return 'none'; } catch (error) { return error.code; } })(),
  later: serials(await (hung.machines.remove(machine.id), codeOf(at.machines.gauges(machine.id).toArray())) === 'NotFound' ? [] : [{ serial: 'kept' }]),
  unknown: await codeOf(client.gauges.get('G-9')),
  refusedHere: (() => { try { client.gauges.list({ filter: { place: 'hall' } }); return 'none'; } catch (error) { return error.code; } })(),
  refusedThere: (await emulator.fetch(base + "gauges?$filter=place%20eq%20'hall'")).status,
  tooMany: (await emulator.fetch(base + 'gauges?$top=8001')).status,
  machines: (await new DefenderClient('a-token', { fetch: createEmulator().fetch }).machines.list().toArray()).length > 0,
  fixture: fixtures.listGauges.value,
  made2: serials(emulator.gauges.rows).length,
  added: await client.gauges.addGauge({ serial: 'G-4', place: 'roof' }).then(({ serial, place }) => [serial, place]),
  skipped: (await emulator.fetch(base + 'gauges?$skip=1')).status,
  paged: serials(await new DefenderClient('a-token', { fetch: many.fetch }).gauges.list().toArray()).toSorted(),
  links: many.requests.map(({ url }) => new URL(url).searchParams.get('$skiptoken')),
  badColour: (await coloured.fetch(base + "gauges?$filter=colours/any(c: c eq 'Blue')")).status,
  colours: serials(await new DefenderClient('a-token', { fetch: coloured.fetch }).gauges.list((q) => q.filter((g) => g.colours.any((c) => c.eq('Green')))).toArray()),
}));
`;

it.skipIf(!isJavaThere)(
  'a client of a third collection lists, filters, gets and is refused, by the spec alone (skipped where there is no Java to generate with)',
  { timeout: 300_000 },
  () => {
    const copy = copyWorkspace(onTestFinished);
    copy.replaceInSpec('\ncomponents:\n', `\n${paths}`);
    copy.replaceInSpec('\n  schemas:\n', `\n${schemas}`);
    copy.replaceInSpec('\n  examples:\n', `\n${examples}`);
    generateIn(copy);
    compileLines(copy, lines, user);

    // What is generated compiles as a whole, the examples among it.
    expect(compile(copy.root, 'packages/testing/src/index.ts').all()).toEqual([]);
    const shown = copy.read('packages/client/src/generated/models/index.ts');
    expect(shown).toContain('/** @deprecated Use the serial number. The model. */');
    expect(copy.read('packages/client/src/generated/entity-sets.gen.ts')).toContain(
      '/** @deprecated Use the serial number. The model. */',
    );

    copy.write('packages/testing/test/program.ts', program);
    expect(JSON.parse(copy.run('packages/testing/test/program.ts'))).toEqual({
      definition: {
        name: 'gauges',
        entityType: 'Gauge',
        key: 'serial',
        operations: { list: 'listGauges', get: 'getGauge' },
        gets: { ofPlace: 'getGaugeOfPlace' },
        actions: { addGauge: 'addGauge' },
      },
      kinds: ['list', 'get', 'get', 'action'],
      made: { status: 201, row: expect.objectContaining({ serial: 'G-3', place: 'yard', reading: 0 }) },
      listed: ['G-1', 'G-2', 'G-3'],
      filtered: ['G-1'],
      asked: '8000',
      got: 'yard',
      ofPlace: 'G-2',
      nowhere: 'NotFound',
      lists: { gauges: 'listGaugesOfMachine' },
      under: ['G-1', 'G-2'],
      filteredUnder: ['G-2'],
      askedUnder: expect.stringMatching(/^machines\/[0-9a-f]{40}\/gauges\?\$top=8000$/),
      noMachine: 'NotFound',
      noKey: 'InvalidArgument',
      later: [],
      unknown: 'NotFound',
      refusedHere: 'property-not-filterable',
      refusedThere: 400,
      tooMany: 400,
      machines: true,
      fixture: [{ serial: 'G-1', place: 'hall', reading: 2.5, state: 'On', colours: ['Red'] }],
      skipped: 400,
      paged: ['G-1', 'G-2', 'G-3', 'G-4', 'G-5'],
      links: [null, '2', '4'],
      badColour: 400,
      colours: ['G-2'],
      made2: 3,
      added: ['G-4', 'roof'],
    });
    const table = copy.read('docs/filterable-properties.gen.md');
    expect(table).toContain('## Gauges');
    expect(table).toContain('Those of one of Machines, by `hangsAt`, are listed at `/api/machines/{id}/gauges`,');
    expect(table).toMatch(/\| `\$top` +\| a whole number from 0 to 8,000/);
    expect(table).toContain('May not be filtered: `place`, `hangsAt`, `state`, `part`.');
  },
);
