import type { SpecModel } from '../model/model.ts';
import { emitCollections } from './collections.ts';
import { emitEmulated, emitFactories } from './emulated.ts';
import { emitEntitySets } from './entity-sets.ts';
import { filterableTable } from './filterable-table.ts';
import { emitFixtures } from './fixtures.ts';
import { emitOperations } from './operations.ts';
import { printModule } from './print.ts';
import { emitQuerySets } from './query-sets.ts';
import { emitSchema } from './schema.ts';
import { emitService } from './service.ts';

/** Everything that is emitted from the model, by path from the root: not yet formatted, without header. */
export function emitModules(model: SpecModel): ReadonlyMap<string, string> {
  const modules = [
    emitEntitySets(model.entitySets),
    emitQuerySets(model.entitySets),
    emitCollections(model.collections),
    emitOperations(model.operations),
    emitService(model.service),
    emitFixtures(model.examples),
    emitSchema(model.entitySets, model.examples, model.operations),
    emitEmulated(model),
    emitFactories(model),
  ];
  return new Map([
    ...modules.map((module) => [module.path, printModule(module)] as const),
    ['docs/filterable-properties.gen.md', filterableTable(model.entitySets)],
  ]);
}
