import { createStandingDelay } from '@ticketing/common/pacing';

/**
 * Measures how far the services that follow a reservation are behind. A standing delay means that reservations come in
 * faster than they can be processed and paid.
 */
export interface DownstreamDelay {
  reserved(orderId: string): void;
  /** The event that shows the ticket as held by the order: both relays, the broker and both consumers took part. */
  confirmed(orderId: string): void;
  /** An attempt to pay has started after its request waited in payments. */
  attemptWaited(ms: number): void;
  /** Milliseconds; 0 while nothing arrives: an outage is not overload. */
  currentMs(): number;
}

const intervalMs = 1_000;
/** Fewer per interval are no overload, however late: a message may be delayed, or retried after a fault. */
const minSamples = 5;
/** With several replicas, another one may receive the confirmation. */
const maxAwaited = 10_000;

export function createDownstreamDelay(now = () => performance.now()): DownstreamDelay {
  const reservedAt = new Map<string, number>();
  const median = { intervalMs, minSamples, quantile: 0.5, now };
  const ofTickets = createStandingDelay(median);
  const ofPayments = createStandingDelay(median);
  return {
    reserved(orderId) {
      const [oldest] = reservedAt.keys();
      if (reservedAt.size >= maxAwaited && oldest !== undefined) reservedAt.delete(oldest);
      reservedAt.set(orderId, now());
    },
    confirmed(orderId) {
      const at = reservedAt.get(orderId);
      if (at === undefined) return;
      reservedAt.delete(orderId);
      ofTickets.record(now() - at);
    },
    attemptWaited: ofPayments.record,
    currentMs: () => Math.max(ofTickets.currentMs(), ofPayments.currentMs()),
  };
}
