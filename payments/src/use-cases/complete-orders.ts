import type { ClientSession } from '@ticketing/common/mongo';
import type { PaymentDeps } from './deps.ts';

/** Marks orders as paid, which refuses new attempts. Requires the caller's transaction. Idempotent. */
export const completeOrders =
  ({ orders }: Pick<PaymentDeps, 'orders'>) =>
  ({ session, orderIds }: { session: ClientSession; orderIds: readonly string[] }): Promise<void> =>
    orders.setStatus(session, orderIds, 'complete');
