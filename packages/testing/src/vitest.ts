import { expect } from 'vitest';
import { toHaveListed, type ListedQuery } from './matchers/to-have-listed.ts';

expect.extend({ toHaveListed });

declare module 'vitest' {
  // The parameters must be those of vitest's own declaration.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** That the emulator was asked for a list, by what the query means. */
    toHaveListed(query?: ListedQuery): R;
  }
}
