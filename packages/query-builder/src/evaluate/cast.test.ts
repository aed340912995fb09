import { describe, expect, test } from 'vitest';
import type { EntityType } from '../edm/entity-type.ts';
import { compileFilter } from './index.ts';

const type: EntityType = {
  name: 'Product',
  key: ['id'],
  properties: {
    id: { type: 'Edm.Int32' },
    big: { type: 'Edm.Int64' },
    price: { type: 'Edm.Decimal' },
    s: { type: 'Edm.String', nullable: true },
    g: { type: 'Edm.Guid' },
    t: { type: 'Edm.DateTimeOffset' },
    on: { type: 'Edm.Date' },
    open: { type: 'Edm.Boolean' },
    color: { type: 'Edm.EnumType', typeName: 'Sales.Color', members: { Red: 1, Blue: 2, Green: 300 } },
    flags: {
      type: 'Edm.EnumType',
      typeName: 'Sales.Pattern',
      isFlags: true,
      members: { None: 0, Plain: 1, Solid: 2, Striped: 4, SolidStriped: 6, High: 8 },
    },
    address: { type: 'Edm.ComplexType', typeName: 'Sales.Address', properties: { city: { type: 'Edm.String' } } },
    numbers: { type: 'Collection(Edm.Int32)' },
    words: { type: 'Collection(Edm.String)', nullable: true },
  },
};

const row = {
  id: 3,
  big: '9007199254740993',
  price: 2.5,
  s: 'true',
  g: '01234567-89AB-cdef-0123-456789abcdef',
  t: '2019-11-22T09:20:30Z',
  on: '2019-11-22',
  open: true,
  color: 'Blue',
  flags: 'Plain,Striped',
  address: { city: 'Bern' },
  numbers: [1, 2, 300],
  words: ['1', '2'],
};

const holds = (filter: string, changes: object = {}): boolean => compileFilter(filter, type)({ ...row, ...changes });

