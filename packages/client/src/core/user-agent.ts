import { DefenderError } from '../errors/defender-error.ts';
import { VERSION } from './version.ts';

/** What the client calls itself, and on what it runs; what an application calls itself comes first. */
export function userAgent(prefix: string | undefined): string {
  if (prefix !== undefined && !/^[\x20-\x7e]+$/.test(prefix))
    throw new DefenderError(
      'InvalidArgument',
      'userAgentPrefix must be printable ASCII text, such as "nightly-export/1.2".',
    );
  const { process, navigator } = globalThis as { process?: { version?: string }; navigator?: { userAgent?: string } };
  const platform = process?.version ? `Node.js/${process.version.slice(1)}` : navigator?.userAgent;
  return [prefix, `defender-odata-client/${VERSION}`, platform].filter(Boolean).join(' ');
}
