import type { CallNode, FilterNode } from '../nodes/filter-node.ts';
import { compile } from './compile.ts';
import { constant, type Context, type Expression, type Getter, refuse } from './context.ts';
import { converterOf } from './convert.ts';
import { lift } from './lift.ts';
import { threeValued } from './logic.ts';
import {
  BOOLEAN,
  collectionOf,
  isNumeric,
  isSameType,
  lastPart,
  namedTypes,
  NULL_TYPE,
  primitive,
  primitiveNames,
  type StaticType,
} from './static-type.ts';
import { compileTypeTest } from './type-test.ts';

/** The expression and the type's name of `cast` and `isof`; without an expression they are about the row (5.1.1.10). */
function readArguments(node: CallNode, cx: Context): { source: Expression; wanted: string } {
  const type = node.arguments.at(-1);
  if (type?.kind !== 'type' || node.arguments.length > 2) {
    return refuse(cx, node, `${node.name} takes an expression and the name of a type, or the name alone.`);
  }
  const [expression] = node.arguments;
  const isAlone = node.arguments.length === 1 || expression === undefined;
  return { source: isAlone ? cx.self : compile(expression, cx), wanted: type.name };
}

/** A type by its name, or the name of a structured type, which only a row can tell whether it is of. */
type Wanted = StaticType | { readonly kind: 'structured'; readonly isKnown: boolean };

/** The type of that name. A type of Edm that cannot be evaluated, and a collection of structures, are refused. */
function typeNamed(name: string, node: FilterNode, cx: Context): Wanted {
  const ofEdm = primitiveNames.find((candidate) => candidate === name);
  if (ofEdm !== undefined) return primitive(ofEdm);
  const item = /^Collection\((.+)\)$/.exec(name)?.[1];
  const of = item === undefined ? undefined : typeNamed(item, node, cx);
  if (of && of.kind !== 'structured') return collectionOf(of);
  if (of || name.startsWith('Edm.')) refuse(cx, node, `A value cannot be evaluated as ${name}.`, primitiveNames);
  const { type } = cx.it;
  const named = type.kind === 'complex' ? [type, ...namedTypes(type.properties)] : [];
  const known = named.find((one) => lastPart(one.name) === lastPart(name));
  return known?.kind === 'enum' ? known : { kind: 'structured', isKnown: known !== undefined };
}

/** Whether values of a type may be of a structured type. */
const isStructured = (type: StaticType): boolean => (type.kind === 'collection' ? type.item : type).kind === 'complex';

/** Compiles `cast`: the value as another type, null where it cannot be one (5.1.1.10.1). */
export function compileCast(node: CallNode, cx: Context): Expression {
  const { source, wanted } = readArguments(node, cx);
  const type = typeNamed(wanted, node, cx);
  if (source.type.kind === 'null') return source;
  if (type.kind === 'structured') {
    if (type.isKnown && !isStructured(source.type)) return constant(NULL_TYPE, null);
    const isOfType = compileTypeTest(node, wanted, source.type, cx);
    return { type: source.type, get: lift([source], (value: object) => (isOfType(value) ? value : null)) };
  }
  const convert = converterOf(source.type, type);
  if (!convert) return constant(type, null);
  return { type, get: lift([source], (value: unknown) => convert(value) ?? null) };
}

/** Compiles `isof`: whether the value is of a type; null where the value is (5.1.1.10.2). */
export function compileIsOf(node: CallNode, cx: Context): Expression {
  const { source, wanted } = readArguments(node, cx);
  const type = typeNamed(wanted, node, cx);
  let test: (value: object) => boolean;
  if (source.type.kind === 'null') test = () => false;
  else if (type.kind === 'structured')
    test = type.isKnown && !isStructured(source.type) ? () => false : compileTypeTest(node, wanted, source.type, cx);
  else if (isNumeric(source.type) && isNumeric(type)) {
    // A number is of every numeric type that holds it.
    const convert = converterOf(source.type, type, 'exactly');
    test = (value) => convert?.(value) !== undefined;
  } else {
    const isOfType = isSameType(source.type, type);
    test = () => isOfType;
  }
  return { ...threeValued(lift([source], test) as Getter<boolean | null>), type: BOOLEAN }; // `lift` adds null to the test
}
