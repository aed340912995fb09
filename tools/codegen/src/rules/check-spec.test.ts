import { describe, expect, it } from 'vitest';
import { issuesOf, libraryRules, libraryText, libraryWith } from '../../test/library.ts';
import { loadSpec } from './load-spec.ts';

const lineOf = (passage: string): number => libraryText.slice(0, libraryText.indexOf(passage)).split('\n').length;

it('has nothing to say of a spec that keeps all rules', async () => {
  expect(await issuesOf(libraryText)).toEqual([]);
});

describe('where an issue is said to be', () => {
  it('is the line and column of the key', async () => {
    const [issue, ...others] = await issuesOf(libraryWith('          isbn: { op', '          isnb: { op'));
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ line: lineOf('isbn: { op'), column: 11 });
  });

  it('is the parent of a key that is missing', async () => {
    const [issue] = await issuesOf(libraryWith(', maximum: 50', ''));
    expect(issue).toMatchObject({ line: lineOf('name: $top'), path: 'paths./books.get.parameters.1.schema.maximum' });
  });

  it('is the place of the mistake where YAML itself is broken', async () => {
    const [issue] = await issuesOf(libraryWith('key: [isbn]', 'key: [isbn'));
    expect(issue?.line).toBe(lineOf('key: [isbn]') + 1);
    const [duplicate] = await issuesOf(libraryWith('openapi: 3.1.0', 'openapi: 3.1.0\nopenapi: 3.1.1'));
    expect(duplicate).toMatchObject({ line: 3, message: 'The mapping has the key already. Allowed: each key once.' });
  });

  it.each([
    [
      'a second document',
      'openapi: 3.1.0',
      'a: 1\n---\nopenapi: 3.1.0',
      3,
      /has two documents: .* Allowed: one document/,
    ],
    ['a tab', '        key: [isbn]', '\tkey: [isbn]', 23, /begins with a tab\. Allowed: blanks\.$/],
    ['an @ without quotes', 'summary: List books', 'summary: @List', 12, /cannot begin with this .* in quotes\.$/],
    ['a colon in a text', 'summary: List books', 'summary: List: books', 12, /has two keys.* in quotes, and keys/],
    ['an unknown escape', 'summary: List books', 'summary: "\\q"', 12, /backslash .* or single quotes\.$/],
    ['a tag', 'summary: List books', 'summary: !text List books', 12, /A tag such as !name means nothing here/],
    ['a quote that nothing closes', 'summary: List books', "summary: 'List", 12, /^Not valid YAML: .* Allowed: quotes/],
  ])('is told in words of the file, once: %s', async (_, before, after, line, message) => {
    const issues = await issuesOf(libraryWith(before, after));
    expect(issues).toMatchObject([{ line, path: '(document)', message: expect.stringMatching(message) }]);
    expect(issues[0]?.message).not.toMatch(/parseAllDocuments|implicit|compact/);
  });

  it('is the paths where nothing is listed, and what depends on lists says nothing', async () => {
    const issues = await issuesOf(libraryText.replace(/\npaths:\n[^]*\ncomponents:\n/, '\ncomponents:\n'));
    expect(issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^No operation lists an entity set, .* Allowed: a GET with x-odata/),
      expect.stringMatching(/^No answer uses the example "twoBooks"/),
      expect.stringMatching(/^No answer uses the example "noBook"/),
    ]);
  });

  it('has a choice where nothing is allowed', async () => {
    const [issue] = await issuesOf(libraryWith('required: [isbn, addedAt]', 'required: [isbn]'));
    expect(issue?.message).toMatch(/Allowed: a timestamp that is required and not null\.$/);
  });

  it.each([
    ['an alias of nothing', 'key: [isbn]', 'key: *keys', /no anchor "keys" before the alias/],
    ['an alias inside of what it names', 'key: [isbn]', 'key: &keys [*keys]', /stands inside of what it names/],
  ])('is the place of %s', async (_, before, after, message) => {
    const issues = await issuesOf(libraryWith(before, after));
    expect(issues).toMatchObject([{ line: lineOf('key: [isbn]'), message: expect.stringMatching(message) }]);
  });

  it('is the document where a merge has nothing to take', async () => {
    expect(await issuesOf(libraryWith('key: [isbn]', '<<: 5'))).toMatchObject([
      { path: '(document)', message: expect.stringMatching(/^Merge sources must be maps/) },
    ]);
  });

  it('is printed as file, line, column and path, every issue of one run', async () => {
    const text = libraryWith('operationId: getBook', 'operationId: listBooks').replace('key: [isbn]', 'key: [isn]');
    await expect(loadSpec(text, 'specs/library.yaml', libraryRules)).rejects.toMatchObject({
      code: 'spec-invalid',
      message: expect.stringMatching(
        /^The spec has 2 errors:\n\nspecs\/library\.yaml:23:15 {2}paths\.\/books\.get\.x-odata\.key\.0\n {4}Unknown property "isn"[^]*\nspecs\/library\.yaml:\d+:7 {2}paths\.\/books\/\{isbn\}\.get\.operationId\n {4}Duplicate/,
      ),
    });
  });

  it('is the start of a document that is no mapping', async () => {
    expect(await issuesOf('- 1')).toMatchObject([{ line: 1, column: 1, path: '(document)' }]);
    expect(await issuesOf('')).toMatchObject([{ line: 1, path: '(document)' }]);
  });
});
