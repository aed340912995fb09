export { parseFilter } from './parse-filter.ts';
export { isODataSyntaxError, ODataSyntaxError } from './syntax-error.ts';
export type * from '../nodes/filter-node.ts';
