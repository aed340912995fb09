import { expect, it } from 'vitest';
import { issuesOf, libraryWith } from '../../test/library.ts';
import { describeMistakes } from '../../test/mistakes.ts';

const get = 'paths./books/{isbn}.get';
const own = 'x-odata: { entitySet: Books }';

/** The small spec's end of the paths, where another operation can stand. */
const end = 'components:\n  securitySchemes:';
const answering = (schema: string): string =>
  `responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } } }`;
const permitted = 'x-permissions: { application: [A], delegated: [D] }';

describeMistakes({
  'what an operation belongs to': [
    [
      'an operation that gets a row and does not say of what',
      `      ${own}\n`,
      '',
      get,
      'The operation gets a row of Books and needs to say so: x-odata: { entitySet: Books }.',
    ],
    [
      'an entity set that nothing lists',
      own,
      'x-odata: { entitySet: Bocks }',
      `${get}.x-odata.entitySet`,
      /^Unknown entity set "Bocks"\. Did you mean "Books"\? Allowed: Books\. An entity set is one that an operation lists\.$/,
    ],
    ['no entity set', own, 'x-odata: {}', `${get}.x-odata.entitySet`, /^Unknown entity set "null"\. Allowed: Books\./],
    ['no mapping', own, 'x-odata: Books', `${get}.x-odata`, /x-odata must be a mapping/],
    [
      'a property that is no other key',
      own,
      'x-odata: { entitySet: Books, alternateKeys: [pages] }',
      `${get}.x-odata.alternateKeys.0`,
      'Unknown property "pages". Allowed: isbn, genre.',
    ],
    [
      'no other key',
      own,
      'x-odata: { entitySet: Books, alternateKeys: [] }',
      `${get}.x-odata.alternateKeys`,
      /needs a list of properties/,
    ],
    [
      'an answer of another type',
      `${end}`,
      `  /people/{name}/book:\n    get:\n      operationId: getBookOf\n      x-odata: { entitySet: Books }\n      ${permitted}\n      parameters: [{ name: name, in: path, required: true, schema: { type: string } }]\n      ${answering('Shelf')}\n${end}`.replace(
        'components:',
        `  /shelves:\n    get:\n      operationId: listShelves\n      summary: List shelves\n      ${permitted}\n      x-odata: { entitySet: Shelves, entityType: Shelf, key: [isbn], operators: { text: [eq] }, filterable: { isbn: { operators: text, evidence: documented, source: x } } }\n      parameters: [{ name: $filter, in: query, schema: { type: string } }]\n      ${answering('ShelfCollection')}\ncomponents:`,
      ),
      'paths./people/{name}/book.get.x-odata.entitySet',
      'The operation answers with Shelf, and Books holds Book. Allowed: an answer whose schema is Book, or is made of it by allOf.',
    ],
  ],
});

it('a list and a get of one path that name different entity sets are reported', async () => {
  const shelves = `  /shelves:\n    get:\n      operationId: listShelves\n      summary: List shelves\n      ${permitted}\n      x-odata: { entitySet: Shelves, entityType: Shelf, key: [isbn], operators: { text: [eq] }, filterable: { isbn: { operators: text, evidence: documented, source: x } } }\n      parameters: [{ name: $filter, in: query, schema: { type: string } }]\n      ${answering('ShelfCollection')}\n`;
  const text = libraryWith(end, `${shelves}${end}`).replace(own, 'x-odata: { entitySet: Shelves }');
  const [issue] = await issuesOf(text);
  expect(issue).toMatchObject({
    path: `${get}.x-odata.entitySet`,
    message: 'The path names a row of Books, which /books lists, and not of Shelves. Allowed: Books.',
  });
});
