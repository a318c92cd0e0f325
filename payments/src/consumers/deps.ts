import type { RevokedSessions } from '@ticketing/common/mongo';
import type { OrderStore } from '../store/order-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';

export interface ConsumerDeps {
  orders: OrderStore;
  payments: PaymentStore;
  revokedSessions: RevokedSessions;
}
