import { describeMistakes } from '../../test/mistakes.ts';

describeMistakes({
  document: [
    ['another version', 'openapi: 3.1.0', 'openapi: 3.0.3', 'openapi', /must be OpenAPI 3\.1, not "3\.0\.3"/],
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
    ['no scope', ', x-scope: https://library.example/.default', '', 'components.securitySchemes', /needs an x-scope/],
    [
      'a scope that is no text',
      'x-scope: https://library.example/.default',
      'x-scope: 7',
      'components.securitySchemes.entra.x-scope',
      /x-scope is text/,
    ],
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
});
