import { describe, expect, test } from 'vitest';
import { actionService, MACHINE } from '../../test/support/action-service.ts';
import { json, rejection, setUp } from '../../test/support/fake-service.ts';
import { collections, operations, type CollectionDefinition, type DefenderClient } from '../index.ts';
import type { MemberOperation, PropertyDescription, ValueDescription } from './definition.ts';

const comment = 'Case 17';
const sha1 = '87662BC3d60e4200ceaf7aae249d1c343f4b83c9';
const script = { type: 'RunScript', params: [{ key: 'ScriptName', value: 'a.ps1' }] };
const file = { type: 'GetFile', params: [{ key: 'Path', value: 'C:\\a' }] };
const put = { type: 'PutFile', params: [{ key: 'FileName', value: 'a.ps1' }] };

type Calls = Record<
  'isolate' | 'runAntiVirusScan' | 'stopAndQuarantineFile' | 'runLiveResponse',
  (...given: readonly unknown[]) => Promise<unknown>
>;
const callsOf = ({ machines }: DefenderClient) => machines as unknown as Calls;

describe('what a call takes is looked at before anything is sent:', () => {
  const inherited = Object.create({ comment }) as object;
  test.each<readonly [string, keyof Calls, readonly unknown[], string]>([
    [
      'a DNS name in the place of a key',
      'isolate',
      ['desktop-39g9tgl', { comment }],
      'isolateMachine: id must match ^[0-9A-Fa-f]{40}$; it has 15 characters. Several rows may have one computerDnsName: give the key of one.',
    ],
    [
      'a key with a digit too few',
      'isolate',
      [MACHINE.slice(1), { comment }],
      'isolateMachine: id must match ^[0-9A-Fa-f]{40}$; it has 39 characters.',
    ],
    ['a key with a line behind it', 'isolate', [`${MACHINE}\n`, { comment }], 'isolateMachine: id must match'],
    ['an empty key', 'isolate', ['', { comment }], 'id must be text, as a list gives it, not ""'],
    ['no key', 'isolate', [undefined, { comment }], 'id must be text, as a list gives it, not undefined'],
    ['a path for a key', 'isolate', ['..', { comment }], 'id must be text'],
    ['nothing', 'isolate', [MACHINE], 'isolateMachine: The call lacks comment. Allowed: comment, isolationType.'],
    ['null', 'isolate', [MACHINE, null], 'isolateMachine: The call lacks comment.'],
    ['a text for all', 'isolate', [MACHINE, 'Case 17'], 'isolateMachine: The call must be an object, not string.'],
    ['a list for all', 'isolate', [MACHINE, [comment]], 'isolateMachine: The call must be an object, not a list.'],
    ['no comment', 'isolate', [MACHINE, { isolationType: 'Full' }], 'isolateMachine: The call lacks comment.'],
    ['a comment that is inherited', 'isolate', [MACHINE, inherited], 'isolateMachine: The call lacks comment.'],
    ['an empty comment', 'isolate', [MACHINE, { comment: '' }], 'isolateMachine: comment must not be empty.'],
    ['a blank comment', 'isolate', [MACHINE, { comment: ' \n\t' }], 'isolateMachine: comment must not be blank.'],
    [
      'an undefined comment',
      'isolate',
      [MACHINE, { comment: undefined }],
      'isolateMachine: comment is undefined. It is required.',
    ],
    [
      'a comment that is a number',
      'isolate',
      [MACHINE, { comment: 17 }],
      'isolateMachine: comment must be text, not number.',
    ],
    [
      'a comment that is null',
      'isolate',
      [MACHINE, { comment: null }],
      'isolateMachine: comment must be text, not null.',
    ],
    [
      'half a character',
      'isolate',
      [MACHINE, { comment: 'a\uD800' }],
      'isolateMachine: comment has half a character, which cannot be sent.',
    ],
    [
      'an undefined option',
      'isolate',
      [MACHINE, { comment, isolationType: undefined }],
      'isolateMachine: isolationType is undefined. Leave it out where it is not meant.',
    ],
    [
      'an empty name of an enumeration',
      'isolate',
      [MACHINE, { comment, isolationType: '' }],
      'isolateMachine: isolationType must not be empty.',
    ],
    [
      'a misspelt name',
      'isolate',
      [MACHINE, { comment, isolationTyp: 'Full' }],
      'isolateMachine: The call has no "isolationTyp". Did you mean "isolationType"? Allowed: comment, isolationType.',
    ],
    [
      "the service's name",
      'isolate',
      [MACHINE, { Comment: 'x' }],
      'isolateMachine: The call has no "Comment". Did you mean "comment"?',
    ],
    [
      'a name of Object',
      'isolate',
      [MACHINE, { comment, toString: 'x' }],
      'isolateMachine: The call has no "toString".',
    ],
    ['a scan of no kind', 'runAntiVirusScan', [MACHINE, { comment }], 'runAntiVirusScan: The call lacks scanType.'],
    [
      'a Sha1 that is a SHA-256',
      'stopAndQuarantineFile',
      [MACHINE, { comment, sha1: 'a'.repeat(64) }],
      'stopAndQuarantineFile: sha1 must match ^[0-9A-Fa-f]{40}$; it has 64 characters.',
    ],
    [
      'a Sha1 that is none',
      'stopAndQuarantineFile',
      [MACHINE, { comment, sha1: 'g'.repeat(40) }],
      'stopAndQuarantineFile: sha1 must match',
    ],
    [
      'no command',
      'runLiveResponse',
      [MACHINE, { comment, commands: [] }],
      'runLiveResponse: commands must not have fewer than 1 item.',
    ],
    [
      'one command without a list',
      'runLiveResponse',
      [MACHINE, { comment, commands: script }],
      'runLiveResponse: commands must be a list, not object.',
    ],
    [
      'commands in the wrong order',
      'runLiveResponse',
      [MACHINE, { comment, commands: [file, script] }],
      'runLiveResponse: commands[1] is RunScript, behind GetFile. The order is PutFile, RunScript, GetFile.',
    ],
    [
      'a put behind a get behind something new',
      'runLiveResponse',
      [MACHINE, { comment, commands: [script, { ...file, type: 'New' }, put] }],
      'runLiveResponse: commands[2] is PutFile, behind RunScript.',
    ],
    [
      'a command without its parameters',
      'runLiveResponse',
      [MACHINE, { comment, commands: [{ type: 'GetFile' }] }],
      'runLiveResponse: commands[0] lacks params. Allowed: type, params.',
    ],
    [
      'a misspelt part of a command',
      'runLiveResponse',
      [MACHINE, { comment, commands: [script, { ...file, params: [{ key: 'Path', vaule: 'x' }] }] }],
      'runLiveResponse: commands[1].params[0] has no "vaule". Did you mean "value"?',
    ],
    [
      'a hole in the commands',
      'runLiveResponse',
      [MACHINE, { comment, commands: Object.assign([script, script, file], { length: 4 }) }],
      'runLiveResponse: commands[3] must be an object, not undefined.',
    ],
    [
      'an unknown option',
      'isolate',
      [MACHINE, { comment }, { lookfor: 1 }],
      'isolate has no option "lookfor". Allowed: abortSignal, priority, maxWait, lookFor.',
    ],
    ['a time that is none', 'isolate', [MACHINE, { comment }, { lookFor: -1 }], 'lookFor'],
  ])('%s', async (_, name, given, words) => {
    const { client, writes, reads } = actionService();
    const error = await rejection(callsOf(client)[name](...given));
    expect(error).toMatchObject({ code: 'InvalidArgument', message: expect.stringContaining(words) });
    expect([writes, reads]).toEqual([[], []]);
  });

  test('the advice is accepted where it is followed', async () => {
    const { client, clock } = actionService();
    await clock.run(client.machines.stopAndQuarantineFile(MACHINE, { comment, sha1 }));
    await clock.run(client.machines.runLiveResponse(MACHINE, { comment, commands: [put, put, script, file] }));
    await expect(clock.run(client.machines.isolate(MACHINE.toUpperCase(), { comment }))).resolves.toBeDefined();
  });

  test('no value of a caller is in a refusal, for it may be a secret', async () => {
    const { client } = actionService();
    const calls = callsOf(client);
    const secret = 'S3cret-value';
    const errors = [
      await rejection(calls.stopAndQuarantineFile(MACHINE, { comment: secret, sha1: secret })),
      await rejection(
        calls.runLiveResponse(MACHINE, { comment: secret, commands: [{ type: 'GetFile', params: secret }] }),
      ),
      await rejection(calls.isolate(MACHINE, { comment: secret, isolationType: 5 })),
    ];
    for (const error of errors) expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(secret);
  });
});

