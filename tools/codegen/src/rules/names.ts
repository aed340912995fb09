import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { list, record } from '../spec/value.ts';
import { reservedWords, takenTypes } from './reserved.ts';
import { type Rule } from './rule.ts';
import { walk } from './walk.ts';

const propertyName = /^@?[A-Za-z_$][\w$.@-]*$/;
const typeName = /^[A-Z][A-Za-z0-9]*$/;
const exampleName = /^[a-z][A-Za-z0-9]*$/;
const pathText = /^\/[\w/{}.()=,$-]*$/;
const plainText = /^[^'"\\`\p{Cc}]*$/u;

const quoted = (value: string): string => JSON.stringify(value);

function keysOf(spec: Spec, at: Path, value: unknown, pattern: RegExp, what: string): readonly SpecIssue[] {
  return Object.keys(record(value))
    .filter((name) => !pattern.test(name))
    .map((name) =>
      spec.issue([...at, name], `${quoted(name)} cannot be ${what} in the generated code. Allowed: ${pattern.source}`),
    );
}

/** Names that mean something else where they would be written. */
function takenNames(spec: Spec, section: string, taken: ReadonlySet<string>): readonly SpecIssue[] {
  return Object.keys(record(record(spec.root['components'])[section]))
    .filter((name) => taken.has(name))
    .map((name) =>
      spec.issue(
        ['components', section, name],
        `"${name}" has another meaning in the generated code. Allowed: any other name.`,
      ),
    );
}

/** What every object has: a property of that name would be read where a row has none, and its tables do not compile. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

const inheritedNames = (spec: Spec, at: Path, properties: unknown): readonly SpecIssue[] =>
  Object.keys(record(properties))
    .filter((name) => inherited.has(name))
    .map((name) =>
      spec.issue(
        [...at, name],
        `"${name}" cannot be the name of a property: every object inherits one. Allowed: any other name.`,
      ),
    );

/**
 * Nothing in the spec can leave the place where it is written in the generated code: names are names, and no text ends a comment
 * or a literal.
 */
export const namesRule: Rule = (spec) => {
  const components = record(spec.root['components']);
  return [
    ...keysOf(spec, ['paths'], spec.root['paths'], pathText, 'a path'),
    ...keysOf(spec, ['components', 'schemas'], components['schemas'], typeName, 'the name of a type'),
    ...keysOf(spec, ['components', 'examples'], components['examples'], exampleName, 'the name of an example'),
    ...takenNames(spec, 'schemas', takenTypes),
    ...takenNames(spec, 'examples', new Set([...reservedWords, 'fixtures'])),
    ...walk(spec.root).flatMap(([at, mapping]) => [
      ...(at.at(-1) === 'properties'
        ? [...keysOf(spec, at, mapping, propertyName, 'the name of a property'), ...inheritedNames(spec, at, mapping)]
        : []),
      ...(at.at(-2) === 'parameters' && typeof mapping['name'] === 'string' && !propertyName.test(mapping['name'])
        ? [
            spec.issue(
              [...at, 'name'],
              `${quoted(mapping['name'])} cannot be the name of a parameter in the generated code. Allowed: ${propertyName.source}`,
            ),
          ]
        : []),
      ...list(mapping['enum']).flatMap((member, index) =>
        typeof member === 'string' && !plainText.test(member)
          ? [
              spec.issue(
                [...at, 'enum', index],
                `${quoted(member)} has a quote, a backslash or a control character, which no member of an enum may have.`,
              ),
            ]
          : [],
      ),
      ...['summary', 'description'].flatMap((key) => {
        const words = mapping[key];
        return typeof words === 'string' && words.includes('*/')
          ? [spec.issue([...at, key], 'The text has "*/", which would end the comment that it is written into.')]
          : [];
      }),
    ]),
  ];
};
