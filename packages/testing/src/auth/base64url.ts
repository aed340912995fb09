import { decodeUtf8, encodeUtf8 } from '../support/utf8.ts';

/** Text as base64url of its UTF-8, without padding, as the parts of a JWT are written (RFC 7515, section 2). */
export function toBase64Url(text: string): string {
  const binary = Array.from(encodeUtf8(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The text behind base64url.
 *
 * @throws DOMException, TypeError or URIError for what is not base64url of UTF-8.
 */
export function fromBase64Url(encoded: string): string {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return decodeUtf8(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
