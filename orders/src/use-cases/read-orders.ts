import { notFound, notOwner } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import { isSessionRevoked } from '@ticketing/common/postgres';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { findOrder, findOrders, listOrdersOf, type OwnOrdersOptions } from '../store/order-store.ts';

/**
 * Reads one of the buyer's orders.
 * @throws DomainError not_found, not_authorized
 */
export const readOrder =
  ({ database }: { database: Database }) =>
  async ({ orderId, userId }: { orderId: string; userId: string }): Promise<Order> => {
    const order = await findOrder(database, orderId);
    if (!order) throw notFound('Order not found');
    if (order.userId !== userId) throw notOwner();
    return order;
  };

/** Reads a page of a buyer's orders, newest first. */
export const listOrders =
  ({ database }: { database: Database }) =>
  (options: OwnOrdersOptions): Promise<Page<Order>> =>
    readPage(options.limit, (limit) => listOrdersOf(database, { ...options, limit }));

/** Reads orders by id, of any buyer. */
export const readOrdersById =
  ({ database }: { database: Database }) =>
  ({ orderIds }: { orderIds: readonly string[] }): Promise<Order[]> =>
    findOrders(database, orderIds);

/** Older orders have ended: a buyer has few unpaid ones. */
const maxLiveOrders = 100;

/**
 * Reads a follower's newest orders. Checks the session again: a session revoked while the stream was being opened would
 * be missed.
 * @throws DomainError not_authorized
 */
export const readLiveOrders =
  ({ database }: { database: Database }) =>
  async ({ userId, sid }: { userId: string; sid: string | null }): Promise<Order[]> => {
    if (sid && (await isSessionRevoked(database, sid))) throw notOwner();
    return listOrdersOf(database, { userId, limit: maxLiveOrders });
  };
