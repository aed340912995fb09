import { escapeODataStringLiteral } from 'odata-query';
import type { LiteralNode } from '../nodes/filter-node.ts';

/** The types whose literals stand between quotes, with what stands before them. */
const quoted: Readonly<Record<string, string>> = {
  'Edm.String': '',
  'Edm.Duration': 'duration',
  'Edm.Binary': 'binary',
};

/**
 * Writes a literal as `$filter` wants it. This is the only place where text is quoted: a quote inside is doubled
 * (OData 4.01 URL Conventions, section 5.1.1.14.1). Nothing is percent-encoded here.
 */
export function printLiteral({ type, value }: LiteralNode): string {
  const prefix = quoted[type];
  return prefix === undefined ? value : `${prefix}'${escapeODataStringLiteral(value)}'`;
}
