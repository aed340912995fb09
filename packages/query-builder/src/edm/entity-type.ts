/** The primitive types of the Entity Data Model that a property or a literal can have (OData 4.01 CSDL, section 3.3). */
export type EdmPrimitiveType =
  | 'Edm.Boolean'
  | 'Edm.Byte'
  | 'Edm.SByte'
  | 'Edm.Int16'
  | 'Edm.Int32'
  | 'Edm.Int64'
  | 'Edm.Decimal'
  | 'Edm.Single'
  | 'Edm.Double'
  | 'Edm.String'
  | 'Edm.Guid'
  | 'Edm.Date'
  | 'Edm.TimeOfDay'
  | 'Edm.DateTimeOffset'
  | 'Edm.Duration'
  | 'Edm.Binary';

/** What the properties of a complex or entity type look like: a name for each, and its type. */
export type EdmProperties = Readonly<Record<string, EdmProperty>>;

/** One property of an entity or complex type, as plain data. */
export interface EdmProperty {
  /** Its type: primitive, `Edm.ComplexType` with `properties`, `Edm.EnumType` with `members`, or `Collection(…)` of one of these. */
  readonly type:
    | EdmPrimitiveType
    | 'Edm.ComplexType'
    | 'Edm.EnumType'
    | `Collection(${EdmPrimitiveType | 'Edm.ComplexType' | 'Edm.EnumType'})`;
  /** Whether `null` is a value of it. Default: false. */
  readonly nullable?: boolean;
  /** Whether `null` may stand among the items of a collection. Default: false. */
  readonly nullableItems?: boolean;
  /**
   * The name of its complex type or enumeration, with or without a namespace, as `cast` and `isof` write it. Default: the property's name.
   */
  readonly typeName?: string;
  /** The properties of a complex type, or of the items of a collection of one. */
  readonly properties?: EdmProperties;
  /** The names of the key properties, in a collection whose items may be addressed by key: `Items('a')`. */
  readonly key?: readonly string[];
  /**
   * The known members of an enumeration: a list of names, or names with their numeric values.
   * On `Edm.String` it makes an open enumeration: sent as a quoted string, known names first, unknown names allowed.
   */
  readonly members?: readonly string[] | Readonly<Record<string, number>>;
  /** Whether members of an enumeration may be combined (CSDL 8.2). Default: false. */
  readonly isFlags?: boolean;
  /** What the property means, in a sentence: for hover text, documents and error messages. */
  readonly description?: string;
}

/**
 * An entity type as plain data: the generator writes it from the spec, and a person can write it by hand.
 *
 * @example
 * const product: EntityType = {
 *   name: 'Product',
 *   key: ['id'],
 *   properties: { id: { type: 'Edm.String' }, price: { type: 'Edm.Decimal', nullable: true } },
 * };
 */
export interface EntityType {
  /** The type's name, without a namespace. */
  readonly name: string;
  /** The names of the key properties. */
  readonly key: readonly string[];
  readonly properties: EdmProperties;
}
