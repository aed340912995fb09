import type { WithCreated } from '../collections/collection.ts';

/** Nothing more, for a collection that can be exported; else a sentence that the compiler says. */
export type Exportable<Collection> = Collection extends WithCreated
  ? unknown
  : 'exportAll and plan take a collection whose rows have a creation time that never changes. Read this one by list.';
