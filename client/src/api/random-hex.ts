/** `crypto.randomUUID` exists only on https and localhost; a laptop's page opened from a phone has neither. */
export function randomHex(byteCount: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(byteCount));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
