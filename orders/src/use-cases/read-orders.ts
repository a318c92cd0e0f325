import { notFound, notOwner } from '@ticketing/common/errors';
import { type Page, readPage } from '@ticketing/common/http';
import type { Order } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { findOrder, findOrders, listOrdersOf, type OwnOrdersOptions } from '../store/order-store.ts';
import { isSessionRevoked } from '../store/session-store.ts';

/** @throws DomainError not_found, not_authorized */
export const readOrder =
  ({ database }: { database: Database }) =>
  async ({ orderId, userId }: { orderId: string; userId: string }): Promise<Order> => {
    const order = await findOrder(database, orderId);
    if (!order) throw notFound('Order not found');
    if (order.userId !== userId) throw notOwner();
    return order;
  };

/** A page of a buyer's own orders, newest first. */
export const listOrders =
  ({ database }: { database: Database }) =>
  (options: OwnOrdersOptions): Promise<Page<Order>> =>
    readPage(options.limit, (limit) => listOrdersOf(database, { ...options, limit }));

/** Those of the orders that there are, whosever they are. */
export const readSeveralOrders =
  ({ database }: { database: Database }) =>
  ({ orderIds }: { orderIds: readonly string[] }): Promise<Order[]> =>
    findOrders(database, orderIds);

/** Older orders have ended long ago: a buyer's unpaid ones are few. */
const newest = 100;

/**
 * The newest orders of somebody who follows them. The session is looked at here, too: one that ended while the stream was being
 * opened was not told to it.
 * @throws DomainError not_authorized
 */
export const readLiveOrders =
  ({ database }: { database: Database }) =>
  async ({ userId, sid }: { userId: string; sid: string | null }): Promise<Order[]> => {
    if (sid && (await isSessionRevoked(database, sid))) throw notOwner();
    return listOrdersOf(database, { userId, limit: newest });
  };
