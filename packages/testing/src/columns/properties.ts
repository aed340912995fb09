import { machineActions } from '@defender-odata/client';
import { readerOf } from '../rows/real-names.ts';
import type { ColumnKind, ColumnProperty } from './column.ts';

const { entityType, filterable } = machineActions;

function kindOf(name: string): ColumnKind | undefined {
  if (entityType.key.includes(name)) return 'unique text';
  const type = entityType.properties[name]?.type;
  if (type === 'Edm.DateTimeOffset') return 'instant';
  return type === 'Edm.String' ? 'text' : undefined;
}

/** The filterable properties that are laid out in columns. */
export const columnProperties: readonly ColumnProperty[] = Object.keys(filterable).flatMap((name) => {
  const kind = kindOf(name);
  const read = readerOf(name);
  return kind === undefined ? [] : [{ name, kind, read: (row) => read(row) ?? null }];
});
