import type { EntitySet } from '@defender-odata/query-builder';
import { describe, expect, test } from 'vitest';
import { rejection, serviceError, setUp } from '../../test/support/fake-service.ts';
import { search, standing } from '../../test/support/read-pages.ts';
import { VirtualClock } from '../../test/support/virtual-clock.ts';
import { systemClock } from '../core/clock.ts';
import { collections, exportAll, plan, Quota, waitFor } from '../index.ts';
import type { CollectionDefinition, CollectionOperation } from './definition.ts';
import { addReaders } from './add-readers.ts';
import { ServiceCollection } from './service-collection.ts';

/** A collection that nobody has: its key is a number under another name, and it has neither `$skip` nor times nor ends. */
const parcels: EntitySet = {
  name: 'Parcels',
  entityType: {
    name: 'Parcel',
    key: ['number'],
    properties: { number: { type: 'Edm.Int32' }, weight: { type: 'Edm.Int32' } },
  },
  filterable: { weight: { operators: ['eq'], evidence: 'documented' } },
  top: { minimum: 0, maximum: 8 },
};
const limits = { permissions: { application: [], delegated: [] }, rateLimits: [], queryOptions: ['$filter', '$top'] };
const operations: Record<string, CollectionOperation> = {
  listParcels: { method: 'GET', path: '/parcels', pathParameters: [], answer: 'collection', ...limits },
  getParcel: {
    method: 'GET',
    path: '/depots/{depot}/parcels/{number}',
    pathParameters: ['depot', 'number'],
    answer: 'entity',
    ...limits,
  },
};
operations['listParcelsOfVan'] = {
  method: 'GET',
  path: '/vans/{plate}/parcels',
  pathParameters: ['plate'],
  entitySet: 'Parcels',
  answer: 'collection',
  ...limits,
};
operations['getParcelOnTop'] = {
  method: 'GET',
  path: '/vans/{plate}/top',
  pathParameters: ['plate'],
  entitySet: 'Parcels',
  answer: 'entity',
  ...limits,
};
const definition: CollectionDefinition = {
  name: 'parcels',
  entitySet: parcels,
  entityType: 'Parcel',
  key: 'number',
  operations: { list: 'listParcels', get: 'getParcel' },
};

/** The collection, on a service that answers from a function. */
function parcelsOf(answer: (path: string) => unknown, given = definition) {
  const asked: string[] = [];
  const runtime = {
    endpoint: 'https://depot.example',
    transport: async ({ path, query }: { readonly path: string; readonly query?: object | undefined }) => {
      asked.push(`${path} ${JSON.stringify(query)}`);
      return answer(path);
    },
    fetch: async () => new Response(),
    clock: systemClock,
    random: () => 0,
    emit: undefined,
    quota: new Quota({ limits: [], clock: new VirtualClock() }),
    maxUrlLength: 8000,
  };
  return { parcels: new ServiceCollection(given, operations, runtime), asked };
}

