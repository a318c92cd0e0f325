import type { ClientSession } from '@ticketing/common/mongo';
import type { OrderChange } from '../domain/order.ts';
import type { PaymentDeps } from './deps.ts';

/** Marks orders as paid, which refuses new attempts. Requires the caller's transaction. Idempotent. */
export const completeOrders =
  ({ orders }: Pick<PaymentDeps, 'orders'>) =>
  ({
    session,
    paid,
  }: {
    session: ClientSession;
    paid: readonly Pick<OrderChange, 'id' | 'version'>[];
  }): Promise<void> =>
    orders.change(
      session,
      paid.map(({ id, version }) => ({ id, version, status: 'complete' })),
    );
