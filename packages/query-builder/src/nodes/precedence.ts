/**
 * How strongly operators bind, weakest first (OData 4.01 URL Conventions, section 5.1.1.17).
 * Parser and printer read the same numbers, so that neither can disagree with the other.
 */
export const OR = 1;
export const AND = 2;
export const EQUALITY = 3;
export const RELATIONAL = 4;
export const ADDITIVE = 5;
export const MULTIPLICATIVE = 6;
export const UNARY = 7;
export const MEMBERSHIP = 8;
export const PRIMARY = 9;
