import type { SpecIssue } from '../spec/issue.ts';
import { list, record } from '../spec/value.ts';
import type { Spec } from '../spec/spec.ts';
import type { Rule } from './rule.ts';

/** There is a scope to ask a token for, and only one. */
function scopeIssues(spec: Spec, isNeeded: boolean): readonly SpecIssue[] {
  const at = ['components', 'securitySchemes'];
  const schemes = Object.entries(record(record(spec.root['components'])['securitySchemes']));
  const scopes = schemes.filter(([, scheme]) => 'x-scope' in record(scheme));
  if (scopes.length === 0 && !isNeeded) return [];
  if (scopes.length === 0)
    return [spec.issue(at, 'One security scheme needs an x-scope: the scope that a token is asked for.')];
  return scopes.flatMap(([name, scheme], index) => {
    const scope = record(scheme)['x-scope'];
    if (index > 0) return [spec.issue([...at, name, 'x-scope'], 'Only one security scheme can have an x-scope.')];
    return typeof scope === 'string' && scope !== ''
      ? []
      : [spec.issue([...at, name, 'x-scope'], 'x-scope is text, such as https://…/.default.')];
  });
}

/** Each audience is text, said once: what a token has as `aud`, without the slash that it may have at its end. */
function audienceIssues(spec: Spec): readonly SpecIssue[] {
  const schemes = Object.entries(record(record(spec.root['components'])['securitySchemes']));
  return schemes.flatMap(([name, scheme]) => {
    const value = record(scheme)['x-audiences'];
    if (value === undefined) return [];
    const at = ['components', 'securitySchemes', name, 'x-audiences'];
    const audiences = list(value);
    if (audiences.length === 0) return [spec.issue(at, 'x-audiences needs a list of { value, x-source }.')];
    const values = audiences.map((audience) => record(audience)['value']);
    return values.flatMap((audience, index): readonly SpecIssue[] => {
      const place = [...at, index, 'value'];
      if (typeof audience !== 'string' || !/^\S*[^/\s]$/.test(audience))
        return [spec.issue(place, 'An audience needs a value: text without a slash at its end, such as https://….')];
      return values.indexOf(audience) < index ? [spec.issue(place, `The audience "${audience}" is listed twice.`)] : [];
    });
  });
}

/** Every server has a name of its own and a bare https origin: paths and versions belong to the operations. */
function serverIssues(spec: Spec, isNamed: boolean): readonly SpecIssue[] {
  const names = new Set<string>();
  const urls = new Set<unknown>();
  const servers = list(spec.root['servers']);
  if (servers.length === 0 && !isNamed) return [];
  if (servers.length === 0) return [spec.issue(['servers'], 'The spec needs at least one server with an x-cloud.')];
  return servers.flatMap((server, index): readonly SpecIssue[] => {
    const { url, 'x-cloud': name } = record(server);
    const at = ['servers', index];
    if (!isNamed && name === undefined) return [];
    const isDuplicate = names.has(String(name));
    names.add(String(name));
    const isKnown = urls.has(url);
    urls.add(url);
    return [
      ...(typeof name === 'string' && /^[a-z][a-z0-9-]*$/.test(name)
        ? []
        : [
            spec.issue(
              [...at, 'x-cloud'],
              'A server needs an x-cloud: the name by which a client chooses it, in lower case, digits and dashes.',
            ),
          ]),
      ...(isKnown ? [spec.issue([...at, 'url'], `Duplicate url "${String(url)}": each server needs its own.`)] : []),
      ...(isDuplicate
        ? [spec.issue([...at, 'x-cloud'], `Duplicate x-cloud "${String(name)}": each server needs its own.`)]
        : []),
      ...(typeof url === 'string' && /^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(url)
        ? []
        : [spec.issue([...at, 'url'], 'A server needs an https URL without a path and without a slash at its end.')]),
    ];
  });
}

/** A client can be pointed at the service, and ask for a token. */
export const serviceRule: Rule = (spec, { needs }) => [
  ...serverIssues(spec, needs.includes('clouds')),
  ...scopeIssues(spec, needs.includes('scope')),
  ...audienceIssues(spec),
];
