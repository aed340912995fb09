import type { PropertyNode } from '../nodes/filter-node.ts';
import { keywordMeant } from '../nodes/keyword-meant.ts';
import { nearest } from '../nodes/nearest.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, type Getter, refuse, valuesOf } from './context.ts';
import { internalised } from './internalised.ts';
import { isInherited, ownReader } from './own-property.ts';
import { readerOf, refuseValue } from './read-value.ts';
import { describeType, type StaticType, typeOfProperty } from './static-type.ts';

/** Compiles a property: of the row, or of the structure that its source gives. */
export function compileProperty(node: PropertyNode, cx: Context): Expression {
  const source = node.source ? compile(node.source, cx) : cx.self;
  if (source !== cx.it) return propertyOf(source, node, cx);
  const known = cx.ofRow.get(node.name) ?? propertyOfRow(node, cx);
  cx.ofRow.set(node.name, known);
  return known;
}

function propertyOfRow(node: PropertyNode, cx: Context): Expression {
  const type = typeOf(node, cx.it, cx);
  const isDirect = cx.rowsArePlain && !isInherited(node.name);
  return { type, get: reading(node.name, type), ...(isDirect && { own: internalised(node.name) }) };
}

function propertyOf(source: Expression, node: PropertyNode, cx: Context): Expression {
  const type = typeOf(node, source, cx);
  const read = reading(node.name, type);
  const getSource = valuesOf<object>(source);
  return {
    type,
    get: (row) => {
      const value = getSource(row);
      return value === null ? null : read(value);
    },
  };
}

function typeOf(node: PropertyNode, source: Expression, cx: Context): StaticType {
  const { type } = source;
  if (type.kind !== 'complex') {
    const advice = type.kind === 'collection' ? `; any(…), all(…) and $count look into a collection` : '';
    return refuse(cx, node, `'${node.name}' is asked of ${describeType(type)}, which has no properties${advice}.`);
  }
  const property = Object.hasOwn(type.properties, node.name) ? type.properties[node.name] : undefined;
  if (property !== undefined) return typeOfProperty(property, node.name);
  const names = Object.keys(type.properties);
  const near = nearest(node.name, names);
  const word = keywordMeant(node.name);
  const other = word ? ` ${word} is written so.` : ` If it is meant as text, a string needs quotes: '${node.name}'.`;
  return refuse(
    cx,
    node,
    `${type.name} has no property '${node.name}'.${near === undefined ? '' : ` Did you mean '${near}'?`}${node.source ? '' : other}`,
    names,
  );
}

/** Reads the property and its value; what is missing is null. */
function reading(name: string, type: StaticType): Getter {
  const readOwn = ownReader(name);
  const read = readerOf(type);
  return (source) => {
    const raw = readOwn(source);
    if (raw === undefined || raw === null) return null;
    const value = read(raw);
    return value === undefined ? refuseValue(name, type, raw) : value;
  };
}
