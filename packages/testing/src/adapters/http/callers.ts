import { clouds } from '@defender-odata/client';
import type { OriginRule } from '../../http/cross-origin.ts';

/** Names of this machine alone; a browser resolves the last two itself (RFC 6761, section 6.3). */
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost|[^.]+\.localhost)$/i;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])$/i;

/** The host of a URL or a `Host` header, without its port; undefined for what is none. */
function hostnameOf(host: string): string | undefined {
  const url = `http://${host}`;
  // A user's name, a path or a query would be taken for a part of the host's name by somebody.
  return /[\s/?#@\\]/.test(host) || !URL.canParse(url) ? undefined : new URL(url).hostname.replace(/\.$/, '');
}

/** Whether an address or a name is one of this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host) || host === '::1';

/**
 * Says whose pages may ask: those of this machine, and those that were named.
 *
 * @param allowed Origins, such as `https://app.example`; `'*'` for all.
 */
export function originRule(allowed: readonly string[]): OriginRule {
  if (allowed.includes('*')) return () => true;
  const named = new Set(allowed.map((origin) => (URL.canParse(origin) ? new URL(origin).origin : origin)));
  return (origin) => named.has(origin) || (URL.canParse(origin) && isLoopback(new URL(origin).hostname));
}

const serviceHosts: ReadonlySet<string> = new Set(Object.values(clouds).map((url) => new URL(url).hostname));

/**
 * Says by which names the server may be called. A page that has its own name resolved to this machine (DNS rebinding) is of the same
 * origin as the server, and no browser would keep rows of the test from it: such a name is refused.
 *
 * @param allowed Further names.
 * @param isRemote Whether other machines may call: they know it by a name of one word, as containers do.
 */
export function hostRule(allowed: readonly string[], isRemote: boolean): (host: string) => boolean {
  const named = new Set(allowed.map((name) => name.toLowerCase()));
  return (host) => {
    const name = hostnameOf(host);
    if (name === undefined) return false;
    // Nobody else can have an address, or a name of the service, lead here.
    if (isLoopback(name) || ADDRESS.test(name) || serviceHosts.has(name) || named.has(name)) return true;
    return isRemote && !name.includes('.');
  };
}