describe('a collection that is nothing but a definition', () => {
  test('has pages as its entity set says, and asks with nothing that its list does not offer', async () => {
    const { parcels: collection, asked } = parcelsOf(() => ({ value: [{ number: 1 }, { number: 2 }] }));
    expect(await collection.list({ filter: { weight: 5 } }).toArray()).toEqual([{ number: 1 }, { number: 2 }]);
    expect(asked).toEqual([`/parcels {"$filter":"weight eq 5","$top":8}`]);
  });

  test('says that it cannot go on where a full page links to nothing, and there is no $skip', async () => {
    const { parcels: collection } = parcelsOf(() => ({
      value: Array.from({ length: 8 }, (_, number) => ({ number })),
    }));
    expect(await rejection(collection.list().toArray())).toMatchObject({
      code: 'ProtocolError',
      message: expect.stringContaining('no $skip'),
    });
  });

  test('is asked for one row by all parameters of its path', async () => {
    const { parcels: collection, asked } = parcelsOf(() => ({ number: 7, weight: 1 }));
    expect(await collection.get({ depot: 'a/b', number: '7' })).toEqual({ number: 7, weight: 1 });
    expect(asked).toEqual(['/depots/a%2Fb/parcels/7 undefined']);
  });

  test.each([
    ['a text alone', '7', 'depot must be text'],
    ['a part alone', { depot: 'a' }, 'number must be text'],
    [
      'a part that there is not',
      { depot: 'a', number: '7', shelf: 'x' },
      'A key has no "shelf". It is made of depot, number.',
    ],
    ['a number', { depot: 'a', number: 7 }, 'number must be text, as a list gives it, not number'],
    ['a way out of the path', { depot: '..', number: '7' }, 'depot must be text'],
    ['nothing', undefined, 'depot must be text'],
  ])('is not asked for by %s', async (_, key, words) => {
    const { parcels: collection, asked } = parcelsOf(() => ({ number: 7 }));
    expect(await rejection(collection.get(key as never))).toMatchObject({
      code: 'InvalidArgument',
      message: expect.stringContaining(words),
    });
    expect(asked).toEqual([]);
  });

  test.each([
    ['without a key', { weight: 1 }, 'a row has no number'],
    ['with a key of another type', { number: '7' }, 'a row has no number'],
    ['that is null', null, 'a row is not an object: null'],
    ['of another key', { number: 8 }, 'is not the one that was asked for'],
  ])('gives no row %s', async (_, row, words) => {
    const { parcels: collection } = parcelsOf(() => row);
    expect(await rejection(collection.get({ depot: 'a', number: '7' }))).toMatchObject({
      code: 'ProtocolError',
      message: expect.stringContaining(words),
      operationId: 'getParcel',
    });
  });

  test('has no get where the service has none', async () => {
    const { parcels: collection } = parcelsOf(() => ({}), { ...definition, operations: { list: 'listParcels' } });
    expect(await rejection(collection.get('7'))).toMatchObject({
      code: 'InvalidArgument',
      message: 'parcels has no get: the service offers none.',
    });
  });

  test('cannot be exported or waited for, and that is said with its name', async () => {
    const { parcels: collection } = parcelsOf(() => ({ value: [] }));
    const given = collection as never;
    for (const call of [() => exportAll(given), () => plan(given)])
      expect(call).toThrow('takes a collection whose rows have a creation time that never changes, not parcels.');
    expect(await rejection(waitFor(given, '7'))).toMatchObject({
      code: 'InvalidArgument',
      message: 'waitFor takes a collection whose rows come to an end, not parcels.',
    });
  });
});

describe('what reads rows by another path', () => {
  interface Readers {
    onTopOf(key: unknown, options?: object): Promise<object>;
    parcels(key: unknown, query?: object, options?: object): ReturnType<ServiceCollection['list']>;
  }
  function readersOf(answer: (path: string) => unknown) {
    const { parcels: collection, asked } = parcelsOf(answer);
    const vans = { ...definition, name: 'vans', lists: { parcels: 'listParcelsOfVan' } };
    const { parcels: van } = parcelsOf(answer, vans);
    const given = { ...definition, gets: { onTopOf: 'getParcelOnTop' } };
    addReaders(
      [
        [given, collection],
        [vans, van],
      ],
      operations,
    );
    const { onTopOf } = collection as unknown as Readers;
    const { parcels: list } = van as unknown as Readers;
    return { onTopOf, list, asked };
  }

  test('gets a row, whatever its key is', async () => {
    const { onTopOf, asked } = readersOf(() => ({ number: 7 }));
    expect(await onTopOf('a/b')).toEqual({ number: 7 });
    expect(asked).toEqual(['/vans/a%2Fb/top undefined']);
  });

  test('gets nothing that is no row, and takes no option that there is not', async () => {
    const { onTopOf } = readersOf(() => ({ weight: 7 }));
    expect(await rejection(onTopOf('a'))).toMatchObject({ code: 'ProtocolError', operationId: 'getParcelOnTop' });
    expect(await rejection(onTopOf('a', { retries: 1 }))).toMatchObject({
      code: 'InvalidArgument',
      message: expect.stringContaining('onTopOf'),
    });
  });

  test('lists the rows of another collection under a row', async () => {
    const { list, asked } = readersOf(() => ({ value: [{ number: 1 }, { number: 2 }] }));
    expect(await list('a b', { filter: { weight: 5 } }).toArray()).toEqual([{ number: 1 }, { number: 2 }]);
    expect(asked).toEqual([`/vans/a%20b/parcels {"$filter":"weight eq 5","$top":8}`]);
    expect(() => list('..')).toThrow('plate must be text');
    expect(() => list('a', { filter: { height: 5 } })).toThrow(/height/);
    expect(asked).toHaveLength(1);
  });
});

