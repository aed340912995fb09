import { expect } from '@jest/globals';
import { toHaveListed, type CollectionName, type ListedQuery } from './matchers/to-have-listed.ts';

expect.extend({ toHaveListed });

declare module 'expect' {
  // The parameters must be those of jest's own declaration.
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** That the emulator was asked for a list, by what the query means. */
    toHaveListed<Name extends CollectionName>(collection?: Name, query?: ListedQuery<Name>): R;
  }
}
