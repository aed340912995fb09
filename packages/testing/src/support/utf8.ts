// The environment jsdom of Jest hides the encoders of Node: text is then put through percent-encoding, which is UTF-8 too.

/** Text in UTF-8; half a surrogate pair as the sign for what cannot be encoded, as TextEncoder has it. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (typeof TextEncoder !== 'undefined') return new TextEncoder().encode(text);
  const whole = text.replaceAll(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
  const binary = encodeURIComponent(whole).replaceAll(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/**
 * The text of bytes in UTF-8.
 *
 * @throws TypeError or URIError for what is not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (typeof TextDecoder !== 'undefined')
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}
