/**
 * The TypeScript type of what JSON holds of a primitive type; of those that are missing here it is text. Each place that is more exact, or
 * takes more, says so beside it.
 */
export const primitiveTypes = {
  'Edm.Boolean': 'boolean',
  'Edm.Int16': 'number',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
  'Edm.Single': 'number',
  'Edm.Double': 'number',
  'Edm.Decimal': 'number',
} as const;
