import type { ComparisonOperator } from '../nodes/filter-node.ts';
import type { Getter } from './context.ts';
import type { Fields } from './own-property.ts';

/**
 * Compares a number of the row with a constant that a JavaScript number holds exactly. A JSON number decides at once, anything else
 * (a string, null) goes the exact way.
 *
 * @param wanted - Whether the test is for the comparison to hold, or not to hold.
 * @param exact - The same test, for every value.
 */
export function numberComparison(
  operator: ComparisonOperator,
  name: string,
  value: number,
  wanted: boolean,
  exact: Getter<boolean>,
): Getter<boolean> {
  switch (operator) {
    case 'eq':
    case 'ne': {
      const isEqual = (operator === 'eq') === wanted;
      return (row) => {
        const raw = (row as Fields)[name];
        return typeof raw === 'number' ? (raw === value) === isEqual : exact(row);
      };
    }
    case 'gt':
      return (row) => {
        const raw = (row as Fields)[name];
        return typeof raw === 'number' ? raw > value === wanted : exact(row);
      };
    case 'ge':
      return (row) => {
        const raw = (row as Fields)[name];
        return typeof raw === 'number' ? raw >= value === wanted : exact(row);
      };
    case 'lt':
      return (row) => {
        const raw = (row as Fields)[name];
        return typeof raw === 'number' ? raw < value === wanted : exact(row);
      };
    case 'le':
      return (row) => {
        const raw = (row as Fields)[name];
        return typeof raw === 'number' ? raw <= value === wanted : exact(row);
      };
  }
}
