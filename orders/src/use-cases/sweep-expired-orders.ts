import { inTransaction } from '@ticketing/common/postgres';
import { type ExpiryRules, reservationDue } from '../domain/expiry.ts';
import { decide } from '../domain/order.ts';
import type { Database } from '../store/database.ts';
import { lockDueOrders, saveOrders } from '../store/order-store.ts';

export interface SweepDeps extends ExpiryRules {
  database: Database;
}

const batchSize = 500;

/**
 * Expires due orders in batches: those whose timer was lost and those whose expiry was deferred.
 * @returns the number of expired orders
 */
export const sweepExpiredOrders =
  ({ database, ...rules }: SweepDeps) =>
  async (): Promise<number> => {
    for (let expired = 0; ; ) {
      const found = await inTransaction(database, async (tx) => {
        const due = await lockDueOrders(tx, rules.graceSeconds, batchSize);
        const changes = [...due.values()].map(({ order, now }) => ({
          order,
          events: decide(order, reservationDue(rules)(now)),
        }));
        await saveOrders(tx, changes);
        return { due: due.size, expired: changes.filter(({ events }) => events.length > 0).length };
      });
      expired += found.expired;
      // Orders that are due but deferred remain, and would be found again and again.
      if (found.due < batchSize || found.expired === 0) return expired;
    }
  };
