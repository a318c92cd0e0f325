import type { ClientSession } from '@ticketing/common/mongo';
import { decide } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Marks orders as cancelled, which refuses new attempts, and decides what that means for their payments. Requires the
 * caller's transaction. Idempotent.
 */
export const cancelOrders =
  ({ orders, payments }: Pick<PaymentDeps, 'orders' | 'payments'>) =>
  async ({ session, orderIds }: { session: ClientSession; orderIds: readonly string[] }): Promise<void> => {
    // Conflicts with a concurrent attempt or outcome, so that one of the two sees the other.
    await orders.setStatus(session, orderIds, 'cancelled');
    const found = await payments.readOfOrders(session, orderIds);
    await payments.saveAll(
      session,
      found.map(({ payment, now }) => ({ payment, events: decide(payment, { type: 'OrderCancelled', now }) })),
    );
  };