// OData 4.01 URL Conventions, section 5.1.1.10.1, rule by rule.
describe('cast', () => {
  test.each([
    // 1: null can be cast to any type.
    'cast(null,Edm.Int32) eq null',
    'cast(s,Edm.Guid) eq null',
    // 2: primitive types to Edm.String, as in payloads; an enumeration by the names of its members (JSON Format, 7.1).
    "cast(id,Edm.String) eq '3'",
    "cast(big,Edm.String) eq '9007199254740993'",
    "cast(price,Edm.String) eq '2.5'",
    "cast(g,Edm.String) eq '01234567-89ab-cdef-0123-456789abcdef'",
    "cast(t,Edm.String) eq '2019-11-22T09:20:30Z'",
    "cast(open,Edm.String) eq 'true'",
    "cast(color,Edm.String) eq 'Blue'",
    "cast(flags,Edm.String) eq 'Plain,Striped'",
    // 3: Edm.String to a type that the text is a literal of.
    'cast(s,Edm.Boolean)',
    "cast('TRUE',Edm.Boolean)",
    "cast('false',Edm.Boolean) eq false",
    "cast('yes',Edm.Boolean) eq null",
    "cast('7',Edm.Byte) eq 7",
    "cast('256',Edm.Byte) eq null",
    "cast('7.5',Edm.Int32) eq null",
    "cast('7.5',Edm.Decimal) eq 7.5",
    "cast('seven',Edm.Decimal) eq null",
    "cast('INF',Edm.Double) eq INF",
    "cast('2019-02-29',Edm.Date) eq null",
    "cast('2019-11-22',Edm.Date) eq on",
    "cast('01234567-89ab-CDEF-0123-456789abcdef',Edm.Guid) eq g",
    "cast('01234567',Edm.Guid) eq null",
    "cast('*',Edm.Binary) eq null",
    "cast('PT1H',Edm.Duration) eq duration'PT60M'",
    // 4: numbers to each other with rounding; null where the integer part does not fit.
    'cast(price,Edm.Int32) eq 3',
    'cast(-2.5,Edm.Int32) eq -3',
    'cast(big,Edm.Int32) eq null',
    'cast(300,Edm.Byte) eq null',
    'cast(INF,Edm.Int32) eq null',
    // 7: structured types to their own type.
    'cast(address,Sales.Address) eq {"city":"Bern"}',
    'cast(address,Sales.Other) eq null',
    // 8: collections item by item.
    'cast(words,Collection(Edm.Int32)) eq [1,2]',
    'cast(numbers,Collection(Edm.String)) eq ["1","2","300"]',
    'cast(numbers,Collection(Edm.Byte)) eq null',
    // 9: an enumeration to a whole number by its value.
    'cast(color,Edm.Int32) eq 2',
    'cast(flags,Edm.Int32) eq 5',
    // 10: a whole number to an enumeration by the values of its members.
    "cast(1,Sales.Color) eq Sales.Color'Red'",
    'cast(2,Sales.Color) eq color',
    'cast(3,Sales.Color) eq null',
    "cast(300,Color) eq 'Green'",
    'cast(5,Sales.Pattern) eq flags',
    'cast(big,Sales.Pattern) eq null',
    "cast('Blue',Sales.Color) eq color",
    "cast('Plain,Striped',Sales.Pattern) eq flags",
    "cast('Plain, Striped',Sales.Pattern) eq flags",
    "cast('Purple',Sales.Color) eq null",
    "cast('Red,Blue',Sales.Color) eq null",
    'cast(flags,Sales.Pattern) eq flags',
    "cast(flags,Sales.Pattern) has 'Plain'",
    // 11: text of a date and time without a zone is in UTC.
    "cast('2019-11-22T09:20:30',Edm.DateTimeOffset) eq t",
    "cast('2019-11-22T09:20:30Z',Edm.DateTimeOffset) eq t",
  ])('%s', (filter) => {
    expect(holds(filter)).toBe(true);
  });

  test.each([
    'cast(id,Edm.Guid)',
    'cast(t,Edm.Int32)',
    'cast($it,Edm.String)',
    'cast(Edm.String)',
    'cast(address,Edm.String)',
    'cast(open,Edm.Int32)',
    'cast(id,Edm.Boolean)',
    'cast(on,Edm.DateTimeOffset)',
    'cast(price,Sales.Color)',
    'cast(open,Sales.Color)',
    'cast(address,Sales.Color)',
    'cast(color,Sales.Pattern)',
    'cast(id,Sales.Address)',
    'cast(id,Model.Product)',
    'cast(words,Edm.String)',
    'cast(id,Collection(Edm.Int32))',
    'cast({"a":1},Edm.String)',
  ])('%s fails, and a cast that fails is null', (cast) => {
    expect(holds(`${cast} eq null`)).toBe(true);
    expect(holds(`${cast} ne null`)).toBe(false);
  });

  test('a Byte holds a member of up to 255', () => {
    expect(holds('cast(color,Edm.Byte) eq 2')).toBe(true);
    expect(holds('cast(color,Edm.Byte) eq null', { color: 'Green' })).toBe(true);
  });

  test('an item that is null stays null, and one that cannot be cast fails the whole', () => {
    expect(holds('cast(words,Collection(Edm.Int32)) eq [1,null]', { words: ['1', null] })).toBe(true);
    expect(holds('cast(words,Collection(Edm.Int32)) eq null', { words: ['1', 'one'] })).toBe(true);
  });

  test.each([
    [0, 'None'],
    [2, 'Solid'],
    ['Solid,Plain', 'Plain,Solid'],
    [6, 'SolidStriped'],
    [7, 'Plain,SolidStriped'],
    [15, 'Plain,SolidStriped,High'],
    [16, '16'],
    [17, '17'],
    [-1, '-1'],
    ['Unknown', 'Unknown'],
  ])('flags %s as text: %s', (flags, text) => {
    expect(holds(`cast(flags,Edm.String) eq '${text}'`, { flags })).toBe(true);
  });

  test.each([
    ['cast(id,Edm.Strin)', /cannot be evaluated as Edm\.Strin/],
    ['cast(id,Edm.Stream)', /cannot be evaluated as Edm\.Stream/],
    ['cast(words,Collection(Sales.Address))', /cannot be evaluated/],
    ['cast(id,Sales.Colour)', /is a structured type/],
  ])('%s is refused: no such type can be told', (cast, words) => {
    expect(() => compileFilter(`${cast} eq null`, type)).toThrow(words);
  });
});

// OData 4.01 URL Conventions, section 5.1.1.10.2.
test.each([
  ['isof(color,Sales.Color)', true],
  ['isof(color,Sales.Pattern)', false],
  ['isof(id,Sales.Color)', false],
  ['isof(id,Edm.Byte)', true],
  ['isof(price,Edm.Int32)', false],
  ['isof(words,Collection(Edm.String))', true],
  ['isof(words,Collection(Edm.Int32))', false],
  ['isof(address,Sales.Address)', true],
  ['isof(id,Sales.Address)', false],
  ['isof(Model.Product)', true],
])('%s: %s', (filter, expected) => {
  expect(holds(filter)).toBe(expected);
});
