import { expect, it } from 'vitest';
import { issuesOf, libraryText } from '../../test/library.ts';
import { describeMistakes } from '../../test/mistakes.ts';

const odata = 'paths./books.get.x-odata';
const order = 'order: [eq, ge, lt]\n        filterable:';
const parameters = '      parameters:\n';

describeMistakes({
  'x-odata': [
    [
      'a list of what is filterable',
      'filterable:\n          isbn: { operators: text, evidence: documented, source: page 1 }',
      'filterable: []\n        x-rest:\n          isbn: {}',
      `${odata}.filterable`,
      /must be a mapping with at least one entry/,
    ],
    [
      'a key that is no text',
      'key: [isbn]',
      'key: [isbn, 5]',
      'paths./books.get.x-odata.key.1',
      /Unknown property "5"/,
    ],
    [
      'an unknown key',
      'entitySet: Books',
      'entitySet: Books\n        orderable: []',
      `${odata}.orderable`,
      /Unknown key of x-odata "orderable"\. Did you mean "orderBy"\? Allowed: entitySet, entityType, key,/,
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
      'a status that the list does not describe',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        empty: 410',
      `${odata}.empty`,
      'Unknown status of an answer to what matches nothing "410". Did you mean "404"? Allowed: 404.',
    ],
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
    [
      'an operator that is no name',
      'choice: [eq, in]',
      'choice: [{ eq: true }, in]',
      `${odata}.operators.choice.0`,
      /Unknown operator "\{"eq":true\}"\. Allowed: eq, ne,/,
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
    [
      'a list with operators of a plain value',
      '          isbn: { op',
      '          tags: { op',
      `${odata}.filterable.tags.operators`,
      'The group "text" does not fit: "tags" is Collection(Edm.String), which takes any and all alone; "eq" is for one of its items.',
    ],
    [
      'a list without operators of its items',
      order,
      `order: [eq, ge, lt]\n          words: [any, all]\n        filterable:\n          tags: { operators: words, evidence: documented, source: page 1 }`,
      `${odata}.filterable.tags.items`,
      'Unknown group of operators for an item "null". Allowed: text, choice, order, words.',
    ],
    [
      'a list whose items do not have an operator',
      order,
      `order: [eq, ge, lt]\n          words: [any, all]\n        filterable:\n          tags: { operators: words, items: words, evidence: documented, source: page 1 }`,
      `${odata}.filterable.tags.items`,
      'The group "words" does not fit an item: "tags" is Edm.String, and "any" is for a collection.',
    ],
    [
      'items of a plain value',
      'genre: { operators: choice,',
      'genre: { operators: choice, items: choice,',
      `${odata}.filterable.genre.items`,
      /the property is no collection/,
    ],
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
      /Allowed: operators, items, evidence, source\./,
    ],
  ],
  'query options': [
    [
      'one without a parameter',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        count: { evidence: observed, source: observed }',
      `${odata}.count`,
      'count needs a parameter called $count beside it.',
    ],
    [
      'one that is not described',
      parameters,
      `${parameters}        - { name: $orderby, in: query, schema: { type: string } }\n`,
      'paths./books.get.parameters.0',
      '$orderby needs orderBy in x-odata, which says what it may name and how that is known.',
    ],
    [
      'one that is a text',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        orderBy: addedAt',
      `${odata}.orderBy`,
      'orderBy must be a mapping with properties, evidence, source.',
    ],
    [
      'an unknown key',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        count: { properties: all, evidence: observed, source: observed }',
      `${odata}.count.properties`,
      /^Unknown key of count "properties"\. Allowed: evidence, source\./,
    ],
    [
      'an order of what has none',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        orderBy: { properties: [isbn, tags], evidence: observed, source: observed }',
      `${odata}.orderBy.properties.1`,
      'Unknown property for $orderby "tags". Did you mean "pages"? Allowed: isbn, genre, addedAt, pages.',
    ],
    [
      'a name twice',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: [isbn, isbn], evidence: observed, source: observed }',
      `${odata}.select.properties.1`,
      '"isbn" is listed twice.',
    ],
    [
      'a selection without the key',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: [genre, pages], evidence: observed, source: observed }',
      `${odata}.select.properties`,
      'properties needs the key isbn, which tells the rows apart: the client asks for it with whatever is selected.',
    ],
    [
      'all but the key',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: all, except: [isbn], evidence: observed, source: observed }',
      `${odata}.select.except.0`,
      /^"isbn" is the key, which tells the rows apart/,
    ],
    [
      'all but what is unknown',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: all, except: [page], evidence: observed, source: observed }',
      `${odata}.select.except.0`,
      'Unknown property "page". Did you mean "pages"? Allowed: isbn, genre, addedAt, pages, author, tags.',
    ],
    [
      'all but a name twice',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: all, except: [tags, tags], evidence: observed, source: observed }',
      `${odata}.select.except.1`,
      '"tags" is listed twice.',
    ],
    [
      'all but nothing',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: all, except: [], evidence: observed, source: observed }',
      `${odata}.select.except`,
      'except needs a list of what $select may not name.',
    ],
    [
      'some, but not others',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: [isbn], except: [tags], evidence: observed, source: observed }',
      `${odata}.select.except`,
      'except needs properties: all; else leave the name out of properties.',
    ],
    [
      'an order of all but some',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        orderBy: { properties: [isbn], except: [pages], evidence: observed, source: observed }',
      `${odata}.orderBy.except`,
      /^Unknown key of orderBy "except"/,
    ],
    [
      'no names',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: some, evidence: observed, source: observed }',
      `${odata}.select.properties`,
      'properties needs a list of what $select may name, or all.',
    ],
    [
      'no evidence',
      'Timestamp: addedAt',
      'Timestamp: addedAt\n        select: { properties: all, source: observed }',
      `${odata}.select.evidence`,
      /^Unknown evidence/,
    ],
  ],
  schemas: [
    [
      'final values that are no list',
      'x-final: [Poem]',
      'x-final: Poem',
      'components.schemas.Genre.x-final',
      /needs a list of text/,
    ],
    [
      'other names that are no list',
      'x-aliases: [added]',
      'x-aliases: added',
      'components.schemas.Book.properties.addedAt.x-aliases',
      /needs a list of text/,
    ],
    [
      'a final value that is no member',
      'x-final: [Poem]',
      'x-final: [Poetry]',
      'components.schemas.Genre.x-final.0',
      /Allowed: Novel, Poem\./,
    ],
    [
      'a member twice',
      'enum: [Novel, Poem]',
      'enum: [Novel, Poem, Novel]',
      'components.schemas.Genre.enum.2',
      'Novel is listed twice.',
    ],
    [
      'another name of a value that is not final',
      'x-final: [Poem]',
      'x-final: [Poem]\n      x-enum-aliases: { Novell: Novel }',
      'components.schemas.Genre.x-enum-aliases.Novell',
      'Unknown final value "Novel". Allowed: Poem.',
    ],
    [
      'another name of a value that is a member itself',
      'x-final: [Poem]',
      'x-final: [Poem]\n      x-enum-aliases: { Novel: Poem }',
      'components.schemas.Genre.x-enum-aliases.Novel',
      /is a member itself/,
    ],
    [
      'other names of values that are no mapping',
      'x-final: [Poem]',
      'x-final: [Poem]\n      x-enum-aliases: [Poem]',
      'components.schemas.Genre.x-enum-aliases',
      /needs a mapping/,
    ],
    [
      'an example that does not fit its property',
      'name: { type: string }',
      'name: { type: string, maxLength: 2, example: Ann }',
      'components.schemas.Person.properties.name.example',
      /^The example of "name" does not fit it: /,
    ],
    [
      'x-personal that is neither true nor false',
      'name: { type: string }',
      'name: { type: string, x-personal: maybe }',
      'components.schemas.Person.properties.name.x-personal',
      /^x-personal is true where/,
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
      'a member of an enumeration that is no text',
      'enum: [Novel, Poem]',
      'enum: [Novel, Poem, 5]',
      'components.schemas.Genre.enum.2',
      /5 is no text, and would be left out\. Allowed: text,/,
    ],
    [
      'a member of an enumeration that YAML takes for something else',
      'enum: [Novel, Poem]',
      'enum: [Novel, Poem, null]',
      'components.schemas.Genre.enum.2',
      /null is no text/,
    ],
    [
      'two types',
      'isbn: { type: string,',
      'isbn: { type: [string, integer],',
      'components.schemas.Book.properties.isbn',
      /cannot be queried or generated\. Allowed: one of string, integer,/,
    ],
    [
      'a type that cannot be queried',
      'tags: { type: array, items: { type: string }',
      'tags: { type: array, items: { type: array }',
      'components.schemas.Book.properties.tags',
      /cannot be queried/,
    ],
  ],
});

const tooLong = `a${'b'.repeat(128)}`;

it.each<readonly [name: string, message: RegExp]>([
  ...['sub-title', 'odata.type', '@odata.id', '$kind', tooLong].map(
    (name) =>
      [
        name,
        /is no OData identifier.* Allowed: a letter or an underscore, then letters, digits and underscores/,
      ] as const,
  ),
  ...['and', 'or', 'not'].map((name) => [name, /is taken: .* Allowed: any name but and, or, not\./] as const),
  ['Genre', /"Genre" and "genre" differ in case only/],
])('a filterable property called %s is reported with its place', async (name, message) => {
  const text = libraryText
    .replace('\n        pages:', (rest) => `\n        '${name}': { type: string }${rest}`)
    .replace(
      '\n          pages:',
      (rest) => `\n          '${name}': { operators: text, evidence: observed, source: x }${rest}`,
    );
  const issues = await issuesOf(text);
  expect(issues.find(({ path }) => path === `${odata}.filterable.${name}`)?.message).toMatch(message);
});