describe('what is sent', () => {
  /** A value that a property of a body may have. */
  const valueOf = ({ type = '', pattern, members, properties = [] }: ValueDescription): unknown => {
    if (type.startsWith('Collection')) return [objectOf(properties)];
    return members?.[0] ?? (pattern === undefined ? 'words' : MACHINE);
  };
  const objectOf = (properties: readonly PropertyDescription[]): object =>
    Object.fromEntries(properties.map((property) => [property.name, valueOf(property)]));
  // Of the sets that the fake service has.
  const actions = Object.values(collections as Readonly<Record<string, CollectionDefinition>>)
    .filter(({ name }) => ['machines', 'machineActions'].includes(name))
    .flatMap(({ name, actions: own = {} }) => Object.entries(own).map(([method, id]) => ({ name, method, id })));

  test.each(actions)(
    'by $name.$method goes to the path of the spec, with the names of the spec',
    async ({ name, method, id }) => {
      const operation = (operations as Readonly<Record<string, MemberOperation>>)[id];
      const { body: { properties = [] } = {}, path = '' } = operation ?? {};
      const { client, clock, writes, add } = actionService();
      const { id: action } = add({ type: 'RequestSample' });
      const key = name === 'machines' ? MACHINE : action;
      const calls = client[name as 'machines'] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
      await clock.run(
        calls[method]?.(key, objectOf(properties)) ?? Promise.reject(new Error(`There is no ${method}.`)),
      );
      expect(writes.map(({ url }) => url.pathname)).toEqual([path.replace('{id}', key)]);
      expect(writes[0]?.body).toEqual(
        Object.fromEntries(properties.map((property) => [property.wire, valueOf(property)])),
      );
    },
  );

  test('an isolation type that nobody knows yet is passed on: the enumeration is open', async () => {
    const { client, clock, writes } = actionService();
    await clock.run(client.machines.isolate(MACHINE, { comment, isolationType: 'Quantum' }));
    expect(writes[0]?.body).toEqual({ Comment: comment, IsolationType: 'Quantum' });
  });

  test('commands are sent as they are given', async () => {
    const { client, clock, writes } = actionService();
    const session = await clock.run(
      client.machines.runLiveResponse(MACHINE, { comment, commands: [put, script, file] }),
    );
    expect(writes[0]?.body).toEqual({ Commands: [put, script, file], Comment: comment });
    expect(writes[0]?.url.pathname).toBe(`/api/machines/${MACHINE}/runliveresponse`);
    expect(session.type).toBe('LiveResponse');
  });

  test('is what was looked at: a getter is read once', async () => {
    const { client, clock, writes } = actionService();
    let reads = 0;
    const given = {
      get comment() {
        return reads++ ? '' : 'first';
      },
    };
    await clock.run(client.machines.isolate(MACHINE, given));
    expect(writes[0]?.body).toEqual({ Comment: 'first' });
  });
});

