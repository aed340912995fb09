import { describe, expect, it } from 'vitest';
import { issuesOf } from '../../test/library.ts';
import { loansText } from '../../test/library-with.ts';

const lend = 'paths./books/{isbn}/lend.post';
const pageParameters =
  'parameters:\n        - { name: isbn, in: path, required: true, schema: { type: string } }\n        - { name: number';
const back = 'paths./books/{isbn}/lend.delete';
const request = 'components.schemas.LendRequest';

const changed = (before: string, after: string): string => {
  if (!loansText.includes(before)) throw new Error(`The spec has no passage "${before}".`);
  return loansText.replace(before, () => after);
};

it('takes bodies, several methods on one path, several parameters in one, headers, and answers without a body', async () => {
  expect(await issuesOf(loansText)).toEqual([]);
});

const action = 'x-action: { on: Books, creates: Loans, with: { state: Open, reader: { from: Reader } } }';
const made = "'201':\n          description: The loan.";

describe.each<readonly [string, readonly (readonly [string, string, string, string, string | RegExp])[]]>([
  [
    'an action',
    [
      [
        'nothing said',
        `      ${action}\n`,
        '',
        lend,
        'The operation needs x-action: { on: … }, the entity set that it belongs to. Allowed: Books, Loans.',
      ],
      [
        'a text',
        action,
        'x-action: Books',
        `${lend}.x-action`,
        'x-action must be a mapping with on, name, creates, owner, with, sets.',
      ],
      ['an unknown key', 'on: Books, creates', 'onn: Books, creates', `${lend}.x-action.onn`, /Did you mean "on"\?/],
      [
        'no set',
        'on: Books, creates',
        'creates',
        `${lend}.x-action.on`,
        /^Unknown entity set "null"\. Allowed: Books, Loans\./,
      ],
      [
        'an unknown set to create in',
        'creates: Loans',
        'creates: Loan',
        `${lend}.x-action.creates`,
        /Did you mean "Loans"\?/,
      ],
      [
        'another set than it answers with',
        'creates: Loans, with: { state: Open, reader: { from: Reader } }',
        'creates: Books',
        `${lend}.x-action.creates`,
        'The operation answers with Loan, and Books holds Book. Allowed: the set whose row it answers with.',
      ],
      [
        'an unknown property',
        'state: Open',
        'stat: Open',
        `${lend}.x-action.with.stat`,
        'Unknown property of Loan "stat". Did you mean "state"? Allowed: number, reader, state.',
      ],
      [
        'a value that is none',
        'state: Open',
        'state: Opened',
        `${lend}.x-action.with.state`,
        /^Unknown value of state "Opened"\. Did you mean "Open"\?/,
      ],
      [
        'a property that the body lacks',
        'from: Reader',
        'from: reader',
        `${lend}.x-action.with.reader.from`,
        'Unknown property of the body "reader". Did you mean "Reader"? Allowed: Reader, Days, Kind.',
      ],
      [
        'a row that it does not make',
        'creates: Loans, with',
        'with',
        `${lend}.x-action.with`,
        /the operation creates none/,
      ],
      [
        'a list for the new row',
        'with: { state: Open, reader: { from: Reader } }',
        'with: [state]',
        `${lend}.x-action.with`,
        /^with is a mapping/,
      ],
      [
        'both ways to belong',
        action,
        `${action}\n      x-odata: { entitySet: Books }`,
        `${lend}.x-action`,
        /says twice what it belongs to/,
      ],
      [
        'one that reads',
        'x-odata: { entitySet: Books }\n      parameters:\n        - { name: isbn, in: path, required: true, schema: { type: string } }\n        - { name: number',
        'x-action: { on: Books }\n      parameters:\n        - { name: isbn, in: path, required: true, schema: { type: string } }\n        - { name: number',
        'paths./books/{isbn}/page(number={number}).get.x-action',
        /^A GET changes nothing/,
      ],
    ],
  ],
  [
    'a body',
    [
      [
        'of a GET',
        'operationId: listLoans',
        "operationId: listLoans\n      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/LendRequest' } } } }",
        'paths./loans.get.requestBody',
        /^A GET sends no body/,
      ],
      [
        'that is no JSON',
        "content: { application/json: { schema: { $ref: '#/components/schemas/LendRequest' } } }",
        'content: { text/plain: { schema: { type: string } } }',
        `${lend}.requestBody.content.text/plain`,
        'Unknown kind of body "text/plain". Allowed: application/json.',
      ],
      [
        'without a name',
        "{ $ref: '#/components/schemas/LendRequest' }",
        '{ type: object, properties: { Reader: { type: string } } }',
        `${lend}.requestBody.content.application/json.schema`,
        /needs a name/,
      ],
      [
        'that is no object',
        'LendRequest:\n      type: object\n',
        'LendRequest:\n      type: array\n',
        request,
        /needs type: object, and properties/,
      ],
      [
        'with two names for one option',
        'Days: {',
        'reader: {',
        `${request}.properties.reader`,
        /would both be given as reader\. Allowed: names that differ in more than their first letter/,
      ],
      [
        'with a name that is none',
        'Days: {',
        "'Days-left': {",
        `${request}.properties.Days-left`,
        /cannot be given by name/,
      ],
      [
        'with a type that cannot be sent',
        'Days: { type: integer, format: int32 }',
        'Days: {}',
        `${request}.properties.Days`,
        /has a type that cannot be sent/,
      ],
    ],
  ],
  [
    'what an action changes',
    [
      [
        'that is none',
        '{ on: Books }',
        '{ on: Books, sets: {} }',
        `${back}.x-action.sets`,
        /^sets is a mapping from properties/,
      ],
      [
        'that the row does not have',
        '{ on: Books }',
        '{ on: Books, sets: { gen: Novel } }',
        `${back}.x-action.sets.gen`,
        /^Unknown property of Book "gen"\. Did you mean "genre"\?/,
      ],
      [
        'that is no value of the property',
        '{ on: Books }',
        '{ on: Books, sets: { genre: Novell } }',
        `${back}.x-action.sets.genre`,
        /Did you mean "Novel"\?/,
      ],
      [
        'that nobody sends',
        '{ on: Books }',
        '{ on: Books, sets: { genre: { from: Genre } } }',
        `${back}.x-action.sets.genre.from`,
        'Unknown property of the body "Genre". None is allowed here.',
      ],
    ],
  ],
  [
    'the owner of a new row',
    [
      [
        'that is no property of it',
        'creates: Loans, with',
        'creates: Loans, owner: readr, with',
        `${lend}.x-action.owner`,
        'Unknown property of Loan "readr". Did you mean "reader"? Allowed: number, reader, state.',
      ],
      [
        'of a row that is not made',
        '{ on: Books }',
        '{ on: Books, owner: reader }',
        `${back}.x-action.owner`,
        'owner says what a new row has, and the operation creates none. Allowed: creates beside it.',
      ],
    ],
  ],
  [
    'what an operation is called in the client',
    [
      [
        'that is no name',
        '{ on: Books }',
        '{ on: Books, name: take back }',
        `${back}.x-action.name`,
        /^take back cannot be what/,
      ],
      [
        'that a collection has',
        '{ on: Books }',
        '{ on: Books, name: list }',
        `${back}.x-action.name`,
        /^Every collection has a "list"/,
      ],
      [
        'that another one has',
        '{ on: Books }',
        '{ on: Books, name: lend }',
        `${back}.x-action.name`,
        'POST /books/{isbn}/lend is called "lend" too, on the same entity set. Allowed: a name of its own.',
      ],
      [
        'of what gets a row',
        'x-odata: { entitySet: Books }\n      parameters:',
        'x-odata: { entitySet: Books, name: read }\n      parameters:',
        'paths./books/{isbn}.get.x-odata.name',
        'name is what an operation is called beside list and get in the client, and this is the get of its set. Allowed: x-odata without name.',
      ],
      [
        'of a function that another one has',
        `x-odata: { entitySet: Books }\n      ${pageParameters}`,
        `x-odata: { entitySet: Books, name: lend }\n      ${pageParameters}`,
        'paths./books/{isbn}/page(number={number}).get.x-odata.name',
        /is called "lend" too/,
      ],
    ],
  ],
  [
    'an answer',
    [
      [
        'that is no success',
        made,
        made.replace('201', '404'),
        `${lend}.responses`,
        'The operation needs an answer that is a success, such as 200, 201 or 204.',
      ],
      ['of any success', made, made.replace('201', '2XX'), `${lend}.responses.2XX`, /^"2XX" is no status/],
      [
        'with a body where there is none',
        "{ '204': { description: It is back. } }",
        "{ '204': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Loan' } } } } }",
        'paths./books/{isbn}/lend.delete.responses.204.content',
        /^A 204 has no body/,
      ],
      [
        'of two types',
        made,
        `'200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }\n        ${made}`,
        `${lend}.responses.201`,
        /^The answers 200 and 201 differ/,
      ],
      [
        'that is no JSON',
        "application/json: { schema: { $ref: '#/components/schemas/PageText' } }",
        'text/plain: { schema: { type: string } }',
        'paths./books/{isbn}/page(number={number}).get.responses.200.content.text/plain',
        /Allowed: application\/json\./,
      ],
    ],
  ],
  [
    'a header',
    [
      [
        'that is no text',
        'in: header, schema: { type: string }',
        'in: header, schema: { type: integer }',
        `${lend}.parameters.1.schema.type`,
        'A header is text. Allowed: type: string.',
      ],
      [
        'that the client sets',
        'name: If-Match',
        'name: Content-Type',
        `${lend}.parameters.1.name`,
        /^The client sets Content-Type itself/,
      ],
    ],
  ],
])('a mistake in %s', (_, rows) => {
  it.each(rows)('%s is reported with its place', async (_name, before, after, path, message) => {
    const issues = await issuesOf(changed(before, after));
    expect(issues.map((issue) => issue.path)).toContain(path);
    expect(issues.find((issue) => issue.path === path)?.message).toMatch(message);
  });
});
