import type { Spec } from '../spec/spec.ts';
import { readCollections } from './collections.ts';
import { readEntitySets } from './entity-sets.ts';
import { readExamples } from './examples.ts';
import type { SpecModel } from './model.ts';
import { readOperations } from './operations.ts';
import { readService } from './service.ts';

/** The model of a spec that has passed the rules. */
export function readModel(spec: Spec): SpecModel {
  const entitySets = readEntitySets(spec);
  const operations = readOperations(spec);
  return {
    service: readService(spec),
    operations,
    entitySets,
    collections: readCollections(entitySets, operations),
    examples: readExamples(spec),
  };
}
