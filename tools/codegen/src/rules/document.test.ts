import { describe, expect, it } from 'vitest';
import { issuesOf, libraryWith } from '../../test/library.ts';
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
      'a reference that is badly encoded',
      "schemas/Genre', d",
      "schemas/%E0%A4%A', d",
      'components.schemas.Book.properties.genre.$ref',
      /Unknown reference "%E0%A4%A"\./,
    ],
    [
      'a reference to another sort of thing',
      "schemas/Genre', d",
      "responses/NotFound', d",
      'components.schemas.Book.properties.genre.$ref',
      /of another sort .* Allowed: references that begin with "#\/components\/schemas\/"/,
    ],
    [
      'a schema whose values hold one another without end',
      '      required: [name]\n      properties:\n        name: { type: string }\n    BookC',
      "      required: [name, friend]\n      properties:\n        name: { type: string }\n        friend: { $ref: '#/components/schemas/Person' }\n    BookC",
      'components.schemas.Person.properties.friend.$ref',
      /^Every "Person" would hold another one, without end: .* Allowed: a property that is not required or may be null, or an array\.$/,
    ],
    [
      'a schema whose values hold one another by way of a list and of another schema',
      '      required: [name]\n      properties:\n        name: { type: string }\n    BookC',
      "      required: [name, books]\n      properties:\n        name: { type: string }\n        books: { type: array, minItems: 1, items: { allOf: [{ $ref: '#/components/schemas/Twin' }] } }\n    Twin: { oneOf: [{ $ref: '#/components/schemas/Person' }] }\n    BookC",
      'components.schemas.Person.properties.books.items.allOf.0.$ref',
      /^Every "Person" would hold another one, without end: "Twin" leads back to it/,
    ],
    [
      'schemas that are each other',
      '    Person:\n',
      "    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n    Person:\n",
      'components.schemas.A.$ref',
      /^Every "A" would hold another one/,
    ],
    [
      'a reference to another file',
      "'#/components/schemas/Genre', d",
      'other.yaml, d',
      'components.schemas.Book.properties.genre.$ref',
      /points outside this document/,
    ],
  ],
  schemas: [
    [
      'a keyword that is misspelt',
      'format: date-time',
      'fromat: date-time',
      'components.schemas.Book.properties.addedAt.fromat',
      /Unknown keyword of a schema "fromat"\. Did you mean "format"\?/,
    ],
    [
      'a keyword of OpenAPI 3.0',
      'name: { type: string }',
      'name: { type: string, nullable: true }',
      'components.schemas.Person.properties.name.nullable',
      /has no nullable\. Allowed: 'null' beside the type/,
    ],
    [
      'a required property that is misspelt',
      'required: [name]',
      'required: [nmae]',
      'components.schemas.Person.required.0',
      /Unknown required property "nmae"\. Did you mean "name"\?/,
    ],
    [
      'a property without a type, in another',
      'name: { type: string }',
      'name: { description: A name. }',
      'components.schemas.Person.properties.name',
      /has a type that cannot be queried or generated/,
    ],
    [
      'final values that nothing waits for',
      '      x-final: [Poem]\n',
      '    Mood: { type: string, enum: [Good, Bad], x-final: [Bad] }\n',
      'components.schemas.Mood.x-final',
      'No property of a listed entity type is a Mood, so that nothing waits for these values. Allowed: an enumeration that one of Book refers to.',
    ],
    [
      'two properties that say what is final',
      "pages: { type: [integer, 'null'], format: int32, description: How long it is. }",
      "mood: { $ref: '#/components/schemas/Genre' }\n        pages: { type: [integer, 'null'], format: int32 }",
      'components.schemas.Book.properties.mood',
      /^"genre" already says which rows of Book are final/,
    ],
    [
      'other names in what is no row',
      'name: { type: string }',
      'name: { type: string, x-aliases: [called] }',
      'components.schemas.Person.properties.name.x-aliases',
      'Other names are read in rows alone, and Person is no row of a list. Allowed: properties of Book.',
    ],
  ],
  servers: [
    [
      'no scope',
      '      x-scope: https://library.example/.default\n',
      '',
      'components.securitySchemes',
      /needs an x-scope/,
    ],
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
    [
      'a host twice',
      'url: https://branch.library.example,',
      'url: https://library.example,',
      'servers.1.url',
      'Duplicate url "https://library.example": each server needs its own.',
    ],
    [
      'an audience with a slash at its end',
      'value: https://library.example,',
      'value: https://library.example/,',
      'components.securitySchemes.entra.x-audiences.0.value',
      /text without a slash at its end/,
    ],
    [
      'an audience twice',
      "value: 'urn:library'",
      'value: https://library.example',
      'components.securitySchemes.entra.x-audiences.1.value',
      /is listed twice/,
    ],
    [
      'no audiences',
      "x-audiences: [{ value: https://library.example, x-source: documented }, { value: 'urn:library' }]",
      'x-audiences: []',
      'components.securitySchemes.entra.x-audiences',
      /needs a list of \{ value, x-source \}/,
    ],
    ['a name twice', 'x-cloud: branch-1', 'x-cloud: main', 'servers.1.x-cloud', /Duplicate x-cloud "main"/],
  ],
  sources: [
    [
      'an unknown one',
      'x-source: documented',
      'x-source: rumoured',
      'components.securitySchemes.entra.x-audiences.0.x-source',
      /^Unknown source "rumoured"\. Allowed: page 1, /,
    ],
    [
      'an unknown one in a list',
      'x-source: documented',
      'x-source: [documented, 7]',
      'components.securitySchemes.entra.x-audiences.0.x-source.1',
      /^Unknown source "7"/,
    ],
    [
      'none',
      'x-source: documented',
      'x-source: []',
      'components.securitySchemes.entra.x-audiences.0.x-source',
      /needs a source, or a list of them/,
    ],
    ...['A filter. Seed 000.', 'A filter (observed).', 'A filter. Observed.', 'A filter, by seeds 000 and 003.'].map(
      (words) =>
        [
          `the words "${words}" in a description`,
          'description: A filter.',
          `description: '${words}'`,
          'paths./books.get.parameters.0.description',
          /says where it is known from .* Allowed: x-source beside it\.$/,
        ] as const,
    ),
  ],
  extensions: [
    [
      'a misspelt one',
      'x-open-enum: true',
      'x-opn-enum: true',
      'components.schemas.Genre.x-opn-enum',
      /Did you mean "x-open-enum"\? Allowed: x-open-enum, x-ordered, x-final, x-enum-aliases, x-source\./,
    ],
    [
      'one that stands elsewhere',
      'summary: Get a book',
      'x-cloud: main',
      'paths./books/{isbn}.get.x-cloud',
      /Allowed: x-permissions, x-rate-limits, x-odata, x-action, x-source\./,
    ],
    [
      'one that an answer does not have',
      'description: No such book.',
      'description: No.\n      x-note: a',
      'components.responses.NotFound.x-note',
      /Allowed: x-source\./,
    ],
    [
      'one where none is read',
      'info: { title: Library,',
      'info: { x-note: a, title: Library,',
      'info.x-note',
      'Unknown extension of this place "x-note". None is allowed here.',
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
    [
      'a model whose name is taken',
      '    Person:\n',
      '    Error: { type: object }\n    Person:\n',
      'components.schemas.Error',
      /"Error" has another meaning in the generated code/,
    ],
    [
      'an example whose name is a word of the language',
      '    noBook:\n      summary',
      '    delete:\n      value: {}\n    noBook:\n      summary',
      'components.examples.delete',
      /"delete" has another meaning/,
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
      'one without a value',
      '      value: { error: { code: NotFound } }',
      '      externalValue: https://library.example/no-book.json',
      'components.examples.noBook',
      /The example "noBook" has no value.* Allowed: a value, or a \$ref/,
    ],
    [
      'one of an answer without a status of its own',
      "'404': { $ref: '#/components/responses/NotFound' }\n  /books/{isbn}",
      "default: { $ref: '#/components/responses/NotFound' }\n  /books/{isbn}",
      'paths./books.get.responses.default',
      /Allowed: a status of three digits/,
    ],
    [
      'an empty one',
      "noBook: { $ref: '#/components/examples/noBook' }",
      'noBook: {}',
      'components.responses.NotFound.content.application/json.examples.noBook',
      /The example "noBook" has no value/,
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

describe('a property that every object inherits is refused', () => {
  it.each(Object.getOwnPropertyNames(Object.prototype))('%s', async (name) => {
    const issues = await issuesOf(libraryWith('tags: { type', `${name}: { type`));
    expect(issues).toContainEqual(
      expect.objectContaining({
        path: `components.schemas.Book.properties.${name}`,
        message: expect.stringContaining('every object inherits one'),
      }),
    );
  });
});
