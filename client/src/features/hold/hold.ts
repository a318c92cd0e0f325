/**
 * What is left of a hold, by the clock of the server that said when it ends. An open attempt to pay may defer the end,
 * so 0 means "any moment".
 * @param serverTime of the same answer's header X-Server-Time; without it nothing is known
 */
export function holdLeftMs(reservedUntil: string | null, serverTime: string | null): number {
  const leftMs = Date.parse(reservedUntil ?? '') - Date.parse(serverTime ?? '');
  return Number.isNaN(leftMs) ? 0 : Math.max(0, leftMs);
}
