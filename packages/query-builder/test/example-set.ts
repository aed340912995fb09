import type {
  AllOperator,
  AnyOperator,
  CollectionSyntax,
  Conditions,
  ContainsOperator,
  EntitySet,
  EqOperator,
  FilterLogic,
  GeOperator,
  GtOperator,
  InOperator,
  ItemSyntax,
  LeOperator,
  LtOperator,
  NeOperator,
  NotFilterable,
  ObservedOnly,
  NoOperator,
  Selectable,
  StartsWithOperator,
} from '../src/index.ts';

/** A row of the set that the tests query; it resembles what the generator writes. */
export interface Job {
  readonly id: string;
  readonly status: 'Open' | 'Done' | (string & {});
  readonly owner: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly size: number;
  readonly note: string;
  readonly tags: readonly string[];
  readonly levels: readonly (number | null)[];
}

interface TextField<Value>
  extends EqOperator<Value>, NeOperator<Value>, InOperator<Value>, StartsWithOperator, ContainsOperator {}

interface StatusField extends EqOperator<Job['status']>, NeOperator<Job['status']>, InOperator<Job['status']> {
  readonly gt: NoOperator<'status', 'gt', 'eq, ne, in'>;
}

interface InstantField
  extends
    EqOperator<string>,
    NeOperator<string>,
    InOperator<string>,
    GtOperator<string | Date>,
    GeOperator<string | Date>,
    LtOperator<string | Date>,
    LeOperator<string | Date> {}

interface SizeField extends EqOperator<number | bigint>, GtOperator<number | bigint>, LeOperator<number | bigint> {}

interface TagField extends EqOperator<string>, NeOperator<string>, InOperator<string>, StartsWithOperator {}

interface LevelField extends EqOperator<number | null>, GtOperator<number> {}

interface TagsField extends AnyOperator<TagField>, AllOperator<TagField> {
  readonly eq: NoOperator<'tags', 'eq', 'any, all'>;
}

export interface JobFields {
  /** The job's name. */
  readonly id: TextField<string>;
  readonly status: StatusField;
  readonly owner: TextField<string | null>;
  readonly createdAt: InstantField;
  readonly size: SizeField;
  readonly tags: TagsField;
  readonly levels: AnyOperator<LevelField>;
  readonly note: NotFilterable<'note', 'id, status, owner, createdAt, size, tags, levels'>;
  readonly changedAt: ObservedOnly<'changedAt', '…'>;
}

export interface JobObservedFields extends Omit<JobFields, 'changedAt'> {
  readonly changedAt: InstantField;
}

export interface JobFilterObject extends FilterLogic<JobFilterObject> {
  readonly id?: string | Conditions<string, 'eq' | 'ne' | 'in' | 'startswith' | 'contains'>;
  readonly status?: Job['status'] | Conditions<Job['status'], 'eq' | 'ne' | 'in'>;
  readonly owner?: string | null | Conditions<string | null, 'eq' | 'ne' | 'in' | 'startswith' | 'contains'>;
  readonly createdAt?: string | Conditions<string, 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'in', string | Date>;
  readonly size?: number | Conditions<number, 'eq' | 'gt' | 'le'>;
  readonly tags?: CollectionSyntax<'any' | 'all', ItemSyntax<string, 'eq' | 'ne' | 'in' | 'startswith'>>;
  readonly levels?: CollectionSyntax<'any', ItemSyntax<number | null, 'eq' | 'gt'>>;
}

export interface JobTypes {
  fields: JobFields;
  observedFields: JobObservedFields;
  filterObject: JobFilterObject;
  observedFilterObject: JobFilterObject;
  row: Job;
  maxTop: 10000;
  options: { orderBy: 'id' | 'createdAt' };
  observedOptions: { orderBy: 'id' | 'createdAt'; count: true; select: Selectable<Job, Exclude<keyof Job, 'note'>> };
}

/** A hand-written entity set: the builder knows OData and nothing of any service. */
export const jobs: EntitySet<JobTypes> = {
  name: 'Jobs',
  entityType: {
    name: 'Job',
    key: ['id'],
    properties: {
      id: { type: 'Edm.String' },
      status: { type: 'Edm.String', members: ['Open', 'Done'] },
      owner: { type: 'Edm.String', nullable: true },
      createdAt: { type: 'Edm.DateTimeOffset' },
      changedAt: { type: 'Edm.DateTimeOffset' },
      size: { type: 'Edm.Int64' },
      note: { type: 'Edm.String' },
      tags: { type: 'Collection(Edm.String)' },
      levels: { type: 'Collection(Edm.Int32)', nullableItems: true },
    },
  },
  filterable: {
    id: { operators: ['eq', 'ne', 'in', 'startswith', 'contains'], evidence: 'documented' },
    status: { operators: ['eq', 'ne', 'in'], evidence: 'documented' },
    owner: { operators: ['eq', 'ne', 'in', 'startswith', 'contains'], evidence: 'documented' },
    createdAt: { operators: ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in'], evidence: 'documented' },
    size: { operators: ['eq', 'gt', 'le'], evidence: 'documented' },
    tags: { operators: ['any', 'all'], items: ['eq', 'ne', 'in', 'startswith'], evidence: 'documented' },
    levels: { operators: ['any'], items: ['eq', 'gt'], evidence: 'documented' },
    changedAt: { operators: ['gt', 'ge'], evidence: 'observed' },
  },
  top: { minimum: 0, maximum: 10_000 },
  skip: { minimum: 0 },
  orderBy: { properties: ['id', 'createdAt'], evidence: 'documented' },
  count: { evidence: 'observed' },
  select: {
    properties: ['id', 'status', 'owner', 'createdAt', 'changedAt', 'size', 'tags', 'levels'],
    evidence: 'observed',
  },
};
