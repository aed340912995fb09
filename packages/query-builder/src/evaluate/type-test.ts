import type { FilterNode } from '../nodes/filter-node.ts';
import { type Context, refuse } from './context.ts';
import { ownReader } from './own-property.ts';
import { describeType, lastPart, type StaticType } from './static-type.ts';

const readType = ownReader('@odata.type');
const readShortType = ownReader('@type');

/**
 * Makes the test whether an object is of a structured type. The type of the rows and of a property are known by name; what else
 * an object is, it says in `@odata.type` (or `@type`, as 4.01 may write it), with or without the namespace (JSON Format, 4.6.3).
 */
export function compileTypeTest(
  node: FilterNode,
  wanted: string,
  type: StaticType,
  cx: Context,
): (value: object) => boolean {
  const single = type.kind === 'collection' ? type.item : type;
  if (single.kind !== 'complex') {
    return refuse(cx, node, `${wanted} is a structured type, and ${describeType(single)} is none.`);
  }
  const name = lastPart(wanted);
  return (value) => {
    const said = readType(value) ?? readShortType(value);
    return typeof said === 'string' ? lastPart(said) === name : name === lastPart(single.name);
  };
}
