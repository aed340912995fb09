import { escapeODataStringLiteral } from 'odata-query';
import type { LiteralNode } from '../nodes/filter-node.ts';

/** The types whose literals stand between quotes, with what stands before them. */
const quoted: Readonly<Record<string, string>> = {
  'Edm.String': '',
  'Edm.Duration': 'duration',
  'Edm.Binary': 'binary',
};

/**
 * Puts a text between single quotes and doubles those inside (OData 4.01 URL Conventions, section 5.1.1.14.1): the only place
 * where text is quoted. Nothing is percent-encoded here.
 */
export const quote = (text: string): string => `'${text.includes("'") ? escapeODataStringLiteral(text) : text}'`;

/** Writes a literal as `$filter` wants it. */
export function printLiteral({ type, value }: LiteralNode): string {
  const prefix = quoted[type];
  return prefix === undefined ? value : prefix + quote(value);
}
