import { DefenderError } from '../errors/defender-error.ts';

const secure = /^https:|^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/** Where what is secret may go, as a token and a link that needs none: to any host by https, and to this machine in the clear. */
export const isSecure = ({ origin }: URL): boolean => secure.test(origin);

/**
 * The URL that the operations' paths are appended to: the cloud's, or the caller's own.
 *
 * @throws {@link DefenderError} `InvalidArgument` for an unknown cloud, for both at once, and for an endpoint that is no plain
 *   https URL: a token must not travel in the clear (http is accepted for this machine alone).
 */
export function resolveEndpoint(
  clouds: Readonly<Record<string, string>>,
  cloud: string | undefined,
  endpoint: string | undefined,
): string {
  if (endpoint === undefined) {
    const name = cloud ?? 'public';
    const url = Object.hasOwn(clouds, name) && clouds[name];
    if (url) return url;
    throw invalid(`There is no cloud "${name}". Allowed: ${Object.keys(clouds).join(', ')}.`);
  }
  if (cloud !== undefined) throw invalid('Give either "cloud" or "endpoint", not both.');
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || url.href !== url.origin + url.pathname || !isSecure(url))
    throw invalid('The endpoint must be an https URL (http on this machine alone) without user, query and fragment.');
  return url.href.replace(/\/+$/, '');
}

const invalid = (message: string) => new DefenderError('InvalidArgument', message);
