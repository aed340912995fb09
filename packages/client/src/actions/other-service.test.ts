import type { EntitySet } from '@defender-odata/query-builder';
import { describe, expect, test } from 'vitest';
import { json, rejection } from '../../test/support/fake-service.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import type { CollectionDefinition } from '../collections/definition.ts';
import { ServiceCollection } from '../collections/service-collection.ts';
import { createRuntime } from '../create-runtime.ts';
import { isDefenderError } from '../index.ts';
import { addMembers } from './add-members.ts';
import type { MemberOperation } from './definition.ts';

/** A service that nobody has: keys are numbers, a page holds five rows, and an action makes rows of another set. */
const set = (
  name: string,
  type: string,
  properties: EntitySet['entityType']['properties'],
  filterable: EntitySet['filterable'],
): EntitySet => ({
  name,
  entityType: { name: type, key: ['number'], properties },
  filterable,
  top: { minimum: 0, maximum: 5 },
});
const eq = { operators: ['eq'], evidence: 'documented' } as const;
const boxes = set('Boxes', 'Box', { number: { type: 'Edm.Int32' }, state: { type: 'Edm.String' } }, {});
const moves = set(
  'Moves',
  'Move',
  {
    number: { type: 'Edm.Int32' },
    box: { type: 'Edm.Int32' },
    at: { type: 'Edm.DateTimeOffset' },
    to: { type: 'Edm.String' },
  },
  { box: eq, at: { operators: ['ge'], evidence: 'observed' } },
);
const limits = {
  permissions: { application: ['Move'], delegated: ['Move'] },
  rateLimits: [],
  queryOptions: ['$filter', '$top'],
};
const number = { number: { type: 'Edm.Int64' } };
const operations: Record<string, MemberOperation> = {
  listBoxes: { method: 'GET', path: '/boxes', pathParameters: [], answer: 'collection', ...limits },
  getBox: { method: 'GET', path: '/boxes({number})', pathParameters: ['number'], answer: 'entity', ...limits },
  listMoves: { method: 'GET', path: '/moves', pathParameters: [], answer: 'collection', ...limits },
  moveBox: {
    method: 'POST',
    path: '/boxes({number})/move',
    pathParameters: ['number'],
    parameters: number,
    answer: 'entity',
    ...limits,
    creates: 'Moves',
    owner: 'box',
    with: { to: { from: 'To' } },
    body: {
      required: true,
      properties: [
        { name: 'to', wire: 'To', required: true, type: 'Edm.String', members: ['Hall', 'Yard'] },
        { name: 'height', wire: 'Height', required: false, type: 'Edm.Double', minimum: 0 },
        { name: 'fragile', wire: 'Fragile', required: false, type: 'Edm.Boolean', nullable: true },
        { name: 'note', wire: 'Note', required: false, type: 'Edm.String', maxLength: 5 },
      ],
    },
  },
  sealBox: {
    method: 'PUT',
    path: '/boxes({number})/seal',
    pathParameters: ['number'],
    parameters: number,
    answer: 'nothing',
    ...limits,
    sets: { state: 'Sealed' },
  },
  burnBox: {
    method: 'DELETE',
    path: '/boxes({number})',
    pathParameters: ['number'],
    parameters: number,
    answer: 'nothing',
    ...limits,
  },
  addBox: {
    method: 'POST',
    path: '/boxes',
    pathParameters: [],
    answer: 'entity',
    ...limits,
    creates: 'Boxes',
    body: { required: false, properties: [{ name: 'size', wire: 'Size', required: false, type: 'Edm.Int32' }] },
  },
};
const definitions: readonly CollectionDefinition[] = [
  {
    name: 'boxes',
    entitySet: boxes,
    entityType: 'Box',
    key: 'number',
    operations: { list: 'listBoxes', get: 'getBox' },
    actions: { move: 'moveBox', seal: 'sealBox', burn: 'burnBox', add: 'addBox' },
  },
  {
    name: 'moves',
    entitySet: moves,
    entityType: 'Move',
    key: 'number',
    operations: { list: 'listMoves' },
    createdAt: 'at',
  },
];

type Calls = Record<'move' | 'seal' | 'burn' | 'add', (...given: readonly unknown[]) => Promise<unknown>>;

