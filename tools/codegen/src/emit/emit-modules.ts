import type { CodegenConfig } from '../config.ts';
import type { SpecModel } from '../model/model.ts';
import { emitCollections } from './collections.ts';
import { emitEmulated, emitFactories } from './emulated.ts';
import { emitEntitySets } from './entity-sets.ts';
import type { GeneratedModule } from './file.ts';
import { filterableTable } from './filterable-table.ts';
import { emitFixtures } from './fixtures.ts';
import { emitOperations } from './operations.ts';
import { printModule } from './print.ts';
import { emitQuerySets } from './query-sets.ts';
import { emitRows, withoutInsides } from './rows.ts';
import { emitSchema } from './schema.ts';
import { emitService } from './service.ts';

type Output = Pick<CodegenConfig, 'output' | 'imports' | 'openapiGenerator' | 'sources'>;

/** What a query builder alone needs: without openapi-generator the types of the rows, and no insides, which no query asks for. */
function builderModules({ entitySets }: SpecModel, { openapiGenerator }: Output): readonly GeneratedModule[] {
  const sets = openapiGenerator ? entitySets : entitySets.map(withoutInsides);
  return [emitEntitySets(sets), emitQuerySets(sets), ...(openapiGenerator ? [] : [emitRows(entitySets)])];
}

const clientModules = (model: SpecModel): readonly GeneratedModule[] => [
  emitCollections(model.collections),
  emitOperations(model.operations),
  emitService(model.service),
];

const testingModules = (model: SpecModel): readonly GeneratedModule[] => [
  emitFixtures(model.examples),
  emitSchema(model.entitySets, model.examples, model.operations),
  emitEmulated(model),
  emitFactories(model),
];

/** Everything that is emitted from the model, by path from the root: not yet formatted, without header. */
export function emitModules(model: SpecModel, config: Output): ReadonlyMap<string, string> {
  const { output } = config;
  const imports = { '#models': './rows.gen.ts', '#date-time-offset': './rows.gen.ts', ...config.imports };
  const modules = [
    ...builderModules(model, config),
    ...(output.client === undefined ? [] : clientModules(model)),
    ...(output.testing === undefined ? [] : testingModules(model)),
  ];
  return new Map([
    ...modules.map((module) => [placeOf(module, output), printModule(module, imports)] as const),
    ...(output.docs === undefined
      ? []
      : [[output.docs, filterableTable(model.entitySets, config.sources, model.operations)] as const]),
  ]);
}

/** Where a module goes: its name in the folder of its part. */
function placeOf({ path }: GeneratedModule, output: Output['output']): string {
  const [part, name] = path.split('/') as [keyof typeof output, string];
  return `${output[part] ?? ''}/${name}`;
}
