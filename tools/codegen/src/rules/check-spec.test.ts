import { describe, expect, it } from 'vitest';
import { issuesOf, libraryText, libraryWith } from '../../test/library.ts';

/** A mistake: what is replaced by what, and what must be said of it, where. */
type Mistake = readonly [name: string, before: string, after: string, path: string, message: string | RegExp];

const odata = 'paths./books.get.x-odata';

const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  document: [
    [
      'a key OpenAPI does not have',
      'summary: List books',
      'sumary: x',
      'paths./books.get.sumary',
      /Unknown key "sumary"/,
    ],
    ['a missing key', 'info: { title: Library, ', 'info: { ', 'info', /required property 'title'/],
    [
      'a type JSON Schema does not have',
      'tags: { type: array',
      'tags: { type: aray',
      'components.schemas.Book.properties.tags.type',
      /Allowed: array, boolean,/,
    ],
    [
      'a reference to nothing',
      "schemas/Genre', d",
      "schemas/Gnre', d",
      'components.schemas.Book.properties.genre.$ref',
      /Unknown reference "Gnre"\. Did you mean "Genre"\?/,
    ],
    [
      'a reference to another file',
      "'#/components/schemas/Genre', d",
      'other.yaml, d',
      'components.schemas.Book.properties.genre.$ref',
      /points outside this document/,
    ],
  ],
  servers: [
    [
      'no https',
      'url: https://library.example,',
      'url: http://library.example,',
      'servers.0.url',
      /needs an https URL/,
    ],
    ['a path', 'url: https://library.example,', 'url: https://library.example/v1,', 'servers.0.url', /without a path/],
    ['no name', 'x-cloud: main', 'x-cloud: Main Cloud', 'servers.0.x-cloud', /lower case, digits and dashes/],
    ['a name twice', 'x-cloud: branch-1', 'x-cloud: main', 'servers.1.x-cloud', /Duplicate x-cloud "main"/],
  ],
  extensions: [
    [
      'a misspelt one',
      'x-open-enum: true',
      'x-opn-enum: true',
      'components.schemas.Genre.x-opn-enum',
      /Did you mean "x-open-enum"\? Allowed: x-open-enum, x-final\./,
    ],
    [
      'one that stands elsewhere',
      'summary: Get a book',
      'x-cloud: main',
      'paths./books/{isbn}.get.x-cloud',
      /Allowed: x-permissions, x-rate-limits, x-odata\./,
    ],
    [
      'one where none is read',
      'description: No such book.',
      'description: No.\n      x-note: a',
      'components.responses.NotFound.x-note',
      /None is allowed here/,
    ],
  ],
  operations: [
    [
      'a duplicate operationId',
      'operationId: getBook',
      'operationId: listBooks',
      'paths./books/{isbn}.get.operationId',
      'Duplicate operationId "listBooks": GET /books has it too. Each operation needs its own.',
    ],
    ['no operationId', 'operationId: getBook\n', '\n', 'paths./books/{isbn}.get.operationId', /needs an operationId/],
    [
      'an operationId that is no name',
      'operationId: getBook',
      'operationId: get book',
      'paths./books/{isbn}.get.operationId',
      /lower camel case/,
    ],
    [
      'a permission of an unknown sort',
      'delegated: [Books.Read]\n',
      'delgated: [Books.Read]\n',
      'paths./books.get.x-permissions.delgated',
      /Did you mean "delegated"/,
    ],
    [
      'no permission',
      'application: [Books.Read.All]\n',
      'application: []\n',
      'paths./books.get.x-permissions.application',
      /at least one permission/,
    ],
    ['a rate limit of nothing', 'calls: 10,', 'calls: 0,', 'paths./books.get.x-rate-limits', /a whole number from 1/],
    [
      'a path parameter that is not declared',
      '/books/{isbn}:',
      '/books/{isbn}/{page}:',
      'paths./books/{isbn}/{page}.get.parameters',
      /The path has \{page\}/,
    ],
  ],
  options: [
    [
      '$top without a maximum',
      ', maximum: 50',
      '',
      'paths./books.get.parameters.1.schema.maximum',
      /\$top needs a maximum/,
    ],
    [
      'a maximum below the minimum',
      'maximum: 50',
      'maximum: 0',
      'paths./books.get.parameters.1.schema.maximum',
      /not below its minimum/,
    ],
    [
      '$top without a minimum',
      'minimum: 1, ',
      '',
      'paths./books.get.parameters.1.schema.minimum',
      /\$top needs a minimum/,
    ],
    [
      'an option that the builder cannot write',
      'name: $top',
      'name: $tp',
      'paths./books.get.parameters.1.name',
      /Did you mean "\$top"\? Allowed: \$filter, \$top, \$skip\./,
    ],
    ['x-odata without $filter', 'name: $filter', 'name: filter', odata, /needs a parameter called \$filter/],
  ],
  'x-odata': [
    [
      'an unknown key',
      'entitySet: Books',
      'entitySet: Books\n        orderable: []',
      `${odata}.orderable`,
      /Unknown key of x-odata "orderable"\. Allowed: entitySet, entityType, key,/,
    ],
    ['a misspelt key', 'entityType: Book\n', 'entityTyp: Book\n', `${odata}.entityTyp`, /Did you mean "entityType"/],
    [
      'an entity type that is no schema',
      'entityType: Book\n',
      'entityType: Bok\n',
      `${odata}.entityType`,
      /Unknown entity type "Bok"\. Did you mean "Book"/,
    ],
    ['a key that is no property', 'key: [isbn]', 'key: [isn]', `${odata}.key.0`, /Did you mean "isbn"/],
    ['a key that may be missing', 'key: [isbn]', 'key: [genre]', `${odata}.key.0`, /every row must have it/],
    [
      'an immutable timestamp that is none',
      'Timestamp: addedAt',
      'Timestamp: isbn',
      `${odata}.immutableTimestamp`,
      '"isbn" is not a timestamp (type: string, format: date-time). Allowed: addedAt.',
    ],
    [
      'an immutable timestamp that may be missing',
      'required: [isbn, addedAt]',
      'required: [isbn]',
      `${odata}.immutableTimestamp`,
      /may be missing or null/,
    ],
    [
      'an immutable timestamp without ranges',
      'order: [eq, ge, lt]',
      'order: [eq, gt]',
      `${odata}.immutableTimestamp`,
      /must be filterable with ge and lt/,
    ],
    [
      'an unknown operator',
      'choice: [eq, in]',
      'choice: [eq, inn]',
      `${odata}.operators.choice.1`,
      /Unknown operator "inn"\. Did you mean "in"\?/,
    ],
    ['an operator twice', 'choice: [eq, in]', 'choice: [eq, eq]', `${odata}.operators.choice.1`, /listed twice/],
  ],
  filterable: [
    [
      'a property that the schema lacks',
      '          isbn: { op',
      '          isnb: { op',
      `${odata}.filterable.isnb`,
      /Unknown property of Book "isnb"\. Did you mean "isbn"\? Allowed: isbn, genre, addedAt, pages, author, tags\./,
    ],
    [
      'another name of a property',
      '          isbn: { op',
      '          added: { op',
      `${odata}.filterable.added`,
      /another name of "addedAt"/,
    ],
    ['an object', '          isbn: { op', '          author: { op', `${odata}.filterable.author`, /Edm\.ComplexType/],
    ['a list', '          isbn: { op', '          tags: { op', `${odata}.filterable.tags`, /Collection\(Edm\.String\)/],
    [
      'an unknown group',
      'genre: { operators: choice',
      'genre: { operators: choise',
      `${odata}.filterable.genre.operators`,
      /Did you mean "choice"\? Allowed: text, choice, order\./,
    ],
    [
      'a group that does not fit',
      'pages: { operators: order',
      'pages: { operators: text',
      `${odata}.filterable.pages.operators`,
      /"pages" is Edm\.Int32, and "startswith" is for text/,
    ],
    [
      'an order of names',
      'genre: { operators: choice',
      'genre: { operators: order',
      `${odata}.filterable.genre.operators`,
      /"ge" is for what has an order/,
    ],
    [
      'unknown evidence',
      'evidence: observed',
      'evidence: guessed',
      `${odata}.filterable.pages.evidence`,
      /Unknown evidence "guessed"\. Allowed: documented, observed\./,
    ],
    ['no source', ', source: observed', '', `${odata}.filterable.pages.source`, /where the rule comes from/],
    [
      'an unknown key',
      ', source: observed',
      ', source: observed, note: x',
      `${odata}.filterable.pages.note`,
      /Allowed: operators, evidence, source\./,
    ],
  ],
  schemas: [
    [
      'a final value that is no member',
      'x-final: [Poem]',
      'x-final: [Poetry]',
      'components.schemas.Genre.x-final.0',
      /Allowed: Novel, Poem\./,
    ],
    [
      'an open enumeration without members',
      '      enum: [Novel, Poem]\n      x-final: [Poem]\n',
      '',
      'components.schemas.Genre.x-open-enum',
      /needs an enum/,
    ],
    [
      'another name that is taken',
      'x-aliases: [added]',
      'x-aliases: [pages]',
      'components.schemas.Book.properties.addedAt.x-aliases.0',
      /"pages" is taken/,
    ],
    [
      'a type that cannot be queried',
      'tags: { type: array, items: { type: string }',
      'tags: { type: array, items: { type: array }',
      'components.schemas.Book.properties.tags',
      /cannot be queried/,
    ],
  ],
  names: [
    [
      'a text that ends a comment',
      'description: The ISBN. }',
      "description: 'The */ ISBN.' }",
      'components.schemas.Book.properties.isbn.description',
      /would end the comment/,
    ],
    [
      'a property that is no name',
      'tags: { type',
      '"tags\'];evil()": { type',
      "components.schemas.Book.properties.tags'];evil()",
      /cannot be the name of a property/,
    ],
    [
      'a member that ends a literal',
      'enum: [Novel, Poem]',
      'enum: ["No\'vel", Poem]',
      'components.schemas.Genre.enum.0',
      /quote, a backslash or a control character/,
    ],
    ['a path that ends a literal', '  /books:', '  "/bo`oks":', 'paths./bo`oks', /cannot be a path/],
  ],
  examples: [
    [
      'one that its schema refuses',
      "isbn: '1',",
      'isbn: 1,',
      'components.examples.twoBooks.value.value.0.isbn',
      /The example "twoBooks" does not fit its schema/,
    ],
    [
      'one that no answer uses',
      '    noBook:\n      summary',
      '    spare:\n      value: {}\n    noBook:\n      summary',
      'components.examples.spare',
      /would be lost/,
    ],
  ],
};

describe('a spec that keeps all rules', () => {
  it('has no issue', async () => {
    expect(await issuesOf(libraryText)).toEqual([]);
  });
});

describe.each(Object.entries(mistakes))('a mistake in %s', (_, rows) => {
  it.each(rows)('%s is reported with its place', async (_name, before, after, path, message) => {
    const issues = await issuesOf(libraryWith(before, after));
    expect(issues.map((issue) => issue.path)).toContain(path);
    expect(issues.find((issue) => issue.path === path)?.message).toMatch(message);
  });
});
