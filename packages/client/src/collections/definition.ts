import type { EntitySet } from '@defender-odata/query-builder';
import type { OperationDescription } from '../pipeline/operation.ts';

/** The statuses after which nothing changes, and the property that has them. */
export interface FinalStatuses {
  readonly property: string;
  readonly values: readonly string[];
}

/** What the spec says of an operation that reads a collection. */
export interface CollectionOperation extends OperationDescription {
  readonly pathParameters: readonly string[];
  /** The entity set of the rows that it answers with. */
  readonly entitySet?: string;
  /** The status of a list that matches nothing, where that is no success. */
  readonly empty?: number;
}

/** What the spec says of one collection: a row of the generated table. */
export interface CollectionDefinition {
  /** The property of the client that it is. */
  readonly name: string;
  /** What a query on it may say. */
  readonly entitySet: EntitySet;
  /** The name of a row's type. */
  readonly entityType: string;
  /** The property that tells rows apart. */
  readonly key: string;
  /** Other properties by which one row can be asked for. */
  readonly alternateKeys?: readonly string[];
  /** The operations that read it, by their names in the spec. */
  readonly operations: { readonly list: string; readonly get?: string };
  /** What gets a row by another path, and what lists rows of another collection under one of its own, by what they are called in the client. */
  readonly gets?: Readonly<Record<string, string>>;
  readonly lists?: Readonly<Record<string, string>>;
  /** The operations that change something, and those that read something else, by what they are called in the client. */
  readonly actions?: Readonly<Record<string, string>>;
  readonly functions?: Readonly<Record<string, string>>;
  /** The property that a row is created with and never changes. */
  readonly createdAt?: string;
  /** Other names under which a property was seen, and its real name. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly final?: FinalStatuses;
}
