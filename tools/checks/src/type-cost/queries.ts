import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../repository.ts';

/** Queries on some collections, and the files that these are made of. */
export interface Queries {
  readonly prelude: string;
  /** A medium query, with no two alike: three conditions, a list and a time among them, and `$top`. */
  readonly query: (index: number) => string;
  readonly files: ReadonlyMap<string, string>;
}

const generated = join(root, 'packages/client/src/generated');

/**
 * Queries on `count` collections in turn. The first is the client's own; the others are copies of its entity sets under other names, so
 * that the types of each are types of their own, as those of another collection of the spec would be.
 */
export function queriesOn(count: number): Queries {
  const entitySets = readFileSync(join(generated, 'entity-sets.gen.ts'), 'utf8');
  const copies = Array.from({ length: count - 1 }, (_, index) => join(generated, `copy-${index + 2}.virtual.ts`));
  return {
    prelude: [
      "import { from } from '@defender-odata/query-builder';",
      "import { machineActions as set1 } from '@defender-odata/client';",
      ...copies.map((path, index) => `import { machineActions as set${index + 2} } from '${path}';`),
    ].join('\n'),
    query: (index) => `
export const query${index} = from(set${(index % count) + 1})
  .filter((action) =>
    action.machineId
      .eq('machine-${index}')
      .and(action.status.in(['Pending', 'InProgress']), action.creationDateTimeUtc.ge('2019-11-22T00:00:00.${index}Z')),
  )
  .top(${index * 7 + 1});`,
    files: new Map(copies.map((path) => [path, entitySets])),
  };
}
