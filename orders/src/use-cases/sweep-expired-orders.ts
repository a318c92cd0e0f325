import { type Database, inTransaction } from '../store/database.ts';
import { findDueOrders } from '../store/order-store.ts';
import { applyReservationDue } from './apply-input.ts';

export interface SweepDeps {
  database: Database;
  graceSeconds: number;
}

const batchSize = 100;

/**
 * Expires what is due: orders whose timer was lost, and those whose expiry an attempt to pay had deferred.
 * @returns how many were due
 */
export const sweepExpiredOrders =
  ({ database, graceSeconds }: SweepDeps) =>
  async (): Promise<number> => {
    const due = await findDueOrders(database, graceSeconds, batchSize);
    for (const orderId of due) {
      await inTransaction(database, (tx) => applyReservationDue(tx, orderId, graceSeconds));
    }
    return due.length;
  };
