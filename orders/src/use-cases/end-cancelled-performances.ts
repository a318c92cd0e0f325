import { inTransaction } from '@ticketing/common/postgres';
import { decide } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { lockOrdersOfCancelledPerformances, saveOrders } from '../store/order-store.ts';

/**
 * How many orders one call ends: with a call a second, 20,000 orders take seven minutes. Payments asks Stripe for each
 * refund, and Stripe limits the rate of requests.
 */
export const ordersPerCall = 50;

/**
 * Ends orders of cancelled performances, paid or not; payments refunds what was paid. It may be stopped at any time: the
 * next call goes on.
 * @returns the number of orders that it has ended
 */
export const endCancelledPerformances =
  ({ database }: { database: Database }) =>
  (): Promise<number> =>
    inTransaction(database, async (tx) => {
      const found = await lockOrdersOfCancelledPerformances(tx, ordersPerCall);
      const changes = [...found.values()].map(({ order }) => ({
        order,
        events: decide(order, { type: 'PerformanceCancelled' }),
      }));
      await saveOrders(tx, changes);
      return changes.length;
    });
