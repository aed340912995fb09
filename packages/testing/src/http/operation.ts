import { operations, type OperationId } from '@defender-odata/client';

/** What the spec says of an operation. */
export interface OperationDefinition {
  readonly kind: 'list' | 'get' | 'action' | 'function';
  /** The entity set that it belongs to, where it belongs to one. */
  readonly entitySet?: string;
  readonly method: string;
  readonly path: string;
  /** The parameters in the path, in its order. */
  readonly pathParameters: readonly string[];
  readonly queryOptions: readonly string[];
  readonly answer: 'collection' | 'entity' | 'value' | 'nothing';
  /** The status of a list where no row matches, instead of an empty list. */
  readonly empty?: number;
  /** Of a list under a row of another entity set: that set, the property with its key, and the status where there is no such row. */
  readonly under?: { readonly entitySet: string; readonly by: string; readonly missing?: number };
  /** The statuses that it succeeds with. */
  readonly statuses: readonly number[];
  /** The entity set that an action adds a row to. */
  readonly creates?: string;
  /** What such a row has from the beginning: values, or the property of the body that a value is sent in. */
  readonly with?: Readonly<Record<string, unknown>>;
  /** The property by which such a row points at the row that the action is called on. */
  readonly owner?: string;
  /** What the row that an action is called on has afterwards: values, or the property of the body that a value is sent in. */
  readonly sets?: Readonly<Record<string, unknown>>;
  /** What is known of parameters of the path. */
  readonly parameters?: Readonly<
    Record<string, { readonly type?: string; readonly pattern?: string; readonly minimum?: number }>
  >;
  readonly body?: { readonly required?: boolean; readonly properties: readonly BodyProperty[] };
  readonly rateLimits: readonly { readonly calls: number; readonly seconds: number }[];
}

/** A property of a request's body. */
export interface BodyProperty {
  /** The name in the client. */
  readonly name: string;
  /** The name as it is sent. */
  readonly wire: string;
  readonly required?: boolean;
  /** The order that the items of a list have. */
  readonly order?: Order;
}

/** An order of items, by the values of one of their properties. */
export interface Order {
  readonly by: string;
  readonly values: readonly string[];
}

const table: Readonly<Record<OperationId, OperationDefinition>> = operations;

/** What the spec says of an operation. */
export const operationOf = (id: OperationId): OperationDefinition => table[id];

/** The names of the operations. */
export const operationIds: readonly OperationId[] = Object.keys(table) as OperationId[];
