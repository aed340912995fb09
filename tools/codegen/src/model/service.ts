import type { Spec } from '../spec/spec.ts';
import { list, record, text, texts } from '../spec/value.ts';
import { aliasesOf } from './collections.ts';
import type { EntitySetModel, ServiceModel } from './model.ts';

/** The service as a whole: hosts, token scope, and what the schemas say of values. */
export function readService(spec: Spec, entitySets: readonly EntitySetModel[]): ServiceModel {
  const components = record(spec.root['components']);
  const schemes = Object.values(record(components['securitySchemes'])).map(record);
  return {
    clouds: list(spec.root['servers']).map((server) => {
      const { url, description, 'x-cloud': name } = record(server);
      return { name: text(name), url: text(url), description: text(description) };
    }),
    scope: schemes.map((scheme) => text(scheme['x-scope'])).find(Boolean) ?? '',
    audiences: schemes.flatMap((scheme) =>
      list(scheme['x-audiences']).map((audience) => text(record(audience)['value'])),
    ),
    finalStatuses: Object.values(record(components['schemas'])).flatMap((schema) => texts(record(schema)['x-final'])),
    aliases: Object.fromEntries(entitySets.map((entitySet) => [entitySet.entityType, aliasesOf(entitySet)] as const)),
  };
}
