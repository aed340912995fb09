import { isTest, type SourceFile } from '../boundaries/imports.ts';

/** Sources that have to work for any collection: the packages, and the generator. */
const general = /^(packages|tools\/codegen)\/(.*\/)?src\//;

/** Where what is special to a collection may stand, and what is generated. */
const special = /\/(machine-actions|machines|wait|generated)\/|\.gen\.\w+$/;

/** Words of the domain, however they are put together: `MachineActions`, `machine_action`, `machineId`, `isolate`, `Isolation`. */
const domain = /machine[ _-]?(action|id\b)|isolat/i;

/** Where something is imported from: whoever plugs in what is special has to name its folder. */
const origin = /(?<=\bfrom )'[^'\n]*\/(machine-actions|machines|wait|generated)\/[^'\n]*'/g;

/** What a public entry hands on from such a folder. */
const handedOn = /^export [^;]*? from '[^']*\/(machine-actions|machines|wait|generated)\/[^']*';/gm;

/** What shows how to call something has to call it by some name. */
const example = /@example\b[^]*?(?=\n\s*\*\s*@|\*\/)/g;

const blank = (cut: string): string => cut.replace(/[^\n]/g, '');

/**
 * Which lines speak of one collection where every collection is data; a sentence each.
 *
 * Examples in docstrings are passed over, as tests are.
 */
export function wordViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => general.test(path) && !special.test(path) && !isTest(path))
    .flatMap(({ path, text }) =>
      // Line by line, so that the place is told; what is cut out keeps its line feeds.
      text
        .replace(example, blank)
        .replace(handedOn, blank)
        .replace(origin, blank)
        .split('\n')
        .flatMap((line, index) => {
          const word = domain.exec(line)?.[0];
          return word === undefined
            ? []
            : [`${path}:${index + 1} says "${word}": what is special to a collection stands in its own folder`];
        }),
    );
}
