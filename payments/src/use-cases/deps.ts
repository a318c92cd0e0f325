import type { AwaitRow } from '@ticketing/common/consuming';
import type { Logger } from '@ticketing/common/log';
import type { Connection } from '@ticketing/common/mongo';
import type { ReservationStatements } from '@ticketing/common/reservations';
import type { OrderStore } from '../store/order-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';

export interface PaymentDeps {
  connection: Connection;
  orders: OrderStore;
  payments: PaymentStore;
  stripe: StripeGateway;
  /** Reads what orders has signed. */
  statements: Pick<ReservationStatements, 'read'>;
  /** Finds what another service's event brings. */
  awaitRow: AwaitRow;
  /** An open payment that nobody has settled by then is settled by the sweeper. Milliseconds. */
  settleAfterMs: number;
  /** How long an attempt begun in time may defer its order's expiry; as orders has it. Milliseconds. */
  graceMs: number;
  log: Logger;
}
