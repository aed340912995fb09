import { setAdvice } from '../args/advice.ts';
import { setFilterTextParser } from '../args/filter-text.ts';
import { advise } from '../check/advise.ts';
import { parseFilter } from './parse-filter.ts';

// From here on `filter(text)` of the builder works.
setFilterTextParser(parseFilter);
// And a filter that is refused says how it is written instead.
setAdvice(advise);

export { parseFilter };
export { parseOrderBy } from './order-by.ts';
export type { OrderByItem } from './order-by.ts';
export { parseQuery } from './parse-query.ts';
export type { ParsedQuery } from './parse-query.ts';
export { checkFilter } from '../check/check-filter.ts';
export { explain } from '../explain/explain.ts';
export { printFilter } from '../print/print-filter.ts';
export { isODataSyntaxError, ODataSyntaxError } from './syntax-error.ts';
export * from '../nodes/create.ts';
export * from '../nodes/create-more.ts';
export { MAX_DEPTH } from '../nodes/max-depth.ts';
export type * from '../nodes/filter-node.ts';
