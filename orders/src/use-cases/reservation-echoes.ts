import { createStandingDelay } from '@ticketing/common/pacing';

/**
 * Measures how long the other services take to follow a reservation: from the reservation to the ticket's event that
 * confirms it, through both relays, the broker and both consumers. A standing delay means that reservations come in
 * faster than tickets and payments can process them.
 */
export interface ReservationEchoes {
  sent(orderId: string): void;
  received(orderId: string): void;
  /** Milliseconds; 0 while nothing is received: an outage is not overload. */
  standingDelayMs(): number;
}

const intervalMs = 1_000;
/** With several replicas, another one may receive the echo. */
const maxAwaited = 10_000;

export function createReservationEchoes(now = () => performance.now()): ReservationEchoes {
  const sentAt = new Map<string, number>();
  const delay = createStandingDelay(intervalMs, now);
  return {
    sent(orderId) {
      const [oldest] = sentAt.keys();
      if (sentAt.size >= maxAwaited && oldest !== undefined) sentAt.delete(oldest);
      sentAt.set(orderId, now());
    },
    received(orderId) {
      const at = sentAt.get(orderId);
      if (at === undefined) return;
      sentAt.delete(orderId);
      delay.record(now() - at);
    },
    standingDelayMs: delay.currentMs,
  };
}
