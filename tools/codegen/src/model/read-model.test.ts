import { expect, it } from 'vitest';
import { libraryModel, libraryWith } from '../../test/library.ts';

it('reads the service', async () => {
  const { service } = await libraryModel();
  expect(service).toEqual({
    clouds: [
      { name: 'main', url: 'https://library.example', description: 'The library.' },
      { name: 'branch-1', url: 'https://branch.library.example', description: 'A branch.' },
    ],
    scope: 'https://library.example/.default',
    audiences: ['https://library.example', 'urn:library'],
  });
});

it('reads the operations', async () => {
  const { operations } = await libraryModel();
  const permissions = { application: ['Books.Read.All'], delegated: ['Books.Read'], role: 'Reader' };
  expect(operations).toEqual([
    {
      id: 'listBooks',
      summary: 'List books',
      description: 'Retrieves books.',
      kind: 'list',
      entitySet: 'Books',
      method: 'GET',
      path: '/books',
      pathParameters: [],
      parameters: [],
      queryOptions: ['$filter', '$top'],
      headers: [],
      statuses: [200],
      answer: 'collection',
      answerModel: 'BookCollection',
      permissions,
      rateLimits: [{ calls: 10, seconds: 1 }],
    },
    {
      id: 'getBook',
      summary: 'Get a book',
      description: '',
      kind: 'get',
      entitySet: 'Books',
      method: 'GET',
      path: '/books/{isbn}',
      pathParameters: ['isbn'],
      parameters: [{ name: 'isbn', description: 'The ISBN.', type: 'string', facets: {} }],
      queryOptions: [],
      headers: [],
      statuses: [200],
      answer: 'entity',
      answerModel: 'BookEntity',
      permissions,
      rateLimits: [],
    },
  ]);
});

it('takes the parameter of an operation for the one of its path, where both have it', async () => {
  const parameters =
    'parameters: [{ name: $top, in: query, schema: { type: integer, minimum: 0, maximum: 7 } }, { name: page, in: query, schema: { type: string } }]';
  const { operations, entitySets } = await libraryModel(libraryWith('  /books:\n', `  /books:\n    ${parameters}\n`));
  expect(operations[0]?.queryOptions).toEqual(['page', '$filter', '$top']);
  expect(entitySets[0]?.top).toEqual({ minimum: 1, maximum: 50 });
});

it('reads the entity set with types, nulls, enumerations and nested properties', async () => {
  const { entitySets } = await libraryModel();
  const [books, ...others] = entitySets;
  expect(others).toEqual([]);
  expect(books).toMatchObject({
    name: 'Books',
    constant: 'books',
    entityType: 'Book',
    key: ['isbn'],
    top: { minimum: 1, maximum: 50 },
  });
  expect(books).not.toHaveProperty('skip');
  const plain = { nullable: false, required: false };
  const order = ['eq', 'ge', 'lt'];
  expect(books?.properties).toEqual([
    {
      ...plain,
      name: 'isbn',
      description: 'The ISBN.',
      edm: 'Edm.String',
      required: true,
      facets: { minLength: 1 },
      filter: { group: 'text', operators: ['eq', 'ne', 'in', 'startswith'], evidence: 'documented', source: 'page 1' },
    },
    {
      ...plain,
      name: 'genre',
      description: 'What sort of book it is.',
      edm: 'Edm.String',
      enumeration: 'Genre',
      members: ['Novel', 'Poem'],
      open: true,
      finalValues: ['Poem'],
      filter: { group: 'choice', operators: ['eq', 'in'], evidence: 'documented', source: 'page 1' },
    },
    {
      ...plain,
      name: 'addedAt',
      description: 'When it came.',
      edm: 'Edm.DateTimeOffset',
      required: true,
      aliases: ['added'],
      filter: { group: 'order', operators: order, evidence: 'documented', source: 'page 2' },
    },
    {
      ...plain,
      name: 'pages',
      description: 'How long it is.',
      edm: 'Edm.Int32',
      nullable: true,
      filter: { group: 'order', operators: order, evidence: 'observed', source: 'observed' },
    },
    {
      ...plain,
      name: 'author',
      complexType: 'Person',
      description: 'Who wrote it.',
      edm: 'Edm.ComplexType',
      nullable: true,
      properties: [{ ...plain, name: 'name', description: '', edm: 'Edm.String', required: true }],
    },
    { ...plain, name: 'tags', description: 'Words.', edm: 'Collection(Edm.String)' },
  ]);
});

it('reads what may be selected: a list, all, or all but some', async () => {
  const all = ['isbn', 'genre', 'addedAt', 'pages', 'author', 'tags'];
  for (const [given, properties] of [
    ['[isbn, tags]', ['isbn', 'tags']],
    ['all', all],
    ['all, except: [genre, tags]', ['isbn', 'addedAt', 'pages', 'author']],
  ] as const) {
    const select = `select: { properties: ${given}, evidence: observed, source: observed }`;
    const parameter = '      parameters:\n        - { name: $select, in: query, schema: { type: string } }\n';
    const { entitySets } = await libraryModel(
      libraryWith('        filterable:\n', `        ${select}\n        filterable:\n`).replace(
        '      parameters:\n',
        parameter,
      ),
    );
    expect(entitySets[0]?.select).toEqual({ properties, evidence: 'observed' });
  }
});

it('reads each example once, with the schema and the status of its answer', async () => {
  const { examples } = await libraryModel();
  expect(examples.map(({ name, schema, status, summary }) => ({ name, schema, status, summary }))).toEqual([
    { name: 'twoBooks', schema: 'BookCollection', status: 200, summary: 'Two books (page 1)' },
    { name: 'noBook', schema: 'ErrorResponse', status: 404, summary: 'No such book (page 2)' },
  ]);
  expect(examples[1]?.value).toEqual({ error: { code: 'NotFound' } });
});
