import type { ClientSession } from '@ticketing/common/mongo';
import type { PayableOrder } from '../domain/order.ts';
import type { PaymentDeps } from './deps.ts';

/** Stores new orders, which makes them payable. Requires the caller's transaction. Idempotent. */
export const storeOrders =
  ({ orders: store }: Pick<PaymentDeps, 'orders'>) =>
  ({ session, orders }: { session: ClientSession; orders: readonly PayableOrder[] }): Promise<void> =>
    store.insertAll(session, orders);
