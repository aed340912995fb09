import { describe, expect, it } from 'vitest';
import { readSpec } from '../spec/spec.ts';
import { propertyEdmType, readProperty } from './property.ts';

const spec = readSpec('components: { schemas: { Text: { type: string } } }', 'a.yaml');

describe('the EDM type of a schema', () => {
  it.each([
    [{ type: 'string' }, 'Edm.String'],
    [{ type: 'string', format: 'uuid' }, 'Edm.Guid'],
    [{ type: 'string', format: 'date-time' }, 'Edm.DateTimeOffset'],
    [{ type: ['string', 'null'], format: 'date-time' }, 'Edm.DateTimeOffset'],
    [{ type: ['null', 'integer'] }, 'Edm.Int64'],
    [{ type: 'integer', format: 'int32' }, 'Edm.Int32'],
    [{ type: 'number' }, 'Edm.Double'],
    [{ type: 'number', format: 'decimal' }, 'Edm.Decimal'],
    [{ type: 'boolean' }, 'Edm.Boolean'],
    [{ type: 'object' }, 'Edm.ComplexType'],
    [{ $ref: '#/components/schemas/Text' }, 'Edm.String'],
    [{ oneOf: [{ $ref: '#/components/schemas/Text' }, { type: 'null' }] }, 'Edm.String'],
    [{ type: 'array', items: { type: 'object' } }, 'Collection(Edm.ComplexType)'],
    [{ type: 'array', items: { type: 'array', items: { type: 'string' } } }, undefined],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, undefined],
    [{}, undefined],
  ])('of %j is %s', (schema, edm) => {
    expect(propertyEdmType(spec, schema)).toBe(edm);
  });
});

describe('what is said beside a schema', () => {
  it.each<readonly [object, object]>([
    [{ 'x-source': 'documented' }, { sources: ['documented'] }],
    [{ 'x-source': ['documented', 'observed'] }, { sources: ['documented', 'observed'] }],
    [{ 'x-personal': true }, { personal: true }],
    [{ pattern: '^a', maxLength: 4 }, { facets: { pattern: '^a', maxLength: 4 } }],
    [{ example: 'abc' }, { example: 'abc' }],
    [{ 'x-personal': false }, { personal: false }],
    [{ enum: ['A', 'B'], 'x-final': ['B'] }, { finalValues: ['B'] }],
    [{ enum: ['A', 'B'], 'x-final': ['B'], 'x-enum-aliases': { Bee: 'B', Ay: 'A' } }, { finalValues: ['B', 'Bee'] }],
  ])('is read: %j gives %j', (schema, wanted) => {
    expect(readProperty(spec, 'p', { type: 'string', ...schema }, false)).toMatchObject(wanted);
  });
});

describe('null', () => {
  it.each([
    [{ type: 'string' }, false],
    [{ type: ['string', 'null'] }, true],
    [{ oneOf: [{ $ref: '#/components/schemas/Text' }, { type: 'null' }] }, true],
  ])('is a value of %j: %s', (schema, nullable) => {
    expect(readProperty(spec, 'p', schema, false).nullable).toBe(nullable);
  });
});
