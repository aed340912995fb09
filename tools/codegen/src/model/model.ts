/** What the emitters write from: the spec, read, resolved and named. No emitter looks at the document itself. */
export interface SpecModel {
  readonly service: ServiceModel;
  readonly operations: readonly OperationModel[];
  readonly entitySets: readonly EntitySetModel[];
  readonly collections: readonly CollectionModel[];
  readonly examples: readonly ExampleModel[];
}

/** The service as a whole. */
export interface ServiceModel {
  readonly clouds: readonly { readonly name: string; readonly url: string; readonly description: string }[];
  /** The scope to ask a token for. */
  readonly scope: string;
  /** What the tokens of the service have as audience, without a slash at the end. */
  readonly audiences: readonly string[];
}

/** What an operation is: it lists rows, gets one of them, or is a function (it reads) or an action (it does something). */
export type OperationKind = 'list' | 'get' | 'function' | 'action';

/** What an operation answers with where it succeeds. */
export type AnswerKind = 'collection' | 'entity' | 'value' | 'nothing';

/** One operation. */
export interface OperationModel {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  /** Why it is not to be used any more, where it is not. */
  readonly deprecated?: string;
  readonly kind: OperationKind;
  /** Of a list of the rows that belong to a row of another entity set: that set, and the property of a row that has its key. */
  readonly under?: {
    readonly entitySet: string;
    readonly by: string;
    /** The status where there is no such row; an empty list otherwise. */
    readonly missing?: number;
  };
  /** What it is called in the client where that is not `list` or `get`. */
  readonly member?: string;
  /** The entity set that it belongs to, where it belongs to one. */
  readonly entitySet?: string;
  readonly method: string;
  readonly path: string;
  /** The parameters in the path, in its order. */
  readonly pathParameters: readonly string[];
  /** What the spec says of each of them. */
  readonly parameters: readonly ParameterModel[];
  readonly queryOptions: readonly string[];
  /** The headers that it takes. */
  readonly headers: readonly string[];
  readonly body?: BodyModel;
  /** The statuses that it succeeds with. */
  readonly statuses: readonly number[];
  readonly answer: AnswerKind;
  /** The model of the answer's body, where it has a name. */
  readonly answerModel?: string;
  /** Of an answer that is a value: the value itself, which the body holds. */
  readonly value?: PropertyModel;
  readonly permissions: {
    readonly application: readonly string[];
    readonly delegated: readonly string[];
    /** The role that a user needs, where one is needed. */
    readonly role?: string;
  };
  readonly rateLimits: readonly { readonly calls: number; readonly seconds: number }[];
  /** Of an action: the entity set that it makes a row of, and what the row has from the beginning. */
  readonly creates?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  /** The property of that row which holds the key of the row that the action is on. */
  readonly owner?: string;
  /** Of an action: what the row that it is on has from then on. */
  readonly sets?: Readonly<Record<string, unknown>>;
  /** Of a get: other properties than the key by which a row can be asked for. */
  readonly alternateKeys?: readonly string[];
  /** Of a list: the status that it answers with where no row matches, if that is not a list without rows. */
  readonly empty?: number;
}

/** A parameter of a path. */
export interface ParameterModel {
  readonly name: string;
  readonly description: string;
  /** What JSON Schema calls its type: `string`, `integer`, `number` or `boolean`. */
  readonly type: string;
  /** What JSON Schema says of its values, under the same names. */
  readonly facets: Readonly<Record<string, string | number>>;
}

/** What an operation sends, as JSON. */
export interface BodyModel {
  readonly required: boolean;
  /** The name of the body's model. */
  readonly model: string;
  /** What stands in it: under its name on the wire, and what the generated code calls it. */
  readonly properties: readonly (PropertyModel & { readonly option: string })[];
}

/** One collection: the entity set, and the operations on it. */
export interface CollectionModel {
  /** The name in the client: the name of its entity set, in lower camel case. */
  readonly name: string;
  readonly description: string;
  /** Why it is not to be listed any more, where it is not. */
  readonly deprecated?: string;
  readonly entitySet: EntitySetModel;
  /** The property that tells the rows apart. */
  readonly key: string;
  /** The actions and functions on it, by what they are called in the client. */
  readonly actions: readonly OperationModel[];
  readonly functions: readonly OperationModel[];
  /** What gets one of its rows by another path, and what lists rows of other sets under one of its own. */
  readonly gets: readonly OperationModel[];
  readonly lists: readonly OperationModel[];
  /** The collection's own operations: `list`, and `get` where it has one. */
  readonly operations: { readonly list: string; readonly get?: string };
  /** What `get` asks for, and what it answers with. */
  readonly get?: { readonly pathParameters: readonly string[]; readonly model: string };
  /** Other properties by which one row can be asked for. */
  readonly alternateKeys?: readonly string[];
  /** The timestamp that is set once and never changed, where there is one. */
  readonly createdAt?: string;
  /** Other names under which properties were seen, each with the real name. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The property whose value says that nothing changes any more, and those values. */
  readonly final?: { readonly property: string; readonly values: readonly string[] };
}

