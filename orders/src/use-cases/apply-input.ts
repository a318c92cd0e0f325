import { decide, evolve, type Order, type OrderEvent, type OrderInput } from '../domain/order.ts';
import type { Tx } from '../store/database.ts';
import { type LockedOrder, lockOrders, type OrderChange, saveOrders } from '../store/order-store.ts';

/** What happens to an order: an input, or one that needs the database's clock. */
export type InputAt = OrderInput | ((now: Date) => OrderInput);

export interface OrderNews {
  orderId: string;
  input: InputAt;
  /** Trace context of the cause; the current one when left out. */
  traceparent?: string | undefined;
}

/**
 * Locks orders, decides what follows from the news of each, and saves them with their events, in the caller's transaction.
 * News of an order that does not exist has no effect.
 */
export async function applyInputs(tx: Tx, news: readonly OrderNews[]): Promise<void> {
  const locked = await lockOrders(tx, [...new Set(news.map(({ orderId }) => orderId))]);
  const byOrder = Map.groupBy(news, ({ orderId }) => orderId);
  const changes: OrderChange[] = [];
  for (const [orderId, ofOrder] of byOrder) {
    const found = locked.get(orderId);
    if (found)
      changes.push({ order: found.order, events: decideAll(found, ofOrder), traceparent: ofOrder[0]?.traceparent });
  }
  await saveOrders(tx, changes);
}

/** What follows from several inputs, one after the other. */
function decideAll({ order, now }: LockedOrder, news: readonly OrderNews[]): OrderEvent[] {
  const events: OrderEvent[] = [];
  let current: Order = order;
  for (const { input } of news) {
    const next = decide(current, typeof input === 'function' ? input(now) : input);
    current = next.reduce(evolve, current);
    events.push(...next);
  }
  return events;
}
