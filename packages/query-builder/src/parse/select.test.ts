import { describe, expect, test } from 'vitest';
import { applyQuery } from '../evaluate/index.ts';
import { parseQuery } from './parse-query.ts';
import { parseSelect } from './select.ts';

describe('parseSelect', () => {
  test.each([
    ['id', ['id']],
    ['id,status, note', ['id', 'status', 'note']],
    ['address/city', ['address/city']],
    ['address/city/name,Model.Sub/size,id', ['address/city/name', 'Model.Sub/size', 'id']],
    ['address/city,address', ['address/city', 'address']],
    ['*,address/city', ['*', 'address/city']],
  ])('%s', (text, items) => {
    expect(parseSelect(text)).toEqual(items);
    expect(parseQuery(`$select=${text}`)).toEqual({ $select: text });
  });

  test.each([
    ['address/', 8],
    ['address//city', 8],
    ['/city', 0],
    ['address/*', 8],
    ['address/city/', 13],
    ['address/city,address/city', 13],
    ['id;status', 2],
  ])('%s is refused at %i', (text, position) => {
    expect(() => parseSelect(text)).toThrow(expect.objectContaining({ name: 'ODataSyntaxError', position }));
  });

  test('a path selects the property that it begins with', () => {
    const row = { id: 'a', address: { city: 'Bern' }, '@odata.etag': '1' };
    const properties = {
      id: { type: 'Edm.String' },
      address: { type: 'Edm.ComplexType', properties: { city: { type: 'Edm.String' } } },
    } as const;
    const { value } = applyQuery([row], { $select: 'address/city' }, { name: 'Row', key: ['id'], properties });
    expect(value).toEqual([{ address: { city: 'Bern' }, '@odata.etag': '1' }]);
  });
});
