import { clouds, operations, type OperationId } from '@defender-odata/client';

/** Where a URL leads. */
export interface Route {
  readonly operationId: OperationId;
  readonly method: string;
  /** The `{id}` of the path as it was sent, percent-encoded. */
  readonly encodedId?: string;
}

const escape = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** `/api/machineactions/{id}` as a pattern: any case, with or without the version, a slash at the end or not (observed). */
function pathPattern(path: string): string {
  const [, first = '', ...rest] = path.split('/');
  const segments = rest.map((segment) => (segment.startsWith('{') ? '([^/]+)' : escape(segment)));
  return `/${escape(first)}(?:/v1\\.0)?/${segments.join('/')}/?`;
}

const routes = (Object.keys(operations) as OperationId[]).map((operationId) => {
  const { method, path } = operations[operationId];
  return { operationId, method, path, pattern: pathPattern(path), test: new RegExp(`^${pathPattern(path)}$`, 'i') };
});

const hosts = Object.values(clouds).map((url) => new URL(url).host);
const hostPattern = `https://(?:${hosts.map(escape).join('|')})`;

/** What is handled, as `GET /api/machineactions`: for error messages. */
export const handledPaths: readonly string[] = routes.map(({ method, path }) => `${method} ${path}`);

/** The whole URLs of each operation, without a query, on every host of the spec; and of everything else below `/api` there. */
export const urlPatterns: readonly RegExp[] = [
  ...routes.map(({ pattern }) => new RegExp(`^${hostPattern}${pattern}$`, 'i')),
  new RegExp(`^${hostPattern}/api(?:/.*)?$`, 'i'),
];

/**
 * Finds the operation of a path.
 *
 * @param pathname The URL's path, percent-encoded.
 * @returns The route, or undefined where no operation has the path.
 */
export function routeOf(pathname: string): Route | undefined {
  for (const { operationId, method, test } of routes) {
    const match = test.exec(pathname);
    if (match !== null) return { operationId, method, ...(match[1] === undefined ? {} : { encodedId: match[1] }) };
  }
  return undefined;
}

/** The origin that `@odata.context` names: the one called where it is the service's, else the public cloud's. */
export function contextOrigin(url: URL): string {
  return url.protocol === 'https:' && hosts.includes(url.host) ? url.origin : clouds.public;
}
