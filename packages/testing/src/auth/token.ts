import { EmulatorError } from '../support/errors.ts';
import { ownOptions } from '../support/own-options.ts';
import { signedMilliseconds, type Duration } from '../clock/duration.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/** What a token of the emulator says. */
export interface TokenOptions {
  /** Application permissions (the claim `roles`). Default, where there is no `scp` either: every permission the spec names. */
  readonly roles?: string | readonly string[];
  /** Delegated permissions (the claim `scp`): a list, or a text with spaces between. */
  readonly scp?: string | readonly string[];
  /** How long the token lives, on the emulator's clock. 0 or less makes one that has expired. Default: `'1h'`, as the service's. */
  readonly expiresIn?: Duration;
  /** The application (the claim `appid`). Calls are counted for each application and tenant. */
  readonly appId?: string;
  /** The tenant (the claim `tid`). */
  readonly tenantId?: string;
  /** For whom the token is. Default: the service. */
  readonly audience?: string;
}

/** The claims that the emulator reads. */
export interface Claims {
  readonly aud: string;
  readonly exp: number;
  readonly appid: string;
  readonly tid: string;
  readonly roles?: readonly string[];
  readonly scp?: string;
}

const APP_ID = '00000000-0000-4000-8000-00000000a991';
const TENANT_ID = '00000000-0000-4000-8000-000000007e4a';
const NAMES = [
  'roles',
  'scp',
  'expiresIn',
  'appId',
  'tenantId',
  'audience',
] as const satisfies readonly (keyof TokenOptions)[];
const words = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : value;

const isText = (value: unknown): value is string => typeof value === 'string';

/** From JavaScript anything can come. */
function checkTexts(options: TokenOptions): void {
  const { roles, scp, appId, tenantId, audience } = options;
  for (const [name, value] of Object.entries({ roles, scp, appId, tenantId, audience })) {
    const many = name === 'roles' || name === 'scp';
    if (value === undefined || isText(value) || (many && Array.isArray(value) && value.every(isText))) continue;
    throw new EmulatorError(
      'InvalidOption',
      `token.${name} is ${JSON.stringify(value)}; it must be a text${many ? ' or a list of texts' : ''}.`,
    );
  }
}

/**
 * Makes a token in the shape of a JWT. It is not signed and says so in its header, its issuer and where the signature would stand,
 * so nothing but the emulator takes it.
 *
 * @param given What it says.
 * @param now The time, in milliseconds.
 * @param defaults The audience, and the roles of a token that names no permission.
 */
export function makeToken(
  given: TokenOptions,
  now: number,
  defaults: { readonly audience: string; readonly roles: readonly string[] },
): string {
  const options = ownOptions('token', given, NAMES);
  checkTexts(options);
  const lifetime = signedMilliseconds(options.expiresIn ?? '1h', "The token's expiresIn");
  const issuedAt = Math.floor(now / 1000);
  const roles = options.roles ?? (options.scp === undefined ? defaults.roles : undefined);
  const claims = {
    aud: options.audience ?? defaults.audience,
    iss: 'https://defender-emulator.invalid/',
    iat: issuedAt,
    nbf: issuedAt,
    // Not rounded: a token that lives for less than a second would have expired. RFC 7519 allows it (section 2, NumericDate).
    exp: (now + lifetime) / 1000,
    appid: options.appId ?? APP_ID,
    tid: options.tenantId ?? TENANT_ID,
    ...(roles === undefined ? {} : { roles: words(roles) }),
    ...(options.scp === undefined ? {} : { scp: words(options.scp).join(' ') }),
    ver: '1.0',
  };
  const header = { typ: 'JWT', alg: 'none' };
  return `${toBase64Url(JSON.stringify(header))}.${toBase64Url(JSON.stringify(claims))}.fake-token-of-the-emulator`;
}

/** Reads the claims of a bearer token; undefined for what is not one. No signature is checked: there is none. */
export function readToken(token: string): Claims | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(fromBase64Url(payload));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const { aud, exp, appid, tid, roles, scp } = claims as Readonly<Record<string, unknown>>;
    if (!isText(aud) || typeof exp !== 'number') return undefined;
    return {
      aud,
      exp,
      appid: isText(appid) ? appid : '',
      tid: isText(tid) ? tid : '',
      ...(Array.isArray(roles) ? { roles: roles.filter(isText) } : {}),
      ...(isText(scp) ? { scp } : {}),
    };
  } catch {
    return undefined;
  }
}
