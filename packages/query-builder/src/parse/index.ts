import { setFilterTextParser } from '../args/filter-text.ts';
import { parseFilter } from './parse-filter.ts';

// From here on `filter(text)` of the builder works.
setFilterTextParser(parseFilter);

export { parseFilter };
export { printFilter } from '../print/print-filter.ts';
export { isODataSyntaxError, ODataSyntaxError } from './syntax-error.ts';
export type * from '../nodes/filter-node.ts';
