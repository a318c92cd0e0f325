import { type ExpiryRules, reservationDue } from '../domain/expiry.ts';
import { decide, evolve, type Order, type OrderEvent, type OrderInput } from '../domain/order.ts';
import type { Tx } from '../store/database.ts';
import { type LockedOrder, lockOrders, type OrderChange, saveOrders } from '../store/order-store.ts';

export interface AddressedInput {
  orderId: string;
  /** `reservation_due`: the reservation may have expired, by the database's clock. */
  input: OrderInput | 'reservation_due';
  /** Trace context of the cause; defaults to the current one. */
  traceparent?: string | undefined;
}

/**
 * Locks orders, decides the events that follow from their inputs, and saves both. Requires the caller's transaction.
 * Inputs of unknown orders have no effect.
 */
export const applyOrderInputs =
  (rules: ExpiryRules) =>
  async ({ tx, inputs }: { tx: Tx; inputs: readonly AddressedInput[] }): Promise<void> => {
    const locked = await lockOrders(tx, [...new Set(inputs.map(({ orderId }) => orderId))]);
    const byOrder = Map.groupBy(inputs, ({ orderId }) => orderId);
    const changes: OrderChange[] = [];
    for (const [orderId, ofOrder] of byOrder) {
      const found = locked.get(orderId);
      if (!found) continue;
      const events = decideAll(rules, found, ofOrder);
      changes.push({ order: found.order, events, traceparent: ofOrder[0]?.traceparent });
    }
    await saveOrders(tx, changes);
  };

/** Decides several inputs in sequence. */
function decideAll(rules: ExpiryRules, { order, now }: LockedOrder, inputs: readonly AddressedInput[]): OrderEvent[] {
  const events: OrderEvent[] = [];
  let current: Order = order;
  for (const { input } of inputs) {
    const next = decide(current, input === 'reservation_due' ? reservationDue(rules)(now) : input);
    current = next.reduce(evolve, current);
    events.push(...next);
  }
  return events;
}
