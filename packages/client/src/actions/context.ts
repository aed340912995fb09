import type { CollectionDefinition } from '../collections/definition.ts';
import type { ServiceCollection } from '../collections/service-collection.ts';
import type { ClientRuntime } from '../pipeline/client-runtime.ts';
import type { Answered } from './answered.ts';
import type { MemberOperation } from './definition.ts';
import type { ServiceTime } from './service-time.ts';

/** What is known of an action or a function before it is called. */
export interface MemberContext {
  /** What it is called in the client. */
  readonly name: string;
  readonly operationId: string;
  readonly operation: MemberOperation;
  /** The collection that it is on. */
  readonly collection: ServiceCollection;
  readonly definition: CollectionDefinition;
  /** The collection that holds the row which it makes; undefined where it makes none, or none that is listed. */
  readonly made: ServiceCollection | undefined;
  /** The operation that gets one row of the collection; undefined where none does. */
  readonly read: MemberOperation | undefined;
  readonly runtime: ClientRuntime;
  readonly answered: Answered;
  readonly time: ServiceTime;
}
