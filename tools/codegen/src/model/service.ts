import type { Spec } from '../spec/spec.ts';
import { list, record, text } from '../spec/value.ts';
import type { ServiceModel } from './model.ts';

/** The service as a whole: hosts, token scope, audiences. */
export function readService(spec: Spec): ServiceModel {
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
  };
}
