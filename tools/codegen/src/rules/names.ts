import type { SpecIssue } from '../spec/issue.ts';
import type { Path, Spec } from '../spec/spec.ts';
import { list, record } from '../spec/value.ts';
import { reservedWords, takenTypes } from './reserved.ts';
import { type Rule } from './rule.ts';
import { walk } from './walk.ts';

/** How something may be called: as a pattern, and in words. */
interface Naming {
  readonly pattern: RegExp;
  readonly allowed: string;
}

const propertyName: Naming = {
  pattern: /^@?[A-Za-z_$][\w$.@-]*$/,
  allowed: 'a letter, _ or $, with @ before it or not, then letters, digits and _ $ . @ -',
};
const typeName: Naming = { pattern: /^[A-Z][A-Za-z0-9]*$/, allowed: 'a capital letter, then letters and digits' };
const exampleName: Naming = { pattern: /^[a-z][A-Za-z0-9]*$/, allowed: 'a small letter, then letters and digits' };
const pathText: Naming = {
  pattern: /^\/[\w/{}.()=,$-]*$/,
  allowed: 'a slash, then letters, digits and / _ { } . ( ) = , $ -',
};
const plainText = /^[^'"\\`\p{Cc}]*$/u;

const quoted = (value: string): string => JSON.stringify(value);

const badName = (name: string, what: string, { allowed }: Naming): string =>
  `${quoted(name)} cannot be ${what} in the generated code. Allowed: ${allowed}.`;

function keysOf(spec: Spec, at: Path, value: unknown, naming: Naming, what: string): readonly SpecIssue[] {
  return Object.keys(record(value))
    .filter((name) => !naming.pattern.test(name))
    .map((name) => spec.issue([...at, name], badName(name, what, naming)));
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
      ...(at.at(-2) === 'parameters' &&
      typeof mapping['name'] === 'string' &&
      !propertyName.pattern.test(mapping['name'])
        ? [spec.issue([...at, 'name'], badName(mapping['name'], 'the name of a parameter', propertyName))]
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
