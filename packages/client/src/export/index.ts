export { exportAll } from './export-all.ts';
export type { CollectionExport, NdjsonSlice } from './export-all.ts';
export type { ExportCheckpoint } from './checkpoint.ts';
export type { ExportOptions, ExportProgress, ExportSlice } from './options.ts';
export { plan } from './plan.ts';
export type { QueryPlan } from './plan.ts';
