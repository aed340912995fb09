import { describe, expect, it } from 'vitest';
import { issuesOf, libraryRules, libraryText } from '../../test/library.ts';
import { libraryAnd } from '../../test/library-with.ts';
import { describeMistakes } from '../../test/mistakes.ts';
import { SpecError } from '../spec/issue.ts';
import { loadSpec } from './load-spec.ts';

const set = 'paths./books.get.x-odata.entitySet';
/** The small spec with its set called otherwise, in both places. */
const called = (name: string): string => libraryText.replaceAll('entitySet: Books', `entitySet: ${name}`);

describe('an entity set', () => {
  it.each([
    ['Class', /^"class", as the set is called in code, is a word of JavaScript\. Allowed: any other name\.$/],
    ['Constructor', /^"constructor", .* is what every object inherits/],
    ['ToString', /^"toString", .* is what every object inherits/],
    ['__proto__', /^"__proto__", .* is what every object inherits/],
  ])('is not called %s', async (name, message) => {
    const [issue] = await issuesOf(called(name));
    expect(issue).toMatchObject({ path: set, message: expect.stringMatching(message) });
  });

  it('is not called as something that stands beside it', async () => {
    const rules = { ...libraryRules, taken: ['clock'] };
    const issues = await loadSpec(called('Clock'), 'library.yaml', rules).then(
      () => [],
      (error: unknown) => (error instanceof SpecError ? error.issues : []),
    );
    expect(issues).toMatchObject([
      { path: set, message: expect.stringMatching(/has another meaning in the packages/) },
    ]);
    expect(await issuesOf(called('Clock'))).toEqual([]);
  });
});

const people = (entitySet: string, entityType: string): string =>
  libraryAnd(`
/people:
  get:
    operationId: listPeople
    summary: List people
    x-permissions: { application: [A], delegated: [D] }
    x-odata: { entitySet: ${entitySet}, entityType: ${entityType}, key: [isbn], operators: { text: [eq] }, filterable: { isbn: { operators: text, evidence: documented, source: x } } }
    parameters: [{ name: $filter, in: query, schema: { type: string } }]
    responses:
      '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/ShelfCollection' } } } }
`);

describe('two entity sets', () => {
  it('have names that differ in code', async () => {
    expect(await issuesOf(people('Shelves', 'Shelf'))).toEqual([]);
    const [issue] = await issuesOf(people('books', 'Shelf'));
    expect(issue).toMatchObject({
      path: 'paths./people.get.x-odata.entitySet',
      message:
        '"books" and "Books" would both be called books in code. Allowed: names that differ in more than their first letter.',
    });
  });

  it('hold two types', async () => {
    const [issue] = await issuesOf(people('OldBooks', 'Book'));
    expect(issue).toMatchObject({
      path: 'paths./people.get.x-odata.entityType',
      message: expect.stringMatching(
        /^Books holds Book already, .* Allowed: of a list under a row x-odata: \{ entitySet: Books, under/,
      ),
    });
  });
});

describeMistakes({
  'names in code': [
    ...['BookFields', 'BookTypes', 'BooksCollection', 'BookFilterObject'].map(
      (name) =>
        [
          `a schema called ${name}`,
          '    Person:\n',
          `    ${name}: { type: object }\n    Person:\n`,
          `components.schemas.${name}`,
          `"${name}" is what the generated code calls a type of Books. Allowed: any other name.`,
        ] as const,
    ),
    [
      'a cloud that every object inherits',
      'x-cloud: main',
      'x-cloud: constructor',
      'servers.0.x-cloud',
      /every object inherits one/,
    ],
    [
      'an operation that every object inherits',
      'operationId: getBook',
      'operationId: toString',
      'paths./books/{isbn}.get.operationId',
      /every object inherits one/,
    ],
    [
      'an example that every object inherits',
      '    noBook:\n',
      '    valueOf:\n      value: 1\n    noBook:\n',
      'components.examples.valueOf',
      /every object inherits one/,
    ],
  ],
});
