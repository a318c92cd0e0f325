import { v5 as uuidv5 } from 'uuid';

/** Our own namespace for event ids (RFC 9562, 5.5); fixed for ever, because event ids follow from it. */
const namespace = '3b0f6c1e-5f0a-4d0e-9c55-6f3a2f1f7c11';

/**
 * Event id of an order's expiration: always the same for the same order, so that however often the timer fires, consumers
 * see one event.
 */
export const expirationEventId = (orderId: string): string => uuidv5(orderId, namespace);

/** Milliseconds until the reservation ends, ≥ 0: what is over is due at once. */
export const delayUntil = (expiresAtMs: number, nowMs: number): number => Math.max(0, expiresAtMs - nowMs);