/** One entity set, with its entity type. */
export interface EntitySetModel {
  /** The name in `@odata.context`. */
  readonly name: string;
  /** The name of the generated constant. */
  readonly constant: string;
  readonly description: string;
  /** The timestamp that is set once and never changed, where there is one. */
  readonly createdAt?: string;
  /** The entity type's name, which is the model's too. */
  readonly entityType: string;
  readonly key: readonly string[];
  readonly properties: readonly PropertyModel[];
  readonly top?: RangeModel;
  readonly skip?: RangeModel;
  /** What `$orderby` may name; absent where the service has none. */
  readonly orderBy?: NamesModel;
  /** What `$select` may name; absent where the service has none. */
  readonly select?: NamesModel;
  /** Whether `$count=true` is offered. */
  readonly count?: { readonly evidence: Evidence };
}

/** Whether a rule stands in the service's documents, or was only seen to work. */
export type Evidence = 'documented' | 'observed';

/** What a query option may name. */
export interface NamesModel {
  readonly properties: readonly string[];
  readonly evidence: Evidence;
}

/** The range of a whole number. */
export interface RangeModel {
  readonly minimum: number;
  readonly maximum?: number;
}

/** One property of an entity or complex type. */
export interface PropertyModel {
  readonly name: string;
  readonly description: string;
  /** Why it is not to be used any more, where it is not. */
  readonly deprecated?: string;
  /** The EDM type: `Edm.String`, `Edm.ComplexType`, `Collection(Edm.ComplexType)`… */
  readonly edm: string;
  readonly nullable: boolean;
  /** Whether every row has it. */
  readonly required: boolean;
  /** The name of the enumeration's model, where the value is one of an enumeration. */
  readonly enumeration?: string;
  /** The known members of an enumeration. */
  readonly members?: readonly string[];
  /** Whether values beyond `members` are possible. */
  readonly open?: boolean;
  /** Whether several of them come in the order of `members`. */
  readonly ordered?: boolean;
  /** Whether it is a link. */
  readonly isLink?: boolean;
  /** The name of the model of one item, where it is a list of something with a name. */
  readonly itemModel?: string;
  /** Of a collection whose items are each one of an enumeration: the same of an item. */
  readonly itemNames?: Pick<PropertyModel, 'enumeration' | 'members' | 'open'>;
  /** What JSON Schema says of its values, under the same names. */
  readonly facets?: Readonly<Record<string, string | number>>;
  /** Of a collection: what JSON Schema says of its items. */
  readonly itemFacets?: Readonly<Record<string, string | number>>;
  /** A value that it may have. */
  readonly example?: unknown;
  /** Where it is known from. */
  readonly sources?: readonly string[];
  /** Whether it names a person or a thing of theirs: true, or false where its text is known to name nobody. */
  readonly personal?: boolean;
  /** Other names under which it was seen. */
  readonly aliases?: readonly string[];
  /** Of an enumeration: the values after which nothing changes. */
  readonly finalValues?: readonly string[];
  /** Whether the items of a collection may be null. */
  readonly nullableItems?: boolean;
  /** The name of the complex type, where it has one. */
  readonly complexType?: string;
  /** The properties of a complex type; absent where the type is one that the property is a part of, and in one without any. */
  readonly properties?: readonly PropertyModel[];
  readonly filter?: FilterModel;
}

/** A group of operators, as the spec names it. */
export interface OperatorGroup {
  readonly group: string;
  readonly operators: readonly string[];
}

/** What a filter may do with a property. */
export interface FilterModel extends OperatorGroup {
  /** What it may do with one item, where the property is a collection. */
  readonly items?: OperatorGroup;
  readonly evidence: Evidence;
  readonly source: string;
}

/** One named example: the body of an answer. */
export interface ExampleModel {
  readonly name: string;
  readonly summary: string;
  /** The name of the body's model. */
  readonly schema: string;
  /** The status of the answer. */
  readonly status: number;
  /** The operations that answer with it. */
  readonly operations: readonly string[];
  readonly value: unknown;
}
