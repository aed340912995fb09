import type { EntitySet, EntitySetTypes, EqOperator, GeOperator, InOperator } from '@defender-odata/query-builder';

interface Fields {
  readonly machineId: EqOperator<string>;
  readonly status: InOperator<string>;
  readonly creationDateTimeUtc: GeOperator<string>;
}

interface Types extends EntitySetTypes {
  fields: Fields;
  observedFields: Fields;
  maxTop: 10000;
}

/** The entity set of the building benchmark. */
export const actions: EntitySet<Types> = {
  name: 'MachineActions',
  entityType: {
    name: 'MachineAction',
    key: ['id'],
    properties: {
      id: { type: 'Edm.String' },
      machineId: { type: 'Edm.String', nullable: true },
      status: { type: 'Edm.String', members: ['Pending', 'InProgress', 'Succeeded', 'Failed', 'TimeOut', 'Cancelled'] },
      creationDateTimeUtc: { type: 'Edm.DateTimeOffset' },
    },
  },
  filterable: {
    machineId: { operators: ['eq', 'ne', 'in'], evidence: 'documented' },
    status: { operators: ['eq', 'ne', 'in'], evidence: 'documented' },
    creationDateTimeUtc: { operators: ['gt', 'ge', 'lt', 'le'], evidence: 'documented' },
  },
  top: { minimum: 0, maximum: 10_000 },
};
