export { waitFor } from './wait-for.ts';
export type { WaitOptions, WaitResult } from './wait-for.ts';
