import type { AwaitRow } from '@ticketing/common/consuming';
import type { Logger } from '@ticketing/common/log';
import type { Connection } from '@ticketing/common/mongo';
import type { ReservationStatements } from '@ticketing/common/reservations';
import type { AttemptRules } from '../domain/start-attempt.ts';
import type { DeclineStore } from '../store/decline-store.ts';
import type { OrderStore } from '../store/order-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';
import type { StripeGateway } from '../stripe/stripe-gateway.ts';
import type { InProgress } from './in-progress.ts';

export interface PaymentDeps extends AttemptRules {
  connection: Connection;
  orders: OrderStore;
  payments: PaymentStore;
  declines: DeclineStore;
  /** Maximum number of declined attempts per account and hour. */
  maxDeclinesPerHour: number;
  stripe: StripeGateway;
  /** The intents that this process is charging, with the outcome not yet recorded. */
  charging: InProgress;
  /** Verifies reservation statements. */
  statements: Pick<ReservationStatements, 'read'>;
  /** Finds rows that another service's events create. */
  awaitRow: AwaitRow;
  log: Logger;
}
