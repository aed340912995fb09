/** Decodes base64, of the alphabet for URLs or of the common one, to a string of bytes; throws for anything else. */
export const fromBase64Url = (text: string): string => atob(text.replaceAll('-', '+').replaceAll('_', '/'));
