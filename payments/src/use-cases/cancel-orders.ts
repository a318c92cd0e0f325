import type { ClientSession } from '@ticketing/common/mongo';
import { decide } from '../domain/payment.ts';
import type { CancelledOrder } from '../store/order-store.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Marks orders as cancelled, which refuses new attempts, and decides what that means for their payments. Requires the
 * caller's transaction. Idempotent.
 */
export const cancelOrders =
  ({ orders, payments }: Pick<PaymentDeps, 'orders' | 'payments'>) =>
  async ({ session, cancelled }: { session: ClientSession; cancelled: readonly CancelledOrder[] }): Promise<void> => {
    const orderIds = cancelled.map(({ orderId }) => orderId);
    // Conflicts with a concurrent attempt or outcome, so that one of the two sees the other.
    await orders.setStatus(session, orderIds, 'cancelled');
    await orders.recordEnds(session, cancelled);
    const found = await payments.readOfOrders(session, orderIds);
    await payments.saveAll(
      session,
      found.map(({ payment, now }) => ({ payment, events: decide(payment, { type: 'OrderCancelled', now }) })),
    );
  };
