import { expect, it } from 'vitest';
import { machines } from '@defender-odata/client';
import { createRandom } from '../support/random.ts';
import { checkValue } from './check-value.ts';
import { makeRow } from './make-row.ts';

const tags = { type: 'array', minItems: 2, items: { type: 'string', enum: ['A', 'B'] } } as const;

it('a made-up list has as many items as its schema says, and one that has fewer is refused', () => {
  const schema = { type: 'object', properties: { tags } };
  const definition = { ...machines, name: 'x', entitySet: machines, entityType: 'X', key: 'id', examples: [], schema };
  const rows = Array.from({ length: 20 }, (_, index) =>
    makeRow({ ...definition, operations: { list: 'listX' } }, {}, { random: createRandom(index), at: 0, index }),
  );
  for (const row of rows) expect(checkValue(row['tags'], tags, 'tags')).toBeUndefined();
  expect(checkValue(['A'], tags, 'tags')).toMatchObject({ wanted: 'a list of at least 2' });
  expect(checkValue(['A', 'C'], tags, 'tags')).toMatchObject({ path: 'tags[1]', wanted: 'one of A, B' });
});
