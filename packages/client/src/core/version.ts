/** The version of this package. scripts/write-version.ts writes it. */
export const VERSION = '0.0.0';
