const name = 'reserve-after-sign-in';
/** A sign-in that takes longer is another visit. */
const validForMs = 15 * 60_000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Notes in this tab that the visitor wanted to reserve a ticket and has gone to sign in. */
export function keepPendingReservation(store: Store, ticketId: string, nowMs: number): void {
  store.setItem(name, JSON.stringify({ ticketId, atMs: nowMs }));
}

/** Returns whether the visitor has come back to reserve this ticket, once. */
export function takePendingReservation(store: Store, ticketId: string, nowMs: number): boolean {
  const text = store.getItem(name);
  store.removeItem(name);
  try {
    const kept = JSON.parse(text ?? 'null') as { ticketId?: unknown; atMs?: unknown } | null;
    return kept?.ticketId === ticketId && typeof kept.atMs === 'number' && nowMs - kept.atMs < validForMs;
  } catch {
    return false;
  }
}
