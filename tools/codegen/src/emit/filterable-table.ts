import type { EntitySetModel, NamesModel, OperationModel, PropertyModel, RangeModel } from '../model/model.ts';

/** The cell's text: on one line, and unable to end the cell. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function typeName({ edm, nullable, itemNames, ...property }: PropertyModel): string {
  const { members, open } = itemNames ?? property;
  const names = members && `${itemNames ? 'each ' : ''}one of the known names${open ? ', or another' : ''}`;
  return [edm, names, nullable && 'or null'].filter(Boolean).join(', ');
}

const propertyRow = (property: PropertyModel): readonly string[] => {
  const { name, description, deprecated, filter } = property;
  const meaning = [...(deprecated === undefined ? [] : [`Deprecated. ${deprecated}`]), description].join(' ');
  const operators = filter?.operators.map((operator) => `\`${operator}\``).join(' ') ?? '';
  const sources = [...new Set([...(filter ? [filter.source] : []), ...(property.sources ?? [])])];
  return [`\`${name}\``, typeName(property), operators, filter?.evidence ?? '', sources.join(', '), meaning];
};

const rangeRow = (option: string, { minimum, maximum }: RangeModel): readonly string[] => [
  `\`${option}\``,
  `a whole number from ${minimum.toLocaleString('en')}${maximum === undefined ? '' : ` to ${maximum.toLocaleString('en')}`}`,
];

const names = (properties: readonly string[]): string => properties.map((name) => `\`${name}\``).join(', ');

/** What a list of names takes: those, or all but some, whichever is shorter. */
function namesOf(given: NamesModel, all: readonly string[]): string {
  const others = all.filter((name) => !given.properties.includes(name));
  if (others.length === 0) return 'every property';
  return others.length < given.properties.length ? `every property but ${names(others)}` : names(given.properties);
}

/** The options that are offered, what they take, and how that is known. */
function optionRows({ properties, top, skip, orderBy, count, select }: EntitySetModel): readonly (readonly string[])[] {
  const all = properties.map(({ name }) => name);
  return [
    ...(top ? [[...rangeRow('$top', top), '']] : []),
    ...(skip ? [[...rangeRow('$skip', skip), '']] : []),
    ...(orderBy
      ? [['`$orderby`', `one or more of ${namesOf(orderBy, all)}, each with \`asc\` or \`desc\``, orderBy.evidence]]
      : []),
    ...(count ? [['`$count`', '`true`', count.evidence]] : []),
    ...(select ? [['`$select`', `one or more of ${namesOf(select, all)}`, select.evidence]] : []),
  ];
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const section = (set: EntitySetModel, operations: readonly OperationModel[]): string => {
  const { name, properties } = set;
  const filterable = properties.filter(({ filter }) => filter);
  const others = properties.filter(({ filter }) => !filter).map((property) => `\`${property.name}\``);
  const options = optionRows(set);
  const under = operations.filter((operation) => operation.under && operation.entitySet === name);
  return [
    `## ${name}`,
    ...(filterable.length > 0
      ? [
          table(['Property', 'Type', 'Operators', 'Evidence', 'Source', 'Meaning'], filterable.map(propertyRow)),
          'A property or an option whose evidence is _observed_ needs `withObserved()`. `and`, `or`, `not` and parentheses are always allowed.',
        ]
      : ['The list takes no filter.']),
    ...(others.length > 0 ? [`May not be filtered: ${others.join(', ')}.`] : []),
    ...(options.length > 0 ? [table(['Option', 'Value', 'Evidence'], options)] : []),
    ...under.map(
      ({ path, under: { entitySet = '', by = '' } = {} }) =>
        `Those of one of ${entitySet}, by \`${by}\`, are listed at \`${path}\`, and queried in the same way.`,
    ),
  ].join('\n\n');
};

/** The table of what may be filtered, for the documentation. */
export function filterableTable(
  entitySets: readonly EntitySetModel[],
  sources: Readonly<Record<string, string>> = {},
  operations: readonly OperationModel[] = [],
): string {
  const legend = Object.entries(sources).map(([name, meaning]) => `- _${name}_: ${meaning}`);
  const parts = [
    '# What may be queried',
    ...entitySets.map((set) => section(set, operations)),
    ...(legend.length > 0 ? ['## Sources', legend.join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}