describe('a function', () => {
  const link = 'https://storage.example/package.zip?sig=a%2Bb';

  test.each([
    ['as it is', link],
    ['without the quotation marks that the document prints', `"${link}"`],
  ])('gives the link %s', async (_, value) => {
    const { client, sent } = setUp(() => json({ '@odata.context': 'x#Edm.String', value }));
    expect(await client.machineActions.getPackageUri('a/b')).toBe(link);
    expect(await client.machineActions.getLiveResponseResult('a b', { index: 2 })).toBe(link);
    expect(sent.map(({ url, method }) => `${method} ${url.pathname}`)).toEqual([
      'GET /api/machineactions/a%2Fb/getPackageUri',
      'GET /api/machineactions/a%20b/GetLiveResponseResultDownloadLink(index=2)',
    ]);
  });

  test.each([-1, 1.5, Number.NaN, '0', undefined])('takes no index %s', async (index) => {
    const { client, sent } = setUp(() => ({}));
    const error = await rejection(client.machineActions.getLiveResponseResult('a', { index } as never));
    expect(error).toMatchObject({
      code: 'InvalidArgument',
      message: expect.stringContaining('getLiveResponseResult: index '),
    });
    expect(sent).toEqual([]);
  });

  test('that has nothing to give yet is a NotFound', async () => {
    const { client } = setUp(() => json({ error: { code: 'ResourceNotFound', message: 'no' } }, 404));
    expect(await rejection(client.machineActions.getPackageUri('a'))).toMatchObject({ code: 'NotFound' });
  });

  test('is repeated, for it changes nothing', async () => {
    const { client, clock, sent } = setUp((_, index) => (index ? { value: link } : json({}, 503)));
    expect(await clock.run(client.machineActions.getPackageUri('a'))).toBe(link);
    expect(sent).toHaveLength(2);
  });

  test('waits within its own windows: two a minute', async () => {
    const { client, clock } = setUp(() => ({ value: link }));
    const start = clock.now();
    for (let call = 0; call < 3; call++) await clock.run(client.machineActions.getPackageUri('a'));
    const [window] = operations.getPackageUri.rateLimits;
    expect(clock.now() - start).toBeGreaterThanOrEqual(window.seconds * 1000);
  });
});

test('the library lists its files, by no query option that is not documented', async () => {
  const files = [{ fileName: 'a.ps1', sha256: 'x' }, { fileName: 'b.ps1' }];
  const { client, sent } = setUp(() => ({ value: files }));
  expect(await client.libraryFiles.list().toArray()).toEqual(files);
  expect(sent.map(({ url }) => url.pathname + url.search)).toEqual(['/api/libraryfiles']);
});
