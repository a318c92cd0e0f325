import { decide, evolve, type Order, type OrderEvent, type OrderInput } from '../domain/order.ts';
import type { Tx } from '../store/database.ts';
import { type LockedOrder, lockOrders, type OrderChange, saveOrders } from '../store/order-store.ts';

/** An input, or a function that creates one from the database's clock. */
export type TimedInput = OrderInput | ((now: Date) => OrderInput);

export interface AddressedInput {
  orderId: string;
  input: TimedInput;
  /** Trace context of the cause; defaults to the current one. */
  traceparent?: string | undefined;
}

/**
 * Locks orders, decides the events that follow from their inputs, and saves both. Requires the caller's transaction.
 * Inputs of unknown orders have no effect.
 */
export async function applyInputs(tx: Tx, inputs: readonly AddressedInput[]): Promise<void> {
  const locked = await lockOrders(tx, [...new Set(inputs.map(({ orderId }) => orderId))]);
  const byOrder = Map.groupBy(inputs, ({ orderId }) => orderId);
  const changes: OrderChange[] = [];
  for (const [orderId, ofOrder] of byOrder) {
    const found = locked.get(orderId);
    if (found)
      changes.push({ order: found.order, events: decideAll(found, ofOrder), traceparent: ofOrder[0]?.traceparent });
  }
  await saveOrders(tx, changes);
}

/** Decides several inputs in sequence. */
function decideAll({ order, now }: LockedOrder, inputs: readonly AddressedInput[]): OrderEvent[] {
  const events: OrderEvent[] = [];
  let current: Order = order;
  for (const { input } of inputs) {
    const next = decide(current, typeof input === 'function' ? input(now) : input);
    current = next.reduce(evolve, current);
    events.push(...next);
  }
  return events;
}
