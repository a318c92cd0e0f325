import { notFound, notOwner } from '@ticketing/common/errors';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { findOrder, listOrdersOf } from '../store/order-store.ts';

/** @throws DomainError not_found, not_authorized */
export const readOrder =
  ({ database }: { database: Database }) =>
  async ({ orderId, userId }: { orderId: string; userId: string }): Promise<Order> => {
    const order = await findOrder(database, orderId);
    if (!order) throw notFound('Order not found');
    if (order.userId !== userId) throw notOwner();
    return order;
  };

export const listOrders =
  ({ database }: { database: Database }) =>
  ({ userId }: { userId: string }): Promise<Order[]> =>
    listOrdersOf(database, userId);
