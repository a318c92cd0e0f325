/**
 * Returns the time left of a hold by the server's clock. An open payment attempt may defer the expiry, so 0 means "any
 * moment now".
 * @param serverTime the X-Server-Time header of the same response; without it the result is unknown
 */
export function holdLeftMs(reservedUntil: string | null, serverTime: string | null): number {
  const leftMs = Date.parse(reservedUntil ?? '') - Date.parse(serverTime ?? '');
  return Number.isNaN(leftMs) ? 0 : Math.max(0, leftMs);
}
