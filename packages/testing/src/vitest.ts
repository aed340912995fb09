import { expect } from 'vitest';
import { toHaveListed, type CollectionName, type ListedQuery } from './matchers/to-have-listed.ts';

expect.extend({ toHaveListed });

declare global {
  // vitest's own `Matchers` has other parameters in 3 and 4 than in 5. Its assertions take over Chai's in all of them.
  namespace Chai {
    interface Assertion {
      /** That the emulator was asked for a list, by what the query means. */
      toHaveListed<Name extends CollectionName>(collection?: Name, query?: ListedQuery<Name>): void;
    }
  }
}
