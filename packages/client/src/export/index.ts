export { exportAll } from './export-all.ts';
export type { ExportOptions, ExportSlice, MachineActionExport, NdjsonSlice } from './export-all.ts';
export type { ExportCheckpoint } from './checkpoint.ts';
export type { ExportProgress } from './export-work.ts';
export { plan } from './plan.ts';
export type { QueryPlan } from './plan.ts';
