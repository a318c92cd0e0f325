/** `crypto.randomUUID` exists only on https and localhost; a phone that opens a laptop's page has neither. */
export function randomHex(byteCount: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(byteCount));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
