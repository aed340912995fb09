import { clouds, type OperationId } from '@defender-odata/client';
import { operationIds, operationOf } from './operation.ts';

/** Where a method and a path lead. */
export type Route =
  | {
      readonly operationId: OperationId;
      /** The path's parameters by name, as they were sent, percent-encoded. */
      readonly parameters: Readonly<Record<string, string>>;
      /** What may be asked of the path, in upper case. */
      readonly allowed: readonly string[];
    }
  /** The path is there, and does not take the method. */
  | { readonly operationId?: undefined; readonly allowed: readonly string[] };

const escape = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** `/api/machines/{id}` as a pattern: any case, with or without the version, a slash at the end or not (observed). */
function pathPattern(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  // A parameter may be a part of a segment: `…(index={index})`.
  const segments = rest.map((segment) =>
    segment
      .split(/\{[^}]*\}/)
      .map(escape)
      .join('([^/]+)'),
  );
  return `/${escape(first)}(?:/v1\\.0)?/${segments.join('/')}/?`;
}

/** How many segments of a path are fixed: of two paths that match, the one with more of them is meant. */
const fixedSegments = (path: string): number => path.split('/').filter((segment) => !segment.includes('{')).length;

const routes = operationIds
  .map((operationId) => {
    const { method, path, pathParameters } = operationOf(operationId);
    const pattern = pathPattern(path);
    return { operationId, method, path, pathParameters, pattern, test: new RegExp(`^${pattern}$`, 'i') };
  })
  .toSorted((left, right) => fixedSegments(right.path) - fixedSegments(left.path));

const hosts = Object.values(clouds).map((url) => new URL(url).host);
const hostPattern = `https://(?:${hosts.map(escape).join('|')})`;

/** What the spec has, as `GET /api/machines`: for error messages. */
export const handledPaths: readonly string[] = routes.map(({ method, path }) => `${method} ${path}`);

/** The whole URLs of each path, without a query, on every host of the spec; and of everything else below `/api` there. */
export const urlPatterns: readonly RegExp[] = [
  ...[...new Set(routes.map(({ pattern }) => pattern))].map((pattern) => new RegExp(`^${hostPattern}${pattern}$`, 'i')),
  new RegExp(`^${hostPattern}/api(?:/.*)?$`, 'i'),
];

/** What may be asked of a path: who may GET may HEAD (RFC 9110, section 9.3.2), and everybody may ask for the options. */
const allowedOf = (methods: readonly string[]): readonly string[] => [
  ...new Set([...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS']),
];

/**
 * Finds the operation of a method and a path.
 *
 * @param method The method, in upper case.
 * @param pathname The URL's path, percent-encoded.
 * @returns The route, or undefined where no operation has the path.
 */
export function routeOf(method: string, pathname: string): Route | undefined {
  const [best] = routes.filter(({ test }) => test.test(pathname));
  if (best === undefined) return undefined;
  const found = routes.filter(({ pattern }) => pattern === best.pattern);
  const allowed = allowedOf(found.map((route) => route.method));
  const route = found.find((candidate) => candidate.method === (method === 'HEAD' ? 'GET' : method));
  if (route === undefined) return { allowed };
  const values = route.test.exec(pathname)?.slice(1) ?? [];
  const parameters = Object.fromEntries(route.pathParameters.map((name, index) => [name, values[index] ?? '']));
  return { operationId: route.operationId, parameters, allowed };
}

/** The origin that `@odata.context` names: the one called where it is the service's, else the public cloud's. */
export function contextOrigin(url: URL): string {
  return url.protocol === 'https:' && hosts.includes(url.host) ? url.origin : clouds.public;
}