describe('a row that was asked for by its key', () => {
  const gettable = Object.values(collections as Readonly<Record<string, CollectionDefinition>>)
    .filter(({ operations: { get } }) => get !== undefined)
    .map(({ name, key }) => [name as 'machines', key] as const);

  test.each(gettable)('of %s is no other one', async (name, property) => {
    const { client } = setUp(() => ({ [property]: 'OTHER' }));
    expect(await rejection(client[name].get('MINE'))).toMatchObject({ code: 'ProtocolError' });
  });

  test.each(gettable)('of %s may have its key in another case', async (name, property) => {
    const { client } = setUp(() => ({ [property]: 'MiNe' }));
    expect(await client[name].get('mInE')).toEqual({ [property]: 'MiNe' });
  });

  test('is not reported as another one by waitFor', async () => {
    const { client, clock } = setUp(() => ({ id: 'OTHER', status: 'Succeeded' }));
    expect(await clock.run(rejection(waitFor(client.machineActions, 'MINE')))).toMatchObject({ code: 'ProtocolError' });
  });

  const alternate = Object.values(collections as Readonly<Record<string, CollectionDefinition>>).filter(
    ({ alternateKeys }) => alternateKeys,
  );
  test.each(alternate)('of $name may be asked for by another property', async ({ name, alternateKeys = [] }) => {
    const [property = ''] = alternateKeys;
    const { client } = setUp(() => ({ id: 'x', [property]: 'Host.contoso.com' }));
    const collection = client[name as 'machines'];
    expect(await collection.get('host.contoso.com')).toMatchObject({ id: 'x' });
    expect(await collection.get('HOST')).toMatchObject({ id: 'x' });
    expect(await rejection(collection.get('ho'))).toMatchObject({ code: 'ProtocolError' });
  });
});

describe('a list that is answered with 404 where nothing matches', () => {
  test('has no rows', async () => {
    const { client, sent } = setUp(() => serviceError(404, 'ResourceNotFound'));
    expect(await client.machines.list({ filter: { osPlatform: 'Linux' } }).toArray()).toEqual([]);
    expect(await client.machines.list().firstPage()).toEqual([]);
    expect(sent).toHaveLength(2);
  });

  test('ends where the row behind a short page is asked for', async () => {
    const page = standing([{ id: 'a' }, { id: 'b' }]);
    const { client, sent } = setUp((request) => {
      const answer = page(request);
      return answer.value.length ? answer : serviceError(404, 'ResourceNotFound');
    });
    expect(await client.machines.list().toArray()).toHaveLength(2);
    expect(sent.map(search)).toEqual(['?$top=10000', '?$top=1&$skip=2']);
  });

  test('is still an error in words that are not the service’s, for one row, and in a list that has 200 for nothing', async () => {
    const proxy = setUp(() => new Response('<html>', { status: 404 }));
    expect(await rejection(proxy.client.machines.list().toArray())).toMatchObject({ code: 'NotFound' });
    const { client } = setUp(() => serviceError(404, 'ResourceNotFound'));
    expect(await rejection(client.machines.get('a'))).toMatchObject({ code: 'NotFound' });
    expect(await rejection(client.machineActions.list().toArray())).toMatchObject({ code: 'NotFound' });
  });
});

const names = (part: 'createdAt' | 'final') =>
  Object.values(collections as Readonly<Record<string, CollectionDefinition>>)
    .filter((given) => given[part])
    .map(({ name }) => `client.${name}`)
    .join(' or ');

describe('what is no collection', () => {
  const { client } = setUp(() => ({ value: [] }));

  test('is told what to pass, by the names that a client has', async () => {
    expect(() => exportAll(client as never)).toThrow(
      `exportAll takes a collection whose rows have a creation time that never changes: ${names('createdAt')}, not DefenderClient.`,
    );
    expect(await rejection(waitFor(client as never, 'a'))).toMatchObject({
      code: 'InvalidArgument',
      message: `waitFor takes a collection whose rows come to an end: ${names('final')}, not DefenderClient.`,
    });
    // A list has no class of its own.
    expect(() => exportAll(client.machineActions.list() as never)).toThrow(/never changes, not object\.$/);
  });

  test.each([[undefined], [null], [5], ['x'], [{}], [[]]])('is refused: %j', async (given) => {
    expect(() => plan(given as never)).toThrow('plan takes a collection');
    expect(() => exportAll(given as never)).toThrow('exportAll takes a collection');
    expect(await rejection(waitFor(given as never, 'a'))).toMatchObject({ code: 'InvalidArgument' });
  });

  test.each([
    ['byPage', { maxPagesize: 5 }],
    ['byPage', 5],
    ['firstPage', { limit: 5 }],
    ['toArray', { top: 5 }],
    ['toArray', 5],
  ] as const)('%s refuses settings that there are not: %j', async (name, settings) => {
    const call = async () => client.machineActions.list()[name](settings as never);
    expect(await rejection(call())).toMatchObject({ code: 'InvalidArgument' });
  });
});
