export type { DateTimeOffset } from './core/date-time-offset.ts';
export type * from './generated/models/index.ts';
export * from './generated/entity-sets.gen.ts';
export { operations, type OperationId } from './generated/operations.gen.ts';
export { clouds, type CloudName, finalStatuses, scope } from './generated/service.gen.ts';
