import { notFound, notOwner } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/postgres';
import { decide } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { lockOrder, saveOrders } from '../store/order-store.ts';

/**
 * Cancels a buyer's order and frees its ticket. Idempotent.
 * @throws DomainError not_found, not_authorized, already_paid
 */
export const cancelOrder =
  ({ database }: { database: Database }) =>
  ({ orderId, userId }: { orderId: string; userId: string }): Promise<void> =>
    inTransaction(database, async (tx) => {
      const locked = await lockOrder(tx, orderId);
      if (!locked) throw notFound('Order not found');
      if (locked.order.userId !== userId) throw notOwner();
      const { order } = locked;
      await saveOrders(tx, [{ order, events: decide(order, { type: 'BuyerCancelled' }) }]);
    });
