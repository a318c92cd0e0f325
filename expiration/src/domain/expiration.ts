import { v5 as uuidv5 } from 'uuid';

/** Our namespace for event ids (RFC 9562, section 5.5). Must never change, because event ids derive from it. */
const namespace = '3b0f6c1e-5f0a-4d0e-9c55-6f3a2f1f7c11';

/**
 * Returns the event id of an order's expiration. It is the same for the same order, so that consumers see one event
 * however often the timer fires.
 */
export const expirationEventId = (orderId: string): string => uuidv5(orderId, namespace);

/** Returns the milliseconds until the reservation ends, ≥ 0: an expired one is due immediately. */
export const delayUntil = (expiresAtMs: number, nowMs: number): number => Math.max(0, expiresAtMs - nowMs);
