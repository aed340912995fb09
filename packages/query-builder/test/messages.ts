import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const src = new URL('../src/', import.meta.url);

/** The sources of a folder and of those in it. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, src), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(name));

/** The files whose messages speak to who writes a filter: those of the parser and of the check. */
const files = [...['parse', 'check'].flatMap(filesOf), 'args/refuse-tree.ts'];

/** The files that speak to who builds a query. */
export const ofBuilder = [
  'builder/query.ts',
  'builder/operand.ts',
  'builder/object-syntax.ts',
  'builder/field.ts',
  'check/refusals.ts',
  'check/check-operands.ts',
  'args/filter-text.ts',
];

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A pattern for each text of prose in a file, whatever stands in its holes: so every message, and every advice that is part of one. */
function proseOf(file: string): [where: string, pattern: RegExp][] {
  const source = ts.createSourceFile(file, readFileSync(new URL(file, src), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: [string, RegExp][] = [];
  const visit = (node: ts.Node): void => {
    const parts = ts.isStringLiteralLike(node)
      ? [node.text]
      : ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
        : [];
    // What could stand at a place, `a name`, is no sentence.
    const isProse =
      /[a-z]{2,} [a-z]|[a-z] [a-z]{2,}/i.test(parts.join('x')) && !/^(an?|the) \w+$/.test(parts.join('x'));
    if (isProse) found.push([`${file}: ${parts.join('…')}`, new RegExp(parts.map(escape).join('[^]*'))]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Every text of prose that the parser or the check can say, with where it stands. */
export const messages: ReadonlyMap<string, RegExp> = new Map(files.flatMap(proseOf));

/** Every text of prose that the builder can say. */
export const builderMessages: ReadonlyMap<string, RegExp> = new Map(ofBuilder.flatMap(proseOf));

/** Every text of prose that the evaluator can say, of a filter, an order, a selection or a row. */
export const evaluatorMessages: ReadonlyMap<string, RegExp> = new Map(filesOf('evaluate').flatMap(proseOf));
