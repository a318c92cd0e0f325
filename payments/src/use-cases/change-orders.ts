import type { ClientSession } from '@ticketing/common/mongo';
import type { OrderChange } from '../domain/order.ts';
import { decide } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';

/**
 * Applies what has happened to orders, and decides what that means for their payments: a cancelled order refuses new attempts, and
 * what was charged above its new total is refunded. Requires the caller's transaction. Idempotent.
 * @param changes of each order in the sequence of its versions
 */
export const changeOrders =
  ({ orders, payments }: Pick<PaymentDeps, 'orders' | 'payments'>) =>
  async ({ session, changes }: { session: ClientSession; changes: readonly OrderChange[] }): Promise<void> => {
    const ids = changes.map(({ id }) => id);
    await orders.change(session, changes);
    const changed = await orders.findAll(session, ids);
    const found = await payments.readOfOrders(session, ids);
    await payments.saveAll(
      session,
      found.flatMap(({ payment, now }) => {
        const order = changed.get(payment.orderId);
        return order ? [{ payment, events: decide(payment, { type: 'OrderChanged', order, now }) }] : [];
      }),
    );
  };
