import type { Floors } from './floors.ts';
import { isTest, neighboursOf, type SourceFile } from './imports.ts';

/**
 * Which files need one another, in a circle; a sentence for each circle. Types count: two files that share one are one file, or the type
 * has a file of its own.
 */
export function cycleViolations(files: readonly SourceFile[], { recursions }: Pick<Floors, 'recursions'>): string[] {
  const sources = new Map(files.filter(({ path }) => !isTest(path)).map((file) => [file.path, file]));
  const graph = new Map(
    [...sources].map(([path, file]) => [path, neighboursOf(file).filter((target) => sources.has(target))] as const),
  );
  return circles(graph)
    .filter((circle) => !recursions.some((folder) => circle.every((path) => path.startsWith(`${folder}/`))))
    .map(
      (circle) => `${circle.toSorted().join(', ')} need one another: what they share belongs into a file of its own`,
    );
}

/** The groups of nodes that reach one another (Tarjan's strongly connected components), without those of one node alone. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];

  function visit(node: string): number {
    const mine = order.size;
    order.set(node, mine);
    open.push(node);
    let low = mine;
    for (const next of graph.get(node) ?? [])
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next) ?? low);
    if (low === mine) {
      const group = open.splice(open.indexOf(node));
      if (group.length > 1 || graph.get(node)?.includes(node)) found.push(group);
    }
    return low;
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return found;
}
