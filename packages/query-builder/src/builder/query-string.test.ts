import * as fc from 'fast-check';
import odataQuery from 'odata-query';
import { expect, test } from 'vitest';
import { jobs } from '../../test/example-set.ts';
import { from } from '../index.ts';

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
        let query = from(jobs);
        if (filter !== undefined) query = query.filter((job) => job.id.eq(filter));
        if (top !== undefined) query = query.top(top);
        if (skip !== undefined) query = query.skip(skip);
        const encoded = encodeURIComponent(query.toParams().$filter ?? '');
        const theirs = buildQuery({
          ...(filter !== undefined && { filter: encoded }),
          ...(top !== undefined && { top }),
          ...(skip !== undefined && { skip }),
        });
        expect(query.toString()).toBe(theirs.slice(1));
      },
    ),
  );
});

test('writes a space as %20 and a plus as %2B, since a plus is no space in OData', () => {
  const query = from(jobs).filter((job) => job.createdAt.gt('2019-11-22T00:00:00+02:00'));
  expect(query.toString()).toBe('$filter=createdAt%20gt%202019-11-22T00%3A00%3A00%2B02%3A00');
});
