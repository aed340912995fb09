import type { CollectionOperation } from '../collections/definition.ts';

/** What JSON Schema says of a value that a caller gives. */
export interface ValueDescription {
  /** The EDM type, or `number` for a parameter of a path; text where nothing is said. */
  readonly type?: string;
  readonly nullable?: boolean;
  /** The known names of an enumeration; where it is not `open` there are no others. */
  readonly members?: readonly string[];
  readonly open?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  /** By which property its items are in order, and which value comes before which. */
  readonly order?: { readonly by: string; readonly values: readonly string[] };
  /** What an object, or an item of a list, is made of. */
  readonly properties?: readonly PropertyDescription[];
}

/** What an object has under a name. */
export interface PropertyDescription extends ValueDescription {
  readonly name: string;
  /** The name as it is sent, where that is another. */
  readonly wire?: string;
  readonly required: boolean;
}

/** What the spec says of an action or a function: a row of the generated table. */
export interface MemberOperation extends CollectionOperation {
  /** What the parameters of the path may be, where that is more than text. */
  readonly parameters?: Readonly<Record<string, ValueDescription>>;
  readonly body?: { readonly required: boolean; readonly properties: readonly PropertyDescription[] };
  /** Whether the answer is a link. */
  readonly isLink?: boolean;
  /** The entity set that an action makes a row of. */
  readonly creates?: string;
  /** What such a row has from the beginning: values, or the property of the body that a value is sent in. */
  readonly with?: Readonly<Record<string, unknown>>;
  /** The property of such a row that holds the key of the row which the action is on. */
  readonly owner?: string;
  /** What the row that the action is on has afterwards. */
  readonly sets?: Readonly<Record<string, unknown>>;
}