/** The boxes of that service, which answers from a function. */
function boxesOf(answer: (method: string, url: URL, body: unknown) => Response | Error) {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const fetch = async (address: string, init: RequestInit) => {
    const url = new URL(address);
    const body: unknown = init.body ? JSON.parse(String(init.body)) : undefined;
    asked.push(
      `${init.method} ${url.pathname}${url.search && `?${url.searchParams.get('$filter')}&${url.searchParams.get('$top')}`}`,
    );
    const given = answer(init.method ?? '', url, body);
    if (given instanceof Error) throw given;
    return given;
  };
  const service = { operations, clouds: { public: 'https://depot.example' }, scope: 's', audiences: [] };
  const runtime = createRuntime(service, 'token', { clock, fetch, random: () => 1 });
  const made = definitions.map((one) => [one, new ServiceCollection(one, operations, runtime)] as const);
  addMembers(made, operations, runtime);
  return { calls: made[0]?.[1] as unknown as Calls, asked, clock };
}

const reset = Object.assign(new TypeError('fetch failed'), {
  cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
});

describe('actions that are nothing but rows of a table', () => {
  test('find what they have made by a number, within the pages of its list', async () => {
    const move = { number: 7, box: 3, at: '2026-01-01T00:00:00Z', to: 'Hall' };
    const { calls, asked, clock } = boxesOf((method) =>
      method === 'GET' ? json({ value: [{ ...move, box: 30, number: 8 }, move] }) : reset,
    );
    expect(await clock.run(calls.move(3, { to: 'Hall', height: 1.5, fragile: null }))).toEqual(move);
    expect(asked).toEqual(['POST /boxes(3)/move', 'GET /moves?box eq 3 and at ge 2025-12-31T23:58:00.000Z&5']);
  });

  test.each<readonly [string, readonly unknown[], string]>([
    ['a text for a number', ['3', { to: 'Hall' }], 'number must be a whole number, not string.'],
    ['half a number', [1.5, { to: 'Hall' }], 'number must be a whole number, not 1.5.'],
    [
      'a name that a closed enumeration has not',
      [3, { to: 'Hal' }],
      'to has no value "Hal". Did you mean "Hall"? Allowed: Hall, Yard.',
    ],
    ['a number that is too small', [3, { to: 'Hall', height: -0.5 }], 'height must be a number, 0 or more, not -0.5.'],
    ['a text for a truth', [3, { to: 'Hall', fragile: 'yes' }], 'fragile must be true or false, not string.'],
    ['a text that is too long', [3, { to: 'Hall', note: 'abcdef' }], 'note must not be longer than 5 characters.'],
  ])('refuse %s', async (_, given, words) => {
    const { calls, asked } = boxesOf(() => reset);
    expect(await rejection(calls.move(...given))).toMatchObject({
      code: 'InvalidArgument',
      message: `moveBox: ${words}`,
    });
    expect(asked).toEqual([]);
  });

  test('look at the row that they change, where the spec has it, and say where that is', async () => {
    let state = 'Open';
    const { calls, asked, clock } = boxesOf((method) => {
      if (method === 'GET') return json({ number: 3, state });
      return reset;
    });
    const error = await clock.run(rejection(calls.seal(3)));
    expect(isDefenderError(error) && [error.code, error.lookAt, error.asked]).toEqual([
      'OutcomeUnknown',
      'GET https://depot.example/boxes(3)',
      { key: '3', parameters: [] },
    ]);
    state = 'Sealed';
    expect(await clock.run(calls.seal(3))).toBeUndefined();
    expect(asked.filter((line) => line.startsWith('PUT'))).toHaveLength(2);
  });

  test('answer nothing where nothing is answered, and are unknown where there is nothing to look at', async () => {
    let answer: Response | Error = json('', 204);
    const { calls, asked, clock } = boxesOf(() => answer);
    expect(await clock.run(calls.burn(3))).toBeUndefined();
    answer = reset;
    const error = await clock.run(rejection(calls.burn(3)));
    expect(error).toMatchObject({
      code: 'OutcomeUnknown',
      message: expect.stringContaining('Look at what is there before you ask again.'),
    });
    expect(isDefenderError(error) && 'lookAt' in error).toBe(false);
    expect(asked).toEqual(['DELETE /boxes(3)', 'DELETE /boxes(3)']);
  });

  test('on no row take parameters alone, which may all be left out', async () => {
    const { calls, asked, clock } = boxesOf((_, __, body) => json({ number: 9, ...(body as object) }));
    expect(await clock.run(calls.add())).toEqual({ number: 9 });
    expect(await clock.run(calls.add({ size: 4 }, { priority: 'high' }))).toEqual({ number: 9, Size: 4 });
    expect(asked).toEqual(['POST /boxes', 'POST /boxes']);
  });
});
