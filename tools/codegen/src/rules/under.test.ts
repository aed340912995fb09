import { expect, it } from 'vitest';
import { imports, issuesOf, libraryModel } from '../../test/library.ts';
import { libraryAnd } from '../../test/library-with.ts';
import { emitCollections } from '../emit/collections.ts';
import { emitOperations } from '../emit/operations.ts';
import { printModule } from '../emit/print.ts';

const permitted = 'x-permissions: { application: [A], delegated: [D] }';
const answering = (schema: string): string =>
  `responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/${schema}' } } } }, '404': { $ref: '#/components/responses/NotFound' } }`;

const authors = `
/authors:
  get:
    operationId: listAuthors
    summary: List authors
    ${permitted}
    x-odata: { entitySet: Authors, entityType: Author, key: [number], operators: { text: [eq] }, filterable: { number: { operators: text, evidence: documented, source: x } } }
    parameters: [{ name: $filter, in: query, schema: { type: string } }]
    ${answering('AuthorCollection')}
/authors/{number}/books:
  get:
    operationId: listBooksOfAuthor
    summary: List the books of an author
    ${permitted}
    x-odata: { entitySet: Books, under: Authors, by: isbn }
    parameters:
      - { name: number, in: path, required: true, schema: { type: string } }
      - { name: $filter, in: query, schema: { type: string } }
      - { name: $top, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }
    ${answering('BookCollection')}
/shelves/{shelf}/book:
  get:
    operationId: getBookOfShelf
    summary: Get the book of a shelf
    ${permitted}
    x-odata: { entitySet: Books, name: ofShelf }
    parameters: [{ name: shelf, in: path, required: true, schema: { type: string } }]
    ${answering('Book')}
`;
const schemas = `
Author: { type: object, required: [number], properties: { number: { type: string } } }
AuthorCollection:
  type: object
  required: [value]
  properties: { value: { type: array, items: { $ref: '#/components/schemas/Author' } } }
`;
const text = libraryAnd(authors, schemas);
const list = 'paths./authors/{number}/books.get';

it('a list under a row is one of the row, and a get by another path one of the set', async () => {
  expect(await issuesOf(text)).toEqual([]);
  const { collections, operations } = await libraryModel(text);
  const table = printModule(emitCollections(collections), imports);
  expect(table).toMatch(/lists: \{ books: 'listBooksOfAuthor' \}/);
  expect(table).toMatch(/operations: \{ list: 'listBooks', get: 'getBook' \},\s*gets: \{ ofShelf: 'getBookOfShelf' \}/);
  expect(table).toMatch(/\/\*\* List the books of an author\. \*\/\s*readonly books: ListUnder<BookTypes>;/);
  expect(table).toMatch(/\/\*\* Get the book of a shelf\. \*\/\s*readonly ofShelf: GetBy<Book>;/);
  expect(table).toMatch(/import type \{ GetBy, Gettable, ListUnder, Listed, WithCreated, WithFinal \}/);
  expect(printModule(emitOperations(operations), imports)).toContain(
    "under: { entitySet: 'Authors', by: 'isbn', missing: 404 }",
  );
});

it.each<readonly [name: string, before: string, after: string, path: string, message: string | RegExp]>([
  [
    'a set that is described twice',
    'x-odata: { entitySet: Authors, entityType: Author, key: [number]',
    'x-odata: { entitySet: Books, entityType: Author, key: [number]',
    'paths./authors.get.x-odata.entitySet',
    /^The entity set "Books" is described twice, and one list is its own\. Allowed: of a list under a row of another set x-odata: \{ entitySet: Books, under: /,
  ],
  ['a set that there is not', 'under: Authors', 'under: Autors', `${list}.x-odata.under`, /Did you mean "Authors"\?/],
  [
    'a property that there is not',
    'by: isbn',
    'by: author',
    `${list}.x-odata.by`,
    'Unknown property of Book with a key of Authors "author". Allowed: isbn, genre.',
  ],
  ['no property', ', by: isbn', '', `${list}.x-odata.by`, /^Unknown property of Book with a key of Authors "null"/],
  ['no set', 'under: Authors, ', '', `${list}.x-odata.under`, /^Unknown entity set "null"\. Allowed: Books, Authors\./],
  [
    'a path of something else',
    '/authors/{number}/books:',
    '/writers/{number}/books:',
    'paths./writers/{number}/books.get.x-odata.under',
    'The path does not name one row of Authors, which /authors lists. Allowed: /authors/{number}/…, without other parameters.',
  ],
  [
    'an answer of another type',
    answering('BookCollection'),
    answering('AuthorCollection'),
    `${list}.x-odata`,
    /^The operation does not list Books, which holds Book\. Allowed: a GET/,
  ],
  [
    'another range',
    'maximum: 50 } }\n      responses: { ',
    'maximum: 20 } }\n      responses: { ',
    `${list}.parameters`,
    'A query on Books is built in one way, and this list differs from /books in $top. Allowed: the same system query options with the same ranges.',
  ],
  [
    'a name that is taken',
    'by: isbn }',
    'by: isbn, name: list }',
    `${list}.x-odata.name`,
    /^Every collection has a "list" already\./,
  ],
  [
    'a name of a get that is taken',
    'name: ofShelf',
    'name: get',
    'paths./shelves/{shelf}/book.get.x-odata.name',
    /already/,
  ],
])('a list under a row with %s is reported with its place', async (_, before, after, path, message) => {
  const at = text.lastIndexOf(before);
  expect(at).toBeGreaterThan(0);
  const issues = await issuesOf(text.slice(0, at) + after + text.slice(at + before.length));
  expect(issues.map((issue) => issue.path)).toContain(path);
  expect(issues.find((issue) => issue.path === path)?.message).toMatch(message);
});
