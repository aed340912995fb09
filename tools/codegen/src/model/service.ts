import type { Spec } from '../spec/spec.ts';
import { list, record, text, texts } from '../spec/value.ts';
import type { EntitySetModel, ServiceModel } from './model.ts';

/** The names under which properties of an entity type were seen too, each with the real name. */
function readAliases(spec: Spec, entityType: string): Readonly<Record<string, string>> {
  const schema = record(record(record(spec.root['components'])['schemas'])[entityType]);
  return Object.fromEntries(
    Object.entries(record(schema['properties'])).flatMap(([name, property]) =>
      texts(record(property)['x-aliases']).map((alias) => [alias, name]),
    ),
  );
}

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
    finalStatuses: Object.values(record(components['schemas'])).flatMap((schema) => texts(record(schema)['x-final'])),
    aliases: Object.fromEntries(
      entitySets
        .map(({ entityType }) => [entityType, readAliases(spec, entityType)] as const)
        .filter(([, aliases]) => Object.keys(aliases).length > 0),
    ),
  };
}
