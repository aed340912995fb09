import type { EntityType } from '@defender-odata/query-builder';
import { parseFilter, printFilter } from '@defender-odata/query-builder/parse';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldNames } from './fold-names.ts';

const type: EntityType = {
  name: 'Thing',
  key: ['id'],
  properties: {
    id: { type: 'Edm.String' },
    status: { type: 'Edm.String' },
    createdAt: { type: 'Edm.DateTimeOffset' },
    twice: { type: 'Edm.String' },
    TWICE: { type: 'Edm.String' },
    tags: { type: 'Collection(Edm.String)' },
    file: { type: 'Edm.ComplexType', properties: { hash: { type: 'Edm.String' }, hashKind: { type: 'Edm.String' } } },
    parts: {
      type: 'Collection(Edm.ComplexType)',
      properties: {
        name: { type: 'Edm.String' },
        status: { type: 'Edm.Int32' },
        file: { type: 'Edm.ComplexType', properties: { size: { type: 'Edm.Int32' } } },
      },
    },
  },
};
// A name that every object inherits.
Object.assign(type.properties, { constructor: { type: 'Edm.String' } });
const folded = (text: string): string => printFilter(foldNames(parseFilter(text), type));

const inAnyCase = (name: string) =>
  fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map((upper) =>
      [...name].map((char, index) => (upper[index] === true ? char.toUpperCase() : char.toLowerCase())).join(''),
    );

describe('foldNames', () => {
  it.each([
    ["Status eq 'Failed'", "status eq 'Failed'"],
    [
      "STATUS in ('Failed','x') and not (CreatedAt ge 2026-01-01T00:00:00Z)",
      "status in ('Failed','x') and not (createdAt ge 2026-01-01T00:00:00Z)",
    ],
    ["contains(ToLower(Id),'Status')", "contains(tolower(id),'Status')"],
    ["File/Hash eq 'Hash'", "file/hash eq 'Hash'"],
    ["$it/Status eq 'a'", "$it/status eq 'a'"],
    ["Tags/any(Status: Status eq 'a')", "tags/any(Status: Status eq 'a')"],
    [
      "Parts/all(p: p/Name eq 'a' and p/File/Size gt 1 and $it/STATUS eq 'x')",
      "parts/all(p: p/name eq 'a' and p/file/size gt 1 and $it/status eq 'x')",
    ],
    ['Parts/any(Status: Status/Status eq 1)', 'parts/any(Status: Status/status eq 1)'],
    ['TAGS/any()', 'tags/any()'],
    ["Constructor eq 'a'", "constructor eq 'a'"],
  ])('spells the names of %s as the type does', (text, wanted) => {
    expect(folded(text)).toBe(printFilter(parseFilter(wanted)));
  });

  it.each([
    "Twice eq 'a'",
    "tWICE eq 'a'",
    "Stat eq 'a'",
    "ToString eq 'a'",
    "HasOwnProperty eq 'a'",
    "status/Failed eq 'a'",
    "Hash eq 'a'",
  ])('leaves %s alone, which fits none or more than one', (text) => {
    const filter = parseFilter(text);
    expect(foldNames(filter, type)).toBe(filter);
  });

  it('gives back the same tree where every name is as the type has it, and changes no literal', () => {
    const filter = parseFilter(
      "status eq 'Status' and (twice eq 'TWICE' or TWICE eq 'x') and parts/any(p: p/name eq 'Name')",
    );
    expect(foldNames(filter, type)).toBe(filter);
  });

  it('takes any case of any name, and is done after once', () => {
    fc.assert(
      fc.property(inAnyCase('status'), inAnyCase('file'), inAnyCase('hashkind'), (status, file, kind) => {
        const once = foldNames(parseFilter(`${status} eq 'a' and ${file}/${kind} ne 'b'`), type);
        expect(printFilter(once)).toBe("status eq 'a' and file/hashKind ne 'b'");
        expect(foldNames(once, type)).toBe(once);
      }),
      { seed: 3 },
    );
  });
});
