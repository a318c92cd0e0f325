import { type ChangeFeed, type ChangeListener, listenToChanges } from '@ticketing/common/postgres';
import { z } from 'zod';
import type { Tx } from './database.ts';

const channel = 'live_orders';
const changedOrder = z.object({ orderId: z.string(), userId: z.string() });

export type ChangedOrder = z.infer<typeof changedOrder>;
export type OrderListener = ChangeListener<ChangedOrder>;
export type LiveOrders = ChangeFeed<ChangedOrder>;

/** Listens to order changes. */
export const listenToOrders = (databaseUrl: string, listener: OrderListener): LiveOrders =>
  listenToChanges(databaseUrl, { channel, list: 'orders', changed: changedOrder }, listener);

/**
 * Notifies every replica of new orders, with the commit of the transaction. For consumers, whose updates of orders are announced
 * in the same way; requests call `announce`, because NOTIFY holds a lock of the whole cluster during the commit.
 */
export async function announceWithin(tx: Tx, orders: readonly ChangedOrder[]): Promise<void> {
  if (orders.length === 0) return;
  const payloads = orders.map((order) => JSON.stringify({ orders: [order] }));
  await tx.$executeRaw`SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`;
}
