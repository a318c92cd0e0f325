import type { AwaitRow } from '@ticketing/common/consuming';
import type { Logger } from '@ticketing/common/log';
import type { Connection } from '@ticketing/common/mongo';
import type { ReservationStatements } from '@ticketing/common/reservations';
import type { OrderStore } from '../store/order-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';
import type { InProgress } from './in-progress.ts';

export interface PaymentDeps {
  connection: Connection;
  orders: OrderStore;
  payments: PaymentStore;
  stripe: StripeGateway;
  /** The intents that this process is charging, with the outcome not yet recorded. */
  charging: InProgress;
  /** Verifies reservation statements. */
  statements: Pick<ReservationStatements, 'read'>;
  /** Finds rows that another service's events create. */
  awaitRow: AwaitRow;
  /** The sweeper settles a payment still open after this time. Milliseconds. */
  settleAfterMs: number;
  /** How long an attempt started in time may defer its order's expiry; same as in orders. Milliseconds. */
  graceMs: number;
  log: Logger;
}
