import { entityTypes } from '../model/operations.ts';
import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { list, record, shown, texts } from '../spec/value.ts';
import { entityProperties } from './entity-properties.ts';
import { type Rule, unknownName } from './rule.ts';
import { walk } from './walk.ts';

type Schema = Readonly<Record<string, unknown>>;

const isTextList = (value: unknown): boolean => list(value).length > 0 && texts(value).length === list(value).length;

function valueIssues(spec: Spec, at: Path, schema: Schema): readonly SpecIssue[] {
  const members = texts(schema['enum']);
  const names = list(schema['x-final']);
  const mayBeNull = list(schema['type']).includes('null');
  return [
    ...['x-final', 'x-aliases']
      .filter((key) => key in schema && !isTextList(schema[key]))
      .map((key) => spec.issue([...at, key], `${key} needs a list of text, with at least one.`)),
    ...aliasesOfMembers(spec, at, schema),
    ...list(schema['enum']).flatMap((member, index) =>
      list(schema['enum']).indexOf(member) < index
        ? [spec.issue([...at, 'enum', index], `${shown(member)} is listed twice.`)]
        : [],
    ),
    ...('x-personal' in schema && typeof schema['x-personal'] !== 'boolean'
      ? [
          spec.issue(
            [...at, 'x-personal'],
            'x-personal is true where the value names a person or what is theirs, false where its text is known to name nobody, or absent.',
          ),
        ]
      : []),
    ...list(schema['enum']).flatMap((member, index) =>
      typeof member === 'string' || (member === null && mayBeNull)
        ? []
        : [
            spec.issue(
              [...at, 'enum', index],
              `${shown(member)} is no text, and would be left out. Allowed: text, in quotes where YAML takes it for something else; null where the type has 'null'.`,
            ),
          ],
    ),
    ...('x-open-enum' in schema && members.length === 0
      ? [spec.issue([...at, 'x-open-enum'], 'x-open-enum needs an enum of text beside it: the names that are known.')]
      : []),
    ...['x-open-enum', 'x-ordered']
      .filter((key) => key in schema && schema[key] !== true)
      .map((key) => spec.issue([...at, key], `${key} is true or absent.`)),
    ...('x-ordered' in schema && members.length < 2
      ? [spec.issue([...at, 'x-ordered'], 'x-ordered needs an enum of text beside it: the order in which they come.')]
      : []),
    ...names
      .filter((name) => !members.includes(String(name)))
      .map((name) =>
        spec.issue([...at, 'x-final', names.indexOf(name)], unknownName('final value', shown(name), members)),
      ),
  ];
}

/** Other names of final values: only a wait reads them. */
function aliasesOfMembers(spec: Spec, at: Path, schema: Schema): readonly SpecIssue[] {
  const value = schema['x-enum-aliases'];
  if (value === undefined) return [];
  const place = [...at, 'x-enum-aliases'];
  const finals = texts(schema['x-final']);
  if (Object.keys(record(value)).length === 0)
    return [
      spec.issue(place, 'x-enum-aliases needs a mapping of other names to members, such as { Canceled: Cancelled }.'),
    ];
  return Object.entries(record(value)).flatMap(([name, member]) => [
    ...(texts(schema['enum']).includes(name)
      ? [spec.issue([...place, name], `"${name}" is a member itself, and no other name of one.`)]
      : []),
    ...(finals.includes(shown(member))
      ? []
      : [spec.issue([...place, name], unknownName('final value', shown(member), finals))]),
  ]);
}

/** Whatever an object says it always has stands among its properties; otherwise the property that was meant would be optional. */
function requiredIssues(spec: Spec, at: Path, schema: Schema): readonly SpecIssue[] {
  const properties = Object.keys(record(schema['properties']));
  return properties.length === 0
    ? []
    : list(schema['required']).flatMap((name, index) =>
        properties.includes(String(name))
          ? []
          : [spec.issue([...at, 'required', index], unknownName('required property', shown(name), properties))],
      );
}

function aliasIssues(spec: Spec, name: string): readonly SpecIssue[] {
  const schema = record(record(record(spec.root['components'])['schemas'])[name]);
  const properties = entityProperties(spec, name);
  const seen = new Map<string, string>();
  return Object.entries(record(schema['properties'])).flatMap(([property, value]) => {
    const at: Path = ['components', 'schemas', name, 'properties', property, 'x-aliases'];
    return list(record(value)['x-aliases']).flatMap((alias, index): readonly SpecIssue[] => {
      const other = properties.has(String(alias)) ? String(alias) : seen.get(String(alias));
      seen.set(String(alias), property);
      return other === undefined
        ? []
        : [spec.issue([...at, index], `"${String(alias)}" is taken: it already names "${other}".`)];
    });
  });
}

/** A row has one status at most, and what a schema says of values and names is read where an entity type has it. */
function rowIssues(spec: Spec): readonly SpecIssue[] {
  const names = [...entityTypes(spec)];
  // Without any list nothing is generated, and that is said once.
  if (names.length === 0) return [];
  const types = names.map((name) => [name, [...entityProperties(spec, name).values()]] as const);
  const schemas = Object.entries(record(record(spec.root['components'])['schemas']));
  const twice = types.flatMap(([name, properties]) => {
    const [first, ...others] = properties.filter(({ finalValues }) => finalValues);
    return others.map((other) =>
      spec.issue(
        ['components', 'schemas', name, 'properties', other.name],
        `"${first?.name ?? ''}" already says which rows of ${name} are final, and a wait looks at one property. Allowed: x-final on the enumeration of one of them.`,
      ),
    );
  });
  const read = new Set(types.flatMap(([, properties]) => properties.map(({ enumeration }) => enumeration)));
  const unread = schemas.filter(([name, schema]) => 'x-final' in record(schema) && !read.has(name));
  const unnamed = schemas.filter(([name]) => !types.some(([entityType]) => entityType === name));
  return [
    ...twice,
    ...unread.map(([name]) =>
      spec.issue(
        ['components', 'schemas', name, 'x-final'],
        `No property of a listed entity type is a ${name}, so that nothing waits for these values. Allowed: an enumeration that one of ${names.join(', ')} refers to.`,
      ),
    ),
    ...unnamed.flatMap(([name, schema]) =>
      Object.entries(record(record(schema)['properties']))
        .filter(([, property]) => 'x-aliases' in record(property))
        .map(([property]) =>
          spec.issue(
            ['components', 'schemas', name, 'properties', property, 'x-aliases'],
            `Other names are read in rows alone, and ${name} is no row of a list. Allowed: properties of ${names.join(', ')}.`,
          ),
        ),
    ),
  ];
}

/** What the schemas say beyond JSON Schema holds together. */
export const schemasRule: Rule = (spec) => {
  const schemas = record(record(spec.root['components'])['schemas']);
  const enums = walk(schemas, ['components', 'schemas']).filter(([path]) => path.at(-1) !== 'properties');
  return [
    ...enums.flatMap(([at, schema]) => [...valueIssues(spec, at, schema), ...requiredIssues(spec, at, schema)]),
    ...Object.keys(schemas).flatMap((name) => aliasIssues(spec, name)),
    ...rowIssues(spec),
  ];
};
