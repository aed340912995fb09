import * as fc from 'fast-check';
import odataQuery from 'odata-query';
import { expect, test } from 'vitest';
import { assemble } from './assemble.ts';

// odata-query's declarations describe its CommonJS build: there the function is the property `default` of what is imported here.
const buildQuery = odataQuery as unknown as typeof odataQuery.default;

test('assembles what odata-query assembles from the same encoded filter', () => {
  const number = fc.option(fc.nat(10_000), { nil: undefined });
  fc.assert(
    fc.property(
      fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { nil: undefined }),
      number,
      number,
      (filter, top, skip) => {
        const ours = assemble({
          ...(filter !== undefined && { $filter: filter }),
          ...(top !== undefined && { $top: top }),
          ...(skip !== undefined && { $skip: skip }),
        });
        const theirs = buildQuery({
          ...(filter !== undefined && { filter: encodeURIComponent(filter) }),
          ...(top !== undefined && { top }),
          ...(skip !== undefined && { skip }),
        });
        expect(ours).toBe(theirs.slice(1));
      },
    ),
  );
});

test('writes a space as %20 and a plus as %2B, since a plus is no space in OData', () => {
  expect(assemble({ $filter: 'a gt 2019-11-22T00:00:00+02:00' })).toBe(
    '$filter=a%20gt%202019-11-22T00%3A00%3A00%2B02%3A00',
  );
});
