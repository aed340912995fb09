/** What the emitters write from: the spec, read, resolved and named. No emitter looks at the document itself. */
export interface SpecModel {
  readonly service: ServiceModel;
  readonly operations: readonly OperationModel[];
  readonly entitySets: readonly EntitySetModel[];
  readonly examples: readonly ExampleModel[];
}

/** The service as a whole. */
export interface ServiceModel {
  readonly clouds: readonly { readonly name: string; readonly url: string; readonly description: string }[];
  /** The scope to ask a token for. */
  readonly scope: string;
  /** The values of the status after which nothing changes. */
  readonly finalStatuses: readonly string[];
  /** By entity type: the names under which a property was seen too, and its real name. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One operation. */
export interface OperationModel {
  readonly id: string;
  readonly summary: string;
  readonly method: string;
  readonly path: string;
  readonly queryOptions: readonly string[];
  readonly permissions: {
    readonly application: readonly string[];
    readonly delegated: readonly string[];
    /** The role that a user needs, where one is needed. */
    readonly role?: string;
  };
  readonly rateLimits: readonly { readonly calls: number; readonly seconds: number }[];
  readonly immutableTimestamp?: string;
}

/** One entity set, with its entity type. */
export interface EntitySetModel {
  /** The name in `@odata.context`, such as `MachineActions`. */
  readonly name: string;
  /** The name of the generated constant, such as `machineActions`. */
  readonly constant: string;
  readonly description: string;
  /** The entity type's name, which is the model's too. */
  readonly entityType: string;
  readonly key: readonly string[];
  readonly properties: readonly PropertyModel[];
  readonly top?: RangeModel;
  readonly skip?: RangeModel;
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
  readonly minLength?: number;
  /** Whether the items of a collection may be null. */
  readonly nullableItems?: boolean;
  /** The properties of a complex type. */
  readonly properties?: readonly PropertyModel[];
  readonly filter?: FilterModel;
}

/** What a filter may do with a property. */
export interface FilterModel {
  readonly operators: readonly string[];
  readonly evidence: 'documented' | 'observed';
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
  readonly value: unknown;
}
