import type { EntityType } from '../edm/entity-type.ts';
import { nearest } from '../nodes/nearest.ts';
import { ODataTypeError } from './type-error.ts';

/**
 * Keeps the selected properties of each row, and its annotations (OData 4.01 Protocol, section 11.2.5.1). `*` keeps all. A path
 * selects the property that it begins with.
 */
export function selectProperties<Row extends object>(
  rows: readonly Row[],
  select: readonly string[],
  { name, properties }: EntityType,
): Row[] {
  if (select.includes('*')) return [...rows];
  const names = new Set(select.map((path) => path.replace(/\/.*$/, '')));
  for (const selected of names) {
    if (Object.hasOwn(properties, selected)) continue;
    const near = nearest(selected, Object.keys(properties));
    const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
    throw new ODataTypeError(
      `${name} has no property '${selected}'.${hint}`,
      undefined,
      undefined,
      Object.keys(properties),
    );
  }
  // A row with fewer of its properties is what `$select` asks for; its type says what it could hold.
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([key]) => names.has(key) || key.includes('@'))) as Row,
  );
}
