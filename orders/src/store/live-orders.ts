import { type ChangeFeed, type ChangeListener, listenToChanges } from '@ticketing/common/postgres';
import { z } from 'zod';

const changedOrder = z.object({ orderId: z.string(), userId: z.string() });

export type ChangedOrder = z.infer<typeof changedOrder>;
export type OrderListener = ChangeListener<ChangedOrder>;
export type LiveOrders = ChangeFeed<ChangedOrder>;

/** Listens to order changes. */
export const listenToOrders = (databaseUrl: string, listener: OrderListener): LiveOrders =>
  listenToChanges(databaseUrl, { channel: 'live_orders', list: 'orders', changed: changedOrder }, listener);
