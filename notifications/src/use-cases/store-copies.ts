import type { ClientSession } from '@ticketing/common/mongo';
import type { Order } from '../domain/order.ts';
import type { StoreDeps } from './deps.ts';

/** Names what a mail may wait for. */
export const waited = {
  order: (orderId: string) => `order:${orderId}`,
  seller: (ticketId: string) => `seller:${ticketId}`,
  contact: (userId: string) => `contact:${userId}`,
};

/** Stores new orders. Requires the caller's transaction. Idempotent. */
export const storeOrders =
  ({ orders: store, mails, now }: Pick<StoreDeps, 'orders' | 'mails' | 'now'>) =>
  async (tx: ClientSession, orders: readonly Order[]): Promise<void> => {
    await store.insertAll(tx, orders);
    const ids = orders.map(({ id }) => waited.order(id));
    await mails.release(tx, ids, now());
  };

/** Stores what orders cost that have fewer places now. Requires the caller's transaction. Idempotent. */
export const storeTotals =
  ({ orders }: Pick<StoreDeps, 'orders'>) =>
  (tx: ClientSession, totals: readonly Pick<Order, 'id' | 'priceMinor'>[]): Promise<void> =>
    orders.setTotals(tx, totals);

/** Stores who sells which ticket. Requires the caller's transaction. Idempotent. */
export const storeSellers =
  ({ orders, mails, now }: Pick<StoreDeps, 'orders' | 'mails' | 'now'>) =>
  async (tx: ClientSession, sellers: readonly { ticketId: string; sellerId: string }[]): Promise<void> => {
    await orders.insertSellers(tx, sellers);
    const ids = sellers.map(({ ticketId }) => waited.seller(ticketId));
    await mails.release(tx, ids, now());
  };

/** Stores sealed contacts; mails that waited for them are due. Requires the caller's transaction. Idempotent. */
export const storeContacts =
  ({ contacts: store, mails, now }: Pick<StoreDeps, 'contacts' | 'mails' | 'now'>) =>
  async (tx: ClientSession, contacts: readonly { userId: string; sealedContact: string }[]): Promise<void> => {
    await store.putAll(tx, contacts);
    const ids = contacts.map(({ userId }) => waited.contact(userId));
    await mails.release(tx, ids, now());
  };
