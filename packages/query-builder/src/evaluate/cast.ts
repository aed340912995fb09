import type { CallNode, FilterNode } from '../nodes/filter-node.ts';
import { compile } from './compile.ts';
import { type Context, type Expression, type Getter, refuse } from './context.ts';
import { converterOf } from './convert.ts';
import { lift } from './lift.ts';
import { threeValued } from './logic.ts';
import { BOOLEAN, isNumeric, primitive, primitiveNames, type StaticType } from './static-type.ts';
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

/** The primitive type of that name; undefined for the name of a structured type. Other types of Edm are refused. */
function primitiveNamed(wanted: string, node: FilterNode, cx: Context): StaticType | undefined {
  const name = primitiveNames.find((candidate) => candidate === wanted);
  if (name !== undefined) return primitive(name);
  if (/^Edm\.|^Collection\(/.test(wanted))
    refuse(cx, node, `A value cannot be evaluated as ${wanted}.`, primitiveNames);
  return undefined;
}

/** Compiles `cast`: the value as another type, null where it is none of that type (5.1.1.10.1). */
export function compileCast(node: CallNode, cx: Context): Expression {
  const { source, wanted } = readArguments(node, cx);
  const type = primitiveNamed(wanted, node, cx);
  if (source.type.kind === 'null') return source;
  if (type === undefined) {
    const isOfType = compileTypeTest(node, wanted, source.type, cx);
    return { type: source.type, get: lift([source], (value: object) => (isOfType(value) ? value : null)) };
  }
  const convert = converterOf(source.type, type);
  if (!convert) return refuse(cx, node, `There is no cast to ${wanted} from what is given.`);
  return { type, get: lift([source], (value: unknown) => convert(value) ?? null) };
}

/** Compiles `isof`: whether the value is of a type; null where the value is (5.1.1.10.2). */
export function compileIsOf(node: CallNode, cx: Context): Expression {
  const { source, wanted } = readArguments(node, cx);
  const type = primitiveNamed(wanted, node, cx);
  let test: (value: object) => boolean;
  if (source.type.kind === 'null') test = () => false;
  else if (type === undefined) test = compileTypeTest(node, wanted, source.type, cx);
  else if (isNumeric(source.type) && isNumeric(type)) {
    // A number is of every numeric type that holds it.
    const convert = converterOf(source.type, type, 'exactly');
    test = (value) => convert?.(value) !== undefined;
  } else {
    const isOfType = source.type.kind === 'primitive' && source.type === type;
    test = () => isOfType;
  }
  return { ...threeValued(lift([source], test) as Getter<boolean | null>), type: BOOLEAN }; // `lift` adds null to the test
}
