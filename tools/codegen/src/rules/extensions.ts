import type { SpecIssue } from '../spec/issue.ts';
import type { Path } from '../spec/spec.ts';
import { type Rule, unknownName } from './rule.ts';
import { walk } from './walk.ts';

/** A sort of place in the document, and the extensions that it may have. */
interface Place {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly is: (path: Path) => boolean;
}

const isIn = (path: Path, ...parts: string[]): boolean => parts.every((part, index) => path[index] === part);

const places: readonly Place[] = [
  { name: 'a server', extensions: ['x-cloud', 'x-source'], is: (path) => isIn(path, 'servers') && path.length === 2 },
  {
    name: 'an operation',
    extensions: ['x-permissions', 'x-rate-limits', 'x-odata', 'x-action', 'x-deprecated', 'x-source'],
    is: (path) => isIn(path, 'paths') && path.length === 3,
  },
  {
    name: 'the components',
    extensions: ['x-permissions', 'x-rate-limits'],
    is: (path) => isIn(path, 'components') && path.length === 1,
  },
  {
    name: 'a security scheme',
    extensions: ['x-scope', 'x-audiences', 'x-source'],
    is: (path) => isIn(path, 'components', 'securitySchemes') && path.length === 3,
  },
  {
    name: 'a property',
    extensions: ['x-aliases', 'x-deprecated', 'x-open-enum', 'x-personal', 'x-source'],
    is: (path) => isIn(path, 'components', 'schemas') && path.at(-2) === 'properties',
  },
  {
    name: 'a schema',
    extensions: ['x-open-enum', 'x-ordered', 'x-final', 'x-enum-aliases', 'x-source'],
    is: (path) => isIn(path, 'components', 'schemas') && path.length === 3,
  },
  {
    name: 'an audience',
    extensions: ['x-source'],
    is: (path) => isIn(path, 'components', 'securitySchemes') && path[3] === 'x-audiences' && path.length === 5,
  },
  {
    name: 'one of the parameters',
    extensions: ['x-deprecated', 'x-source'],
    is: (path) => path.at(-2) === 'parameters',
  },
  ...['responses', 'headers', 'examples'].map((section) => ({
    name: `one of the ${section}`,
    extensions: ['x-source'],
    is: (path: Path) => path.at(-2) === section,
  })),
];

/** Every extension is one that the generator reads, and stands where it reads it: nothing is said in vain. */
export const extensionsRule: Rule = (spec) =>
  walk(spec.root).flatMap(([path, mapping]): readonly SpecIssue[] => {
    if (path.at(-1) === 'properties') return [];
    const place = places.find(({ is }) => is(path));
    return Object.keys(mapping)
      .filter((key) => key.startsWith('x-') && !place?.extensions.includes(key))
      .map((key) =>
        spec.issue(
          [...path, key],
          unknownName(`extension of ${place?.name ?? 'this place'}`, key, place?.extensions ?? []),
        ),
      );
  });
