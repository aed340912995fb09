// Without TextEncoder: the environment jsdom of Jest hides that of Node.

/** Text as base64url of its UTF-8, without padding, as the parts of a JWT are written (RFC 7515, section 2). */
export function toBase64Url(text: string): string {
  const binary = encodeURIComponent(text).replaceAll(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The text behind base64url.
 *
 * @throws DOMException or URIError for what is not base64url of UTF-8.
 */
export function fromBase64Url(encoded: string): string {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return decodeURIComponent(
    Array.from(binary, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
  );
}
