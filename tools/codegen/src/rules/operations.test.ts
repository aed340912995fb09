import { describeMistakes } from '../../test/mistakes.ts';

const odata = 'paths./books.get.x-odata';

describeMistakes({
  operations: [
    [
      'no permissions',
      '      x-permissions: { application: [Books.Read.All], delegated: [Books.Read], role: Reader }\n',
      '',
      'paths./books/{isbn}.get.x-permissions',
      /needs x-permissions/,
    ],
    [
      'a role that is no text',
      'role: Reader\n',
      'role: [Reader]\n',
      'paths./books.get.x-permissions.role',
      /name of a role, or absent/,
    ],
    [
      'a rate limit with another key',
      'calls: 10,',
      'calls: 10, per: tenant,',
      'paths./books.get.x-rate-limits',
      /and nothing else/,
    ],
    [
      'a body',
      'operationId: getBook\n',
      'operationId: getBook\n      requestBody: { content: {} }\n',
      'paths./books/{isbn}.get.requestBody',
      /send no body/,
    ],
    [
      'a parameter in a header',
      'in: path, required: true',
      'in: header',
      'paths./books/{isbn}.get.parameters.0.in',
      /Allowed: path, query\./,
    ],
    [
      'a parameter of many values',
      'A filter., schema: { type: string }',
      'A filter., schema: { type: array }',
      'paths./books.get.parameters.0.schema.type',
      /Allowed: string, integer, number, boolean\./,
    ],
    [
      'a duplicate operationId',
      'operationId: getBook',
      'operationId: listBooks',
      'paths./books/{isbn}.get.operationId',
      'Duplicate operationId "listBooks": GET /books has it too. Each operation needs its own.',
    ],
    ['no operationId', 'operationId: getBook\n', '\n', 'paths./books/{isbn}.get.operationId', /needs an operationId/],
    [
      'an operationId that is no name',
      'operationId: getBook',
      'operationId: get book',
      'paths./books/{isbn}.get.operationId',
      /lower camel case/,
    ],
    [
      'a permission of an unknown sort',
      'delegated: [Books.Read]\n',
      'delgated: [Books.Read]\n',
      'paths./books.get.x-permissions.delgated',
      /Did you mean "delegated"/,
    ],
    [
      'no permission',
      'application: [Books.Read.All]\n',
      'application: []\n',
      'paths./books.get.x-permissions.application',
      /at least one permission/,
    ],
    ['a rate limit of nothing', 'calls: 10,', 'calls: 0,', 'paths./books.get.x-rate-limits', /a whole number from 1/],
    [
      'a path parameter that is not declared',
      '/books/{isbn}:',
      '/books/{isbn}/{page}:',
      'paths./books/{isbn}/{page}.get.parameters',
      /The path has \{page\}/,
    ],
  ],
  options: [
    [
      '$top without a maximum',
      ', maximum: 50',
      '',
      'paths./books.get.parameters.1.schema.maximum',
      /\$top needs a maximum/,
    ],
    [
      'a maximum below the minimum',
      'maximum: 50',
      'maximum: 0',
      'paths./books.get.parameters.1.schema.maximum',
      /not below its minimum/,
    ],
    [
      '$top without a minimum',
      'minimum: 1, ',
      '',
      'paths./books.get.parameters.1.schema.minimum',
      /\$top needs a minimum/,
    ],
    [
      'an option that the builder cannot write',
      'name: $top',
      'name: $tp',
      'paths./books.get.parameters.1.name',
      /Did you mean "\$top"\? Allowed: \$filter, \$top, \$skip\./,
    ],
    ['x-odata without $filter', 'name: $filter', 'name: filter', odata, /needs a parameter called \$filter/],
  ],
});
